using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// What the position models see of a candidate: classes of words and shapes of the link, few words themselves. Two lists: whether the statement tells a position of this holder on
/// this target at all, and, if it does, which stance.
/// </summary>
internal static class PositionFeatures
{
    /// <summary>Adds the features of "is there a position".</summary>
    public static void Link(PositionScene scene, in PositionCandidate c, FeatureList f)
    {
        var frame = scene.Frames[c.Statement];
        var target = scene.Targets.Targets[c.Target];
        var chain = StanceChain.Of(scene, c);
        string act = scene.Statements[c.Statement].Act.Name(), role = c.Role.Name(), place = c.Place.Name(), kind = target.IsProposal ? "proposal" : "issue";
        string cls = CueLexicon.ClassName(frame.CueEntry.Class, frame.CueNegated);
        string authored = target.By.Contains(c.Holder) ? "own" : target.By.Count > 0 ? "other's" : "nobody's";
        string roleClass = c.Role is HolderRole.Source or HolderRole.Joint ? "source" : c.Role == HolderRole.Subject ? "subject" : "mentioned";
        f.Add("bias", "");
        f.Add("role", role);
        f.Add("place", place);
        f.Add("role+place", role, place);
        f.Add("kind+place", kind, place);
        f.Add("act", act);
        f.Add("act+role", act, roleClass);
        f.Add("act+place", act, place);
        f.Add("act+role+place", $"{act}{roleClass}", place);
        f.Add("class+role", cls, roleClass);
        f.Add("class+place", cls, place);
        f.Add("authored", authored);
        f.Add("authored+role", authored, role);
        f.Add("authored+act+role", $"{authored}{act}", roleClass);
        f.Add("shared", Math.Min(c.Shared, 10) / 2);
        f.Add("shared+place", Digit(Math.Min(c.Shared, 10) / 3), place);
        f.Add("form+place", frame.Form, place);
        f.Add("subject+role", frame.Subject.Name(), role);
        Nested(scene, c, f, roleClass, act);
        Chain(scene, c, chain, f, roleClass, place);
        Company(scene, c, f, place, roleClass);
    }

    /// <summary>Adds the features of "which stance".</summary>
    public static void Stance(PositionScene scene, in PositionCandidate c, FeatureList f)
    {
        var frame = scene.Frames[c.Statement];
        var target = scene.Targets.Targets[c.Target];
        var chain = StanceChain.Of(scene, c);
        string act = scene.Statements[c.Statement].Act.Name(), kind = target.IsProposal ? "proposal" : "issue";
        string roleClass = c.Role is HolderRole.Source or HolderRole.Joint ? "source" : "other", authored = target.By.Contains(c.Holder) ? "own" : target.By.Count > 0 ? "other's" : "nobody's";
        string cls = CueLexicon.ClassName(frame.CueEntry.Class, frame.CueNegated), sign = Sign(chain.Sign);
        f.Add("bias", "");
        f.Add("act", act);
        f.Add("act+kind", act, kind);
        f.Add("act+role", act, roleClass);
        f.Add("act+authored", act, authored);
        f.Add("act+label", act, Sign(target.LabelSign));
        f.Add("authored", authored);
        f.Add("authored+role", authored, roleClass);
        f.Add("authored+kind+sign", $"{authored}{kind}", sign);
        f.Add("class", cls);
        f.Add("class+kind", cls, kind);
        f.Add("class+role", cls, roleClass);
        f.Add("cue", CueOf(frame));
        f.Add("sign", sign);
        f.Add("sign+kind", sign, kind);
        f.Add("sign+role", sign, roleClass);
        f.Add("sign+act", sign, act);
        f.Add("sign+label", sign, Sign(target.LabelSign));
        f.Add("governor", chain.Governor);
        f.Add("governor+role", chain.Governor, roleClass);
        f.Add("inner", Inner(frame));
        f.Add("inner+role", Inner(frame), roleClass);
        f.Add("modal", frame.ContentModal ?? "-", frame.ContentNegated ? "!" : "");
        f.Add("modal+role", frame.ContentModal ?? "-", $"{roleClass}{(frame.ContentNegated ? "!" : "")}");
        f.Add("verdict", Sign(chain.Verdict));
        f.Add("verdict+role", Sign(chain.Verdict), roleClass);
        f.Add("verdict+act", Sign(chain.Verdict), act);
        f.Add("part", chain.Partly ? "partly" : "whole");
        string condition = Condition(frame, c);
        f.Add("condition", condition);
        f.Add("condition+act", act, condition);
        f.Add("condition+sign", sign, condition);
        f.Add("place", c.Place.Name());
        foreach (var e in frame.Evoked)
            if (e.Entry.Class is not (CueClass.Say or CueClass.Think)) f.Add("evoked", e.Entry.Class.Name(), e.Negated ? "!" : "");
        foreach (int i in frame.Cue)
            if (i != frame.CueHead) f.Add("cue other", StatementFrame.Lemma(frame.Document.Tokens[i]));
        int k = 0;
        foreach (int i in frame.Content)
        {
            var pos = frame.Document.Tokens[i].Pos;
            if (++k <= 25 && pos is UniversalTag.VERB or UniversalTag.ADJ or UniversalTag.ADV or UniversalTag.AUX or UniversalTag.PART) f.Add("word", StatementFrame.Lemma(frame.Document.Tokens[i]));
        }
    }

    /// <summary>
    /// Adds the features of "is it right in a reading": those of the link, its probability, and how far the steps before can be trusted with this target, this holder and this statement.
    /// </summary>
    public static void Trust(PositionScene scene, in PositionCandidate c, double link, FeatureList f)
    {
        var frame = scene.Frames[c.Statement];
        var target = scene.Targets.Targets[c.Target];
        string kind = target.IsProposal ? "proposal" : "issue", place = c.Place <= TargetPlace.Content ? c.Place.Name() : "elsewhere", score = Sureness(link);
        string role = c.Role is HolderRole.Source or HolderRole.Joint ? "source" : "other", sure = Sureness(target.Confidence);
        var cls = frame.CueEntry.Class;
        bool takesStance = cls is CueClass.Accept or CueClass.Reject or CueClass.Demand or CueClass.Propose or CueClass.Promise or CueClass.Want or CueClass.Hope or CueClass.Insist or CueClass.Deny
            or CueClass.Criticise or CueClass.Praise or CueClass.Threaten;
        f.Add("bias", "");
        f.Add("kind", kind);
        f.Add("score", score);
        f.Add("score+kind", score, kind);
        for (double step = 0.1; step < link; step += 0.1) f.Add("above", (int)(step * 100));
        f.Add("target", sure, kind);
        string above = target.IsProposal ? "target aboveproposal" : "target aboveissue";
        for (double step = 0.2; step < target.Confidence; step += 0.2) f.Add(above, (int)(step * 100));
        f.Add("statement", Sureness(frame.Likelihood));
        f.Add("role", role);
        f.Add("role+kind", role, kind);
        f.Add("place", place);
        f.Add("place+kind", place, kind);
        f.Add("mentions", Digit(Math.Min(target.Mentions.Count, 3)), kind);

        // The words of a demand or a refusal are themselves the point at issue: the better a mention fits the content, the likelier that it names one.
        string fit = Fit(frame, target), act = scene.Statements[c.Statement].Act.Name();
        f.Add("fit", fit, kind);
        f.Add("fit+act", $"{fit}{act}", kind);
        f.Add("fit+stance cue", $"{fit}{(takesStance ? "yes" : "no")}", kind);
        f.Add("act", act, kind);
        f.Add("stance cue", takesStance ? "yes" : "no", kind);
        f.Add("stance cue+place", takesStance ? "yes" : "no", $"{place}{kind}");
        f.Add("label length", target.Stems.Count < 3 ? "short" : target.Stems.Count < 6 ? "middle" : "long", kind);
        f.Add("nested", scene.Outer(c.Statement).Length > 0 ? "yes" : "no");
        Link(scene, c, f);
    }

    // "call" and "call for" are two cues.
    private static string CueOf(StatementFrame frame)
    {
        if (frame.CueHead < 0) return "";
        var tokens = frame.Document.Tokens;
        string lemma = StatementFrame.Lemma(tokens[frame.CueHead]);
        int next = frame.CueHead + 1;
        bool particle = frame.Cue[^1] >= next && next < tokens.Length && tokens[next].Pos is UniversalTag.ADP or UniversalTag.ADV or UniversalTag.PART;
        return particle ? lemma + " " + tokens[next].Word.ToLowerInvariant() : lemma;
    }

    private static string Fit(StatementFrame frame, PositionTarget target)
    {
        int best = 0;
        if (frame.Content.Length == 0) return "none";
        for (int m = target.FirstFrom(frame.Content[0] - target.LongestMention); m < target.Mentions.Count && target.Mentions[m].First <= frame.Content[^1]; m++)
        {
            var (first, end) = target.Mentions[m];
            int inside = 0;
            for (int i = first; i < end; i++)
                if (frame.InContent(i)) inside++;
            best = Math.Max(best, inside * 20 / (end - first + frame.Content.Length));
        }

        return best >= 8 ? "whole" : best >= 5 ? "half" : best > 0 ? "part" : "none";
    }

    private static void Nested(PositionScene scene, in PositionCandidate c, FeatureList f, string roleClass, string act)
    {
        var outer = scene.Outer(c.Statement);
        if (outer.Length == 0)
        {
            f.Add("nested", "no");
            int inner = scene.Inner(c.Statement);
            if (inner < 0) return;
            string owner = scene.Frames[inner].Party is not { } party ? "nobody" : party == c.Holder ? "holder" : "another";
            f.Add("inner statement", owner, roleClass);
            f.Add("inner statement act", $"{owner}{scene.Statements[inner].Act.Name()}", roleClass);
            return;
        }

        var frame = scene.Frames[outer[0]];
        string outerClass = CueLexicon.ClassName(frame.CueEntry.Class, frame.CueNegated);
        bool same = frame.Party is not null && frame.Party == scene.Frames[c.Statement].Party;
        f.Add("nested", same ? "same" : "other");
        f.Add("nested in", outerClass, same ? "same" : "other");
        f.Add("nested in act", scene.Statements[outer[0]].Act.Name(), same ? "same" : "other");
        f.Add("nested+place", c.Place.Name(), same ? "same" : "other");
        f.Add("nested+act", act, same ? "same" : "other");
    }

    private static void Chain(PositionScene scene, in PositionCandidate c, StanceChain chain, FeatureList f, string roleClass, string place)
    {
        var frame = scene.Frames[c.Statement];
        f.Add("governor", chain.Governor);
        f.Add("governor+role", chain.Governor, roleClass);
        f.Add("governor+place", chain.Governor, place);
        f.Add("sign+role", Sign(chain.Sign), roleClass);
        f.Add("sign+place", Sign(chain.Sign), place);
        f.Add("inner+role", Inner(frame), roleClass);
        f.Add("inner+subject", Inner(frame), $"{frame.Subject.Name()}{roleClass}");
        f.Add("distance", chain.Distance, roleClass);
        f.Add("depth", Digit(Math.Min(chain.Depth, 4)), place);
        if (c.HolderToken >= 0 && c.TargetToken >= 0)
        {
            int gap = c.TargetToken - c.HolderToken;
            f.Add("order", gap < -8 ? "far after" : gap < 0 ? "after" : gap < 6 ? "close" : gap < 15 ? "before" : "far before", roleClass);
            f.Add("holder relation", frame.Document.Tokens[c.HolderToken].Relation.Name(), place);
        }

        f.Add("condition+place", Condition(frame, c), place);
        f.Add("modal+role", frame.ContentModal ?? "-", roleClass);
        f.Add("cue", CueOf(frame));
        if (c.TargetToken >= 0)
        {
            ref readonly var token = ref frame.Document.Tokens[c.TargetToken];
            f.Add("target relation", token.Relation.Name(), place);
            if (c.TargetToken > 0) f.Add("before target", frame.Document.Tokens[c.TargetToken - 1].Pos.Name());
        }
    }

    private static void Company(PositionScene scene, in PositionCandidate c, FeatureList f, string place, string roleClass)
    {
        var frame = scene.Frames[c.Statement];
        var target = scene.Targets.Targets[c.Target];
        int targets = 0, last = -1;
        bool firstTarget = true;
        foreach (int i in frame.Content)
        {
            foreach (int t in scene.Targets.At(i))
            {
                if (t == last) continue;
                last = t;
                targets++;
                if (t != c.Target && targets == 1) firstTarget = false;
            }
        }

        f.Add("targets", Digit(Math.Min(targets, 3)), place);
        f.Flag("first target", firstTarget && targets > 0);
        f.Add("first target+place", firstTarget ? "first" : "later", place);
        f.Add("length", Digit(frame.Content.Length < 6 ? 0 : frame.Content.Length < 15 ? 1 : frame.Content.Length < 35 ? 2 : 3), place);
        f.Add("mentions", Digit(Math.Min(target.Mentions.Count, 4)), roleClass);
        f.Flag("no source", frame.Source.Length == 0);
        f.Add("party", frame.Party is null ? "nobody" : frame.Party == c.Holder ? "holder" : "another", roleClass);
        f.Add("party+authored", frame.Party is null ? "nobody" : target.By.Contains(frame.Party) ? "author" : "other", roleClass);
        bool speaksOfHolder = scene.Frames[c.Statement].Subject is SubjectKind.First or SubjectKind.Third or SubjectKind.Own or SubjectKind.None;
        f.Add("of holder", speaksOfHolder ? "yes" : "no", $"{roleClass}{place}");
    }

    private static ReadOnlySpan<char> Digit(int n) => "0123456789".AsSpan(n, 1);

    private static string Sureness(double confidence) => confidence >= 1 ? "given" : confidence >= 0.8 ? "4" : confidence >= 0.6 ? "3" : confidence >= 0.4 ? "2" : confidence >= 0.25 ? "1" : "0";

    private static string Condition(StatementFrame frame, in PositionCandidate c) =>
        frame.Condition < 0 ? "none" : c.TargetToken < 0 ? "somewhere" : c.TargetToken > frame.Condition ? "on target" : "beside";

    private static string Inner(StatementFrame frame) => frame.Inner.Token < 0 ? "-" : CueLexicon.ClassName(frame.Inner.Entry.Class, frame.Inner.Negated);

    private static string Sign(int sign) => sign > 0 ? "+" : sign < 0 ? "-" : "0";
}
