using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Finds pairs of statements that cannot both be true, by what they say of each other: a denial and what it denies, a position claimed of a party and its own word against it,
/// the same thing affirmed and negated, two numbers for one thing. Mere difference of wishes is none, and a refusal to deny is none. Precision comes first: each kind of
/// evidence has its own confidence, and a statement is set against the best partner only.
/// </summary>
internal static class ContradictionFinder
{
    private static readonly HashSet<string> Claims = new(StringComparer.Ordinal)
    {
        "claim", "allegation", "accusation", "assertion", "report", "rumour", "rumor", "speculation", "charge", "contention", "insinuation",
    };

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "percent", "percentage", "pct", "per", "cent", "point", "year", "month", "week", "day", "hour", "million", "billion", "dollar", "pound", "euro", "dlrs", "mln", "bln", "time", "page",
    };

    /// <summary>A pair before the best are chosen: indexes of the statements, what it is about, and how sure it is.</summary>
    private readonly record struct Pair(int Claim, int Against, string About, double Confidence);

    /// <summary>The contradictions among statements whose positions are known, surest first by claim; ids are those of the statements.</summary>
    public static IReadOnlyList<Contradiction> Find(PositionScene scene, IReadOnlyList<Party> parties, StatementWords words, double least = 0.5)
    {
        var statements = scene.Statements;
        var pairs = new List<Pair>();
        words.Begin(scene.Frames);
        for (int i = 0; i < statements.Count; i++)
        {
            if (IsDenial(scene, i) && Denied(scene, words, i) is { } denial) pairs.Add(denial);
            OwnWord(scene, i, parties, pairs);
            Opposites(scene, words, i, pairs);
        }

        if (pairs.Count == 0) return [];
        pairs.Sort((a, b) => a.Confidence != b.Confidence ? b.Confidence.CompareTo(a.Confidence) : a.Claim != b.Claim ? a.Claim.CompareTo(b.Claim) : a.Against.CompareTo(b.Against));
        var found = new List<Contradiction>();
        var claimed = new HashSet<int>();
        var seen = new HashSet<(int, int)>();
        foreach (var p in pairs)
        {
            if (p.Confidence < least || !seen.Add((Math.Min(p.Claim, p.Against), Math.Max(p.Claim, p.Against)))) continue;
            if (!claimed.Add(p.Claim) && p.Confidence < 0.8) continue;
            found.Add(new(statements[p.Claim].Id, statements[p.Against].Id, p.About, Math.Round(p.Confidence, 3)));
        }

        return found;
    }

    /// <summary>Whether the statement says that something is not so; "have not denied" and "declined to deny" do not.</summary>
    private static bool IsDenial(PositionScene scene, int index)
    {
        var frame = scene.Frames[index];
        if (frame.CueEntry.Class == CueClass.Deny) return !frame.CueNegated;
        if (frame.CueEntry.Class == CueClass.Reject && !frame.CueNegated) return OpensWithClaim(frame);
        return frame.CueEntry.Class is CueClass.Say or CueClass.Claim or CueClass.Stress or CueClass.Insist or CueClass.None
            && !frame.CueNegated && frame.Inner.Entry.Class == CueClass.Deny && !frame.Inner.Negated
            && frame.Subject is SubjectKind.First or SubjectKind.Third or SubjectKind.Own;
    }

    private static bool OpensWithClaim(StatementFrame frame)
    {
        for (int k = 0; k < frame.Content.Length && k < 4; k++)
            if (Claims.Contains(StatementFrame.Lemma(frame.Document.Tokens[frame.Content[k]]))) return true;
        return false;
    }

    // What a denial denies: the statement inside it, else the nearest one before (or just after) by somebody else that it speaks of.
    private static Pair? Denied(PositionScene scene, StatementWords words, int denial)
    {
        var frame = scene.Frames[denial];
        for (int i = First(denial); i < End(scene, denial); i++)
        {
            if (i == denial || scene.Outer(i).Length == 0 || scene.Outer(i)[0] != denial) continue;
            if (IsElse(scene, i, denial)) return new(i, denial, About(scene.Frames[i]), 0.85);
        }

        var own = words.Stems(denial);
        bool anaphor = OpensWithClaim(frame) || OpensWithReference(frame);
        Pair? best = null;
        for (int i = First(denial); i < End(scene, denial); i++)
        {
            var other = scene.Frames[i];
            if (i == denial || other.Content.Length == 0 || !IsElse(scene, i, denial) || other.CueEntry.Class is CueClass.Deny or CueClass.Reject or CueClass.Demand or CueClass.Ask) continue;
            if (scene.Outer(denial).Contains(i) || scene.Outer(i).Contains(denial)) continue;
            int gap = frame.Document.Tokens[frame.Content[0]].Sentence - frame.Document.Tokens[other.Content[0]].Sentence;
            if (gap is < -1 or > 12) continue;
            double share = Overlap(own, words.Stems(i));
            bool charge = other.CueEntry.Class is CueClass.Criticise or CueClass.Claim or CueClass.Reveal || scene.Statements[i].Act == Act.Criticise;
            double confidence = (anaphor && gap is >= 0 and <= 2 ? 0.3 : 0) + (charge ? 0.15 : 0) + (gap is >= 0 and <= 1 ? 0.1 : 0) + Math.Min(0.5, share) - (gap > 5 ? 0.1 : 0);
            if (confidence < 0.45 || (best is { } b && b.Confidence > Math.Min(0.8, confidence + 0.1))) continue;
            best = new(i, denial, About(other.Content.Length > 3 ? other : frame), Math.Min(0.8, confidence + 0.1));
        }

        return best;
    }

    // A position claimed or reported of a party, against what the party itself says.
    private static void OwnWord(PositionScene scene, int own, IReadOnlyList<Party> parties, List<Pair> pairs)
    {
        var positions = scene.Statements[own].Positions;
        for (int k = 0; k < positions.Count; k++)
        {
            var p = positions[k];
            if (p.Voice != Voice.Own || p.Stance == Stance.Mixed) continue;
            for (int i = First(own); i < End(scene, own); i++)
            {
                if (i == own || scene.Outer(own).Contains(i)) continue;
                var others = scene.Statements[i].Positions;
                for (int o = 0; o < others.Count; o++)
                {
                    var q = others[o];
                    if (q.Voice == Voice.Own || q.Holder != p.Holder || q.Target != p.Target || q.Stance == Stance.Mixed || q.Stance == p.Stance) continue;
                    var target = scene.Targets.Targets.First(t => t.Id == p.Target);
                    string name = parties.FirstOrDefault(x => x.Id == p.Holder)?.Name ?? p.Holder;
                    // Acceptance claimed against a refusal is a contradiction; a refusal reported against a wish may be an earlier state.
                    double refusal = p.Stance == Stance.For ? 0.45 : scene.Statements[own].Act is Act.Deny ? 1 : scene.Statements[own].Act is Act.Reject ? 0.95 : 0.75;
                    double confidence = Math.Sqrt(p.Confidence * q.Confidence) * refusal;
                    pairs.Add(new(i, own, $"whether {name} accepts {target.Label}", Math.Min(0.95, confidence)));
                }
            }
        }
    }

    // The same thing affirmed by one source and negated by another, or counted differently.
    private static void Opposites(PositionScene scene, StatementWords words, int index, List<Pair> pairs)
    {
        var a = scene.Frames[index];
        if (!Asserts(a)) return;
        var own = words.Stems(index);
        if (own.Count < 2) return;
        for (int j = index + 1; j < End(scene, index); j++)
        {
            var b = scene.Frames[j];
            if (!Asserts(b) || !IsElse(scene, index, j) || scene.Outer(j).Contains(index) || scene.Outer(index).Contains(j)) continue;
            var other = words.Stems(j);
            int shared = Shared(own, other);
            double share = shared / (double)Math.Max(1, Math.Min(own.Count, other.Count));
            if (shared >= 3 && NumbersDiffer(words.Numbers(index), words.Numbers(j)) is { } noun) pairs.Add(new(index, j, $"how many {noun}", 0.4 + Math.Min(0.3, share / 2)));
            if (shared < 3 || share < 0.5 || Denies(a) == Denies(b)) continue;
            var (claim, against) = Denies(a) ? (j, index) : (index, j);
            pairs.Add(new(claim, against, About(scene.Frames[claim]), 0.25 + Math.Min(0.5, share / 2)));
        }
    }

    private static bool Asserts(StatementFrame frame) =>
        frame.Content.Length >= 4 && frame.Form is "that" or "clause" && frame.ContentModal is null or "will" or "would"
        && frame.CueEntry.Class is CueClass.Say or CueClass.Claim or CueClass.Stress or CueClass.Insist or CueClass.Think or CueClass.Reveal or CueClass.Criticise or CueClass.Concede or CueClass.Deny;

    private static bool Denies(StatementFrame frame) => frame.ContentNegated ^ (frame.CueEntry.Class == CueClass.Deny) ^ frame.CueNegated;

    // Whether two statements come from different mouths: other parties, or one of them nobody's.
    private static bool IsElse(PositionScene scene, int a, int b)
    {
        string? x = scene.Frames[a].Party, y = scene.Frames[b].Party;
        if (x is not null || y is not null) return x != y;
        return scene.Frames[a].Source.Length > 0 && scene.Frames[b].Source.Length > 0 && !scene.Frames[a].Source.SequenceEqual(scene.Frames[b].Source)
            && scene.Statements[a].Source.Actor != scene.Statements[b].Source.Actor;
    }

    private static bool OpensWithReference(StatementFrame frame)
    {
        for (int k = 0; k < frame.Content.Length && k < 3; k++)
            if (frame.Document.Tokens[frame.Content[k]].Word.ToLowerInvariant() is "this" or "that" or "it" or "such" or "these" or "those" or "them" or "so" && frame.Content.Length < 8) return true;
        return false;
    }

    // How many statements apart a claim and what contradicts it may stand. No report that people write has more; time stays linear where a text repeats itself without end.
    private const int Reach = 200;

    private static int First(int statement) => Math.Max(0, statement - Reach);

    private static int End(PositionScene scene, int statement) => Math.Min(scene.Frames.Length, statement + Reach + 1);

    private static int Shared(HashSet<uint> a, HashSet<uint> b)
    {
        int shared = 0;
        foreach (uint stem in a)
            if (b.Contains(stem)) shared++;
        return shared;
    }

    private static double Overlap(HashSet<uint> a, HashSet<uint> b) => a.Count == 0 || b.Count == 0 ? 0 : Shared(a, b) / (double)Math.Min(a.Count, b.Count);

    private static string? NumbersDiffer(List<(string Noun, string Word, string Number)> a, List<(string Noun, string Word, string Number)> b)
    {
        foreach (var (noun, word, number) in a)
            foreach (var (other, _, value) in b)
                if (noun == other && number != value) return word;
        return null;
    }

    /// <summary>What the contents of a report's statements say, looked up once. Serves one report after the other.</summary>
    internal sealed class StatementWords
    {
        private readonly Reused<HashSet<uint>> sets = new();
        private readonly Reused<List<(string Noun, string Word, string Number)>> lists = new();
        private readonly List<HashSet<uint>?> stems = [];
        private readonly List<List<(string Noun, string Word, string Number)>?> numbers = [];
        private StatementFrame[] frames = [];

        /// <summary>Begins with the statements of a report, in place of those of the one before.</summary>
        public void Begin(StatementFrame[] statements)
        {
            frames = statements;
            sets.TakeBack();
            lists.TakeBack();
            stems.Clear();
            numbers.Clear();
            for (int i = 0; i < statements.Length; i++)
            {
                stems.Add(null);
                numbers.Add(null);
            }
        }

        /// <summary>Stems of the words of content.</summary>
        public HashSet<uint> Stems(int statement) => stems[statement] ??= StemsOf(frames[statement]);

        /// <summary>What is counted, as lemma and as word, with its number.</summary>
        public List<(string Noun, string Word, string Number)> Numbers(int statement) => numbers[statement] ??= NumbersOf(frames[statement]);

        private HashSet<uint> StemsOf(StatementFrame frame)
        {
            var found = sets.Next();
            found.Clear();
            foreach (int i in frame.Content)
            {
                ref readonly var token = ref frame.Document.Tokens[i];
                if (token.Pos is not (UniversalTag.NOUN or UniversalTag.VERB or UniversalTag.ADJ or UniversalTag.PROPN or UniversalTag.NUM)) continue;
                uint stem = TargetIndex.StemOf(token.Lemma ?? token.Word);
                if (stem != 0) found.Add(stem);
            }

            return found;
        }

        private List<(string Noun, string Word, string Number)> NumbersOf(StatementFrame frame)
        {
            var tokens = frame.Document.Tokens;
            var found = lists.Next();
            found.Clear();
            foreach (int i in frame.Content)
            {
                if (tokens[i].Pos != UniversalTag.NUM) continue;
                for (int k = i + 1; k < tokens.Length && k <= i + 3 && frame.InContent(k); k++)
                {
                    if (tokens[k].Pos != UniversalTag.NOUN) continue;
                    string lemma = StatementFrame.Lemma(tokens[k]);
                    if (!Units.Contains(lemma)) found.Add((lemma, tokens[k].Word, tokens[i].Word));
                    break;
                }
            }

            return found;
        }
    }

    /// <summary>What a claim is about, in the report's words: "whether" with its clause, or the thing itself.</summary>
    private static string About(StatementFrame frame)
    {
        var tokens = frame.Document.Tokens;
        int start = 0, end = 0;
        while (start < frame.Content.Length && tokens[frame.Content[start]].Word.ToLowerInvariant() is "that" or "\"" or "“" or "``" or "of" or ",") start++;
        if (start == frame.Content.Length) start = 0;
        // "accused the yard of cutting wages": cutting wages.
        for (int k = start + 1; k + 1 < frame.Content.Length && k < start + 6 && tokens[frame.Content[k]].Pos is not UniversalTag.VERB; k++)
        {
            if (tokens[frame.Content[k]].Word is not ("of" or "for") || tokens[frame.Content[k + 1]].Tag != PennTag.VBG) continue;
            start = k + 1;
            break;
        }

        for (end = start; end < frame.Content.Length && end < start + 18; end++)
        {
            if (end > start && frame.Content[end] != frame.Content[end - 1] + 1) break;
            if (end > start + 3 && tokens[frame.Content[end]].Word is "," or ";" or "--" or "\"" or "”" or "–" or ":") break;
        }

        string words = frame.Document.Text[tokens[frame.Content[start]].Span.Start..tokens[frame.Content[end - 1]].Span.End].Trim(' ', ',', '.', '"', '“', '”');
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return frame.Form switch
        {
            "that" or "clause" when frame.ContentVerb >= 0 => "whether " + words,
            "to" => "whether it is " + words,
            _ => words,
        };
    }
}
