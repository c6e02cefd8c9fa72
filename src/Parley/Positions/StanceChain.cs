using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// The words between a statement's cue and a target's mention that carry a stance ("<u>denied</u> that it <u>refused</u> the offer"), and what they add up to: signs multiply, and a
/// negation turns a sign round.
/// </summary>
/// <param name="Sign">Product of the signs: +1, -1, or 0 where nothing takes a stance.</param>
/// <param name="Governor">Class of the word nearest to the target, negation marked by "!", or "-".</param>
/// <param name="Depth">How many such words there are, cue included.</param>
/// <param name="Distance">"near", "mid" or "far": tokens from the nearest of them to the target.</param>
/// <param name="Verdict">Sign of the judging words of the content.</param>
/// <param name="Partly">Whether a word says that only a part is meant, or that it is not settled.</param>
internal readonly record struct StanceChain(int Sign, string Governor, int Depth, string Distance, int Verdict, bool Partly)
{
    /// <summary>The chain of a candidate; by the tree where there is one, else by the order of the words.</summary>
    public static StanceChain Of(PositionScene scene, in PositionCandidate c)
    {
        var frame = scene.Frames[c.Statement];
        var document = frame.Document;
        int sign = 1, depth = 0, last = -1;
        string governor = "-";
        bool any = false;
        void Take(CueEntry entry, bool negated, int token)
        {
            depth++;
            governor = CueLexicon.ClassName(entry.Class, negated);
            last = token;
            int s = entry.Stance switch { '+' => 1, '-' => -1, _ => 0 };
            if (entry.Class is CueClass.Claim or CueClass.Say or CueClass.Think or CueClass.Reveal or CueClass.Source or CueClass.Threaten) s = 0;
            if (s != 0)
            {
                any = true;
                sign *= s;
            }

            if (negated) sign = -sign;
            any |= negated;
        }

        // The cue tells the source's stance, not that of somebody it speaks of.
        bool source = c.Role is HolderRole.Source or HolderRole.Joint;
        if (source && frame.CueHead >= 0 && frame.CueEntry.Class != CueClass.None) Take(frame.CueEntry, frame.CueNegated, frame.CueHead);
        bool tree = c.TargetToken >= 0 && document.Tokens[c.TargetToken].Relation != Relation.None;
        foreach (var e in frame.Evoked)
        {
            if (c.TargetToken >= 0)
            {
                if (tree ? !Dominates(document, e.Token, c.TargetToken) : e.Token >= c.TargetToken || c.TargetToken - e.Token > 10) continue;
            }
            else if (e.Token != frame.Inner.Token) continue;

            if (scene.Targets.At(e.Token).Contains(c.Target)) continue;
            Take(e.Entry, e.Negated, e.Token);
        }

        if (depth < 2 && frame.Inner.Token >= 0 && frame.Inner.Token != last && !scene.Targets.At(frame.Inner.Token).Contains(c.Target)) Take(frame.Inner.Entry, frame.Inner.Negated, frame.Inner.Token);
        int gap = last < 0 || c.TargetToken < 0 ? 99 : Math.Abs(c.TargetToken - last);
        return new(any ? sign : 0, governor, depth, gap < 4 ? "near" : gap < 9 ? "mid" : "far", frame.Verdict, frame.Partly);
    }

    private static bool Dominates(Document document, int ancestor, int token)
    {
        var tokens = document.Tokens;
        for (int i = tokens[token].Head, steps = 0; i >= 0 && steps < 64; i = tokens[i].Head, steps++)
            if (i == ancestor) return true;
        return false;
    }
}
