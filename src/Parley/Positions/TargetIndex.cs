using System.Runtime.InteropServices;
using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>A proposal or an issue as something that a position can be about.</summary>
internal sealed class PositionTarget
{
    /// <summary>Id in the reading.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is a text or offer on the table (else a point under negotiation).</summary>
    public required bool IsProposal { get; init; }

    /// <summary>Its label.</summary>
    public required string Label { get; init; }

    /// <summary>Ids of the parties that tabled it; empty for an issue.</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Probability that it is one.</summary>
    public required double Confidence { get; init; }

    /// <summary>Token ranges <c>[First, End)</c> of its mentions, in order.</summary>
    public required (int First, int End)[] Mentions { get; init; }

    /// <summary>Number of tokens of its longest mention.</summary>
    public required int LongestMention { get; init; }

    /// <summary>Stems of the content words of label and mentions, in no order that matters.</summary>
    public required HashSet<uint> Stems { get; init; }

    /// <summary>Lemmas of the nouns that head its mentions ("offer", "plan").</summary>
    public required HashSet<uint> Heads { get; init; }

    /// <summary>What the label's first judging or cue word says of it: a label "end to subsidies" wants an end.</summary>
    public required int LabelSign { get; init; }

    /// <summary>Place among <see cref="Mentions"/> of the first that starts at a token or after it; their number where there is none.</summary>
    public int FirstFrom(int token)
    {
        int low = 0, high = Mentions.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Mentions[middle].First < token) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The first token of the first mention in a sentence, or -1.</summary>
    public int MentionIn(Document document, int sentence)
    {
        int place = FirstFrom(document.Sentences[sentence].First);
        return place < Mentions.Length && Mentions[place].First < document.Sentences[sentence].End ? Mentions[place].First : -1;
    }
}

/// <summary>The proposals and issues of a report by where the text names them.</summary>
internal sealed class TargetIndex
{
    private static readonly HashSet<string> Stop = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "of", "to", "in", "on", "for", "by", "and", "or", "with", "that", "this", "from", "at", "as", "is", "be", "its", "their", "his", "her", "it", "any", "such", "into",
        "no", "not", "new", "between", "over", "up", "out", "about", "than", "more", "other", "some", "which", "who", "will", "would", "have", "has", "had", "are", "was", "were", "been",
    };

    private readonly List<int>?[] at = [];
    private readonly Document document;
    private uint[]? stems;

    /// <summary>Lays the targets' mentions over the document.</summary>
    public TargetIndex(Document document, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        var targets = new List<PositionTarget>();
        foreach (var p in proposals) targets.Add(Build(document, p.Id, true, p.Label, p.By, p.Mentions, p.Confidence));
        foreach (var i in issues) targets.Add(Build(document, i.Id, false, i.Label, [], i.Mentions, i.Confidence));
        Targets = targets;
        this.document = document;
        if (targets.Count > 0) at = new List<int>?[document.Tokens.Length];
        for (int t = 0; t < targets.Count; t++)
            foreach (var (first, end) in targets[t].Mentions)
                for (int i = first; i < end; i++) (at[i] ??= []).Add(t);
    }

    /// <summary>Proposals first, then issues.</summary>
    public IReadOnlyList<PositionTarget> Targets { get; }

    /// <summary>Indexes of the targets that a token mentions.</summary>
    public ReadOnlySpan<int> At(int token) => at.Length == 0 ? [] : CollectionsMarshal.AsSpan(at[token]);

    /// <summary>Stem of a token.</summary>
    public uint StemAt(int token) => (stems ??= Stems(document))[token];

    private static uint[] Stems(Document document)
    {
        var stems = new uint[document.Tokens.Length];
        for (int i = 0; i < stems.Length; i++) stems[i] = StemOf(document.Tokens[i].Lemma ?? document.Tokens[i].Word);
        return stems;
    }

    /// <summary>Stem of a content word: its first five letters; 0 for words without content.</summary>
    public static uint StemOf(string lemma)
    {
        if (lemma.Length == 0 || lemma.Length < 3 && !char.IsDigit(lemma[0])) return 0;
        string low = lemma.ToLowerInvariant();
        return Stop.Contains(low) || !char.IsLetterOrDigit(low[0]) ? 0 : FeatureHash.Of(low.AsSpan(0, Math.Min(5, low.Length)));
    }

    private static PositionTarget Build(Document document, string id, bool proposal, string label, IReadOnlyList<string> by, IReadOnlyList<TextSpan> mentions, double confidence)
    {
        var stems = new HashSet<uint>();
        var heads = new HashSet<uint>();
        int sign = 0;
        foreach (var range in Words(label))
        {
            string word = label[range].ToLowerInvariant();
            uint stem = StemOf(word);
            if (stem != 0) stems.Add(stem);
            if (sign == 0) sign = word is "no" or "not" or "end" or "ending" or "halt" or "without" or "stop" or "ban" or "cut" or "cuts" or "removal" or "withdrawal" or "rejection" or "opposition" ? -1 : 0;
        }

        var ranges = new List<(int First, int End)>();
        foreach (var mention in mentions)
        {
            var (first, end) = document.TokensIn(mention);
            if (first >= end) continue;
            ranges.Add((first, end));
            heads.Add(FeatureHash.OfLower(document.Tokens[HeadOf(document, first, end)].Lemma ?? ""));
        }

        ranges.Sort();
        return new()
        {
            Id = id,
            IsProposal = proposal,
            Label = label,
            By = by,
            Confidence = confidence,
            Mentions = [.. ranges],
            LongestMention = ranges.Count == 0 ? 0 : ranges.Max(r => r.End - r.First),
            Stems = stems,
            Heads = heads,
            LabelSign = sign,
        };
    }

    /// <summary>The token of a range that the others hang on: by the tree, else the last noun before the first preposition.</summary>
    public static int HeadOf(Document document, int first, int end)
    {
        var tokens = document.Tokens;
        if (tokens[first].Relation != Relation.None)
        {
            for (int i = first; i < end; i++)
                if ((tokens[i].Head < first || tokens[i].Head >= end) && tokens[i].Pos is UniversalTag.NOUN or UniversalTag.PROPN or UniversalTag.VERB or UniversalTag.ADJ or UniversalTag.NUM) return i;
        }

        int head = -1;
        for (int i = first; i < end; i++)
        {
            if (head >= 0 && tokens[i].Pos is UniversalTag.ADP or UniversalTag.PART or UniversalTag.SCONJ or UniversalTag.PUNCT) break;
            if (tokens[i].Pos is UniversalTag.NOUN or UniversalTag.PROPN) head = i;
        }

        return head < 0 ? first : head;
    }

    private static IEnumerable<Range> Words(string label)
    {
        for (int i = 0; i < label.Length;)
        {
            if (!char.IsLetterOrDigit(label[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < label.Length && (char.IsLetterOrDigit(label[i]) || label[i] == '-' || label[i] == '\'')) i++;
            yield return start..i;
        }
    }
}
