using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>A proposal or an issue as something that a position can be about; <see cref="TargetIndex"/> fills it in, and again for the next report.</summary>
internal sealed class PositionTarget
{
    /// <summary>Id in the reading.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether it is a text or offer on the table (else a point under negotiation).</summary>
    public bool IsProposal { get; set; }

    /// <summary>Its label.</summary>
    public string Label { get; set; } = "";

    /// <summary>Ids of the parties that tabled it; empty for an issue.</summary>
    public IReadOnlyList<string> By { get; set; } = [];

    /// <summary>Probability that it is one.</summary>
    public double Confidence { get; set; }

    /// <summary>Token ranges <c>[First, End)</c> of its mentions, in order.</summary>
    public List<(int First, int End)> Mentions { get; } = [];

    /// <summary>Number of tokens of its longest mention.</summary>
    public int LongestMention { get; set; }

    /// <summary>Stems of the content words of label and mentions, in no order that matters.</summary>
    public HashSet<uint> Stems { get; } = [];

    /// <summary>Lemmas of the nouns that head its mentions ("offer", "plan").</summary>
    public HashSet<uint> Heads { get; } = [];

    /// <summary>What the label's first judging or cue word says of it: a label "end to subsidies" wants an end.</summary>
    public int LabelSign { get; set; }

    /// <summary>Place among <see cref="Mentions"/> of the first that starts at a token or after it; their number where there is none.</summary>
    public int FirstFrom(int token)
    {
        int low = 0, high = Mentions.Count;
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
        return place < Mentions.Count && Mentions[place].First < document.Sentences[sentence].End ? Mentions[place].First : -1;
    }
}

/// <summary>The proposals and issues of a report by where the text names them. Serves one report after the other.</summary>
internal sealed class TargetIndex
{
    private static readonly HashSet<string> Stop = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "of", "to", "in", "on", "for", "by", "and", "or", "with", "that", "this", "from", "at", "as", "is", "be", "its", "their", "his", "her", "it", "any", "such", "into",
        "no", "not", "new", "between", "over", "up", "out", "about", "than", "more", "other", "some", "which", "who", "will", "would", "have", "has", "had", "are", "was", "were", "been",
    };

    private readonly TokenLists at = new();
    private readonly Reused<PositionTarget> reused = new();
    private readonly List<PositionTarget> targets = [];
    private Document document = null!;
    private uint[] stems = [];
    private bool stemmed;

    /// <summary>Lays the mentions of proposals and issues over a document, in place of those before.</summary>
    public void Build(Document value, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        (document, stemmed) = (value, false);
        targets.Clear();
        reused.TakeBack();
        for (int i = 0; i < proposals.Count; i++) Add(proposals[i].Id, true, proposals[i].Label, proposals[i].By, proposals[i].Mentions, proposals[i].Confidence);
        for (int i = 0; i < issues.Count; i++) Add(issues[i].Id, false, issues[i].Label, [], issues[i].Mentions, issues[i].Confidence);
        at.Clear(document.Tokens.Length);
        foreach (var target in targets)
            foreach (var (first, end) in target.Mentions) at.Expect(first, end);
        at.Lay();
        for (int t = 0; t < targets.Count; t++)
            foreach (var (first, end) in targets[t].Mentions) at.Add(first, end, t);
    }

    /// <summary>Proposals first, then issues.</summary>
    public IReadOnlyList<PositionTarget> Targets => targets;

    /// <summary>Indexes of the targets that a token mentions.</summary>
    public ReadOnlySpan<int> At(int token) => at.At(token);

    /// <summary>Stem of a token.</summary>
    public uint StemAt(int token)
    {
        if (!stemmed) StemAll();
        return stems[token];
    }

    private void StemAll()
    {
        var tokens = document.Tokens;
        if (stems.Length < tokens.Length) stems = new uint[tokens.Length * 2];
        for (int i = 0; i < tokens.Length; i++) stems[i] = StemOf(tokens[i].Lemma ?? tokens[i].Word);
        stemmed = true;
    }

    /// <summary>Stem of a content word: its first five letters; 0 for words without content.</summary>
    public static uint StemOf(string lemma)
    {
        if (lemma.Length == 0 || lemma.Length < 3 && !char.IsDigit(lemma[0])) return 0;
        string low = LowerCase.Of(lemma);
        return Stop.Contains(low) || !char.IsLetterOrDigit(low[0]) ? 0 : FeatureHash.Of(low.AsSpan(0, Math.Min(5, low.Length)));
    }

    private void Add(string id, bool proposal, string label, IReadOnlyList<string> by, IReadOnlyList<TextSpan> mentions, double confidence)
    {
        var target = reused.Next();
        targets.Add(target);
        (target.Id, target.IsProposal, target.Label, target.By, target.Confidence, target.LabelSign, target.LongestMention) = (id, proposal, label, by, confidence, 0, 0);
        target.Stems.Clear();
        target.Heads.Clear();
        target.Mentions.Clear();
        for (int start = FindWord(label, 0, out int stop); start < label.Length; start = FindWord(label, stop, out stop))
        {
            string word = LowerCase.Of(label.AsSpan(start, stop - start));
            uint stem = StemOf(word);
            if (stem != 0) target.Stems.Add(stem);
            if (target.LabelSign == 0) target.LabelSign = word is "no" or "not" or "end" or "ending" or "halt" or "without" or "stop" or "ban" or "cut" or "cuts" or "removal" or "withdrawal" or "rejection" or "opposition" ? -1 : 0;
        }

        for (int i = 0; i < mentions.Count; i++)
        {
            var (first, end) = document.TokensIn(mentions[i]);
            if (first >= end) continue;
            target.Mentions.Add((first, end));
            target.LongestMention = Math.Max(target.LongestMention, end - first);
            target.Heads.Add(FeatureHash.OfLower(document.Tokens[HeadOf(document, first, end)].Lemma ?? ""));
        }

        target.Mentions.Sort();
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

    // Where the next word of a label begins (its length where there is none), and where it ends.
    private static int FindWord(string label, int from, out int end)
    {
        int start = from;
        while (start < label.Length && !char.IsLetterOrDigit(label[start])) start++;
        end = start;
        while (end < label.Length && (char.IsLetterOrDigit(label[end]) || label[end] is '-' or '\'')) end++;
        return start;
    }
}
