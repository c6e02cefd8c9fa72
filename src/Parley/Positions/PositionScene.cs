using System.Runtime.InteropServices;
using Parley.Language;

namespace Parley.Positions;

/// <summary>How a party comes to be thought of as the holder of a position that a statement tells.</summary>
internal enum HolderRole : byte
{
    /// <summary>It is the source's party.</summary>
    Source,
    /// <summary>It is named in the source beside the source's party ("Kyiv and European capitals").</summary>
    Joint,
    /// <summary>It is the subject of the content.</summary>
    Subject,
    /// <summary>It is named elsewhere in the content.</summary>
    Mentioned,
    /// <summary>It is named in the statement's sentence, outside source and content.</summary>
    Near,
    /// <summary>It tabled the target.</summary>
    Author,
}

/// <summary>How a target is linked to a statement.</summary>
internal enum TargetPlace : byte
{
    /// <summary>A mention begins the content, or is all of it.</summary>
    Object,
    /// <summary>A mention lies in the content.</summary>
    Content,
    /// <summary>A mention covers the cue, or the content lies within a mention.</summary>
    Cue,
    /// <summary>The content refers back ("it", "this move", "such commitments") and the target is the last one mentioned before.</summary>
    Anaphor,
    /// <summary>The content has the noun that heads a mention ("the offer") outside any mention.</summary>
    Noun,
    /// <summary>A mention lies in the same sentence outside the content.</summary>
    Sentence,
    /// <summary>The content shares words with the label.</summary>
    Words,
    /// <summary>The target was the last one mentioned before, and nothing in the content refers to it.</summary>
    Before,
}

/// <summary>A position that a statement might tell.</summary>
/// <param name="Statement">Index of the statement.</param>
/// <param name="Holder">Id of the party.</param>
/// <param name="Role">How the party comes in.</param>
/// <param name="HolderToken">A token that names it in the content, or -1.</param>
/// <param name="Target">Index of the target.</param>
/// <param name="Place">How the target comes in.</param>
/// <param name="TargetToken">Head token of the mention that links it, or -1.</param>
/// <param name="Shared">Tenths of the label's words that the content has.</param>
internal readonly record struct PositionCandidate(int Statement, string Holder, HolderRole Role, int HolderToken, int Target, TargetPlace Place, int TargetToken, int Shared);

/// <summary>The statements of one report laid over its parties and targets: which positions each might tell. Serves one report after the other.</summary>
internal sealed class PositionScene
{
    private readonly List<List<int>> outer = [];
    private readonly Reused<List<int>> lists = new();
    private readonly TokenLists holding = new();
    private readonly List<int> inner = [];
    private bool[] starts = [];
    private readonly List<(string Party, HolderRole Role, int Token)> holders = [];
    private readonly List<PositionCandidate> candidates = [];
    private readonly HashSet<uint> seen = [];

    /// <summary>A scene without a report yet.</summary>
    public PositionScene()
    {
    }

    /// <summary>Lays statements over a document.</summary>
    public PositionScene(Document document, PartyMap parties, IReadOnlyList<Statement> statements, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
        => Build(document, parties, statements, [.. statements.Select(s => StatementFrame.Of(document, s, parties))], proposals, issues);

    /// <summary>Takes in statements that were laid over a document before, in place of those of the report before.</summary>
    public void Build(Document document, PartyMap parties, IReadOnlyList<Statement> statements, StatementFrame[] frames, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        (Document, Parties, Statements, Frames) = (document, parties, statements, frames);
        Targets.Build(document, proposals, issues);
        lists.TakeBack();
        outer.Clear();
        inner.Clear();
        if (frames.Length == 0) return;
        Hold();
        for (int i = 0; i < frames.Length; i++)
        {
            var around = lists.Next();
            around.Clear();
            outer.Add(around);
            inner.Add(-1);
            // What holds a statement holds its first token.
            if (FirstToken(frames[i]) is not (>= 0 and var anchor)) continue;
            foreach (int j in holding.At(anchor))
                if (i != j && IsWithin(frames[i], frames[j])) around.Add(j);
            if (around.Count > 1) around.Sort(ByLength);
        }

        for (int i = outer.Count - 1; i >= 0; i--)
            if (outer[i].Count > 0) inner[outer[i][0]] = i;
    }

    /// <summary>The document.</summary>
    public Document Document { get; private set; } = null!;

    /// <summary>Who is named where.</summary>
    public PartyMap Parties { get; private set; } = null!;

    /// <summary>The statements; they may be replaced when more has been found out about them.</summary>
    public IReadOnlyList<Statement> Statements { get; set; } = [];

    /// <summary>The statements laid over the tokens.</summary>
    public StatementFrame[] Frames { get; private set; } = [];

    /// <summary>What positions can be about.</summary>
    public TargetIndex Targets { get; } = new();

    /// <summary>Statements whose content holds this one, innermost first.</summary>
    public ReadOnlySpan<int> Outer(int statement) => CollectionsMarshal.AsSpan(outer[statement]);

    /// <summary>The innermost statement within this one's content that says more than that something is told, or -1.</summary>
    public int Inner(int statement) => inner[statement];

    /// <summary>All positions that a statement might tell, targets first in order of their index, then holders in order of their role; the list stands until the next call.</summary>
    public List<PositionCandidate> Candidates(int statement)
    {
        candidates.Clear();
        Holders(statement);
        for (int t = 0; t < Targets.Targets.Count; t++)
        {
            if (Link(statement, t) is not { } link) continue;
            bool authored = false;
            foreach (var (party, role, token) in holders)
            {
                candidates.Add(new(statement, party, role, token, t, link.Place, link.Token, link.Shared));
                authored |= Targets.Targets[t].By.Contains(party);
            }

            if (!authored && link.Place <= TargetPlace.Cue && Targets.Targets[t].By.Count > 0)
                candidates.Add(new(statement, Targets.Targets[t].By[0], HolderRole.Author, -1, t, link.Place, link.Token, link.Shared));
        }

        return candidates;
    }

    private int ByLength(int a, int b) => Frames[a].Content.Length != Frames[b].Content.Length ? Frames[a].Content.Length.CompareTo(Frames[b].Content.Length) : a.CompareTo(b);

    // Of every token at which a statement starts: the statements whose content has it, in order.
    private void Hold()
    {
        int tokens = Document.Tokens.Length;
        if (starts.Length < tokens) starts = new bool[tokens * 2];
        starts.AsSpan(0, tokens).Clear();
        foreach (var frame in Frames)
            if (FirstToken(frame) is >= 0 and var first) starts[first] = true;
        holding.Clear(tokens);
        foreach (var frame in Frames)
            foreach (int i in frame.Content)
                if (starts[i]) holding.Expect(i, i + 1);
        holding.Lay();
        for (int j = 0; j < Frames.Length; j++)
            foreach (int i in Frames[j].Content)
                if (starts[i]) holding.Add(i, i + 1, j);
    }

    private static int FirstToken(StatementFrame frame) => frame.Cue.Length > 0 ? frame.Cue[0] : frame.Content.Length > 0 ? frame.Content[0] : -1;

    private static bool IsWithin(StatementFrame inner, StatementFrame outer)
    {
        if (inner.Cue.Length > 0) return outer.InContent(inner.Cue[0]) && (inner.Content.Length == 0 || outer.InContent(inner.Content[^1]) || outer.InContent(inner.Content[0]));
        return inner.Content.Length > 0 && outer.Content.Length > inner.Content.Length && outer.InContent(inner.Content[0]) && outer.InContent(inner.Content[^1]);
    }

    private void Holders(int statement)
    {
        var frame = Frames[statement];
        holders.Clear();
        void Add(string party, HolderRole role, int token)
        {
            foreach (var known in holders)
                if (known.Party == party) return;
            holders.Add((party, role, token));
        }

        if (frame.Party is { } own) Add(own, HolderRole.Source, -1);
        foreach (int i in frame.Source)
            if (Parties[i] is { } named) Add(named, HolderRole.Joint, i);
        bool first = frame.Form is "clause" or "that" or "noun";
        foreach (int i in frame.Content)
        {
            if (Parties[i] is not { } named) continue;
            Add(named, first && (frame.ContentVerb < 0 || i < frame.ContentVerb) ? HolderRole.Subject : HolderRole.Mentioned, i);
            first = false;
        }

        if (frame.Party is not null || (frame.Cue.Length == 0 && frame.Content.Length == 0)) return;
        int sentence = Document.Tokens[frame.Cue.Length > 0 ? frame.Cue[0] : frame.Content[0]].Sentence;
        var range = Document.Sentences[sentence];
        for (int i = range.First; i < range.End; i++)
            if (Parties[i] is { } named) Add(named, HolderRole.Near, i);
    }

    private (TargetPlace Place, int Token, int Shared)? Link(int statement, int target)
    {
        var frame = Frames[statement];
        if (frame.Content.Length == 0) return null;
        var t = Targets.Targets[target];
        int shared = SharedTenths(frame, t), first = frame.Content[0], last = frame.Content[^1];
        int reach = frame.Cue.Length > 0 ? frame.Cue[0] : first;
        // Only mentions around content and cue can lie in them; of those before, the last one counts.
        int near = t.FirstFrom(Math.Min(first, reach) - t.LongestMention), stop = Math.Max(last, frame.Cue.Length > 0 ? frame.Cue[^1] : last), before = near > 0 ? t.Mentions[near - 1].First : -1;
        for (int m = near; m < t.Mentions.Count && t.Mentions[m].First <= stop; m++)
        {
            var (from, end) = t.Mentions[m];
            int inside = 0;
            for (int i = from; i < end; i++)
                if (frame.InContent(i)) inside++;
            if (inside * 2 > end - from || (inside > 0 && inside == frame.Content.Length))
            {
                int head = TargetIndex.HeadOf(Document, from, end);
                bool opens = from <= first + 2 || (from <= first + 4 && frame.Form is "prep" or "to") || inside * 3 >= frame.Content.Length * 2;
                return (opens ? TargetPlace.Object : TargetPlace.Content, head, shared);
            }

            if (inside > 0 || (frame.Cue.Length > 0 && from <= frame.Cue[^1] && frame.Cue[0] < end)) return (TargetPlace.Cue, TargetIndex.HeadOf(Document, from, end), shared);
            if (end <= reach) before = from;
        }

        bool refers = RefersBack(frame);
        bool latest = before >= 0 && IsLatest(before, reach);
        if (refers && latest) return (TargetPlace.Anaphor, -1, shared);
        foreach (int i in frame.Content)
        {
            if (Document.Tokens[i].Pos == UniversalTag.NOUN && Targets.At(i).Length == 0 && t.Heads.Contains(Learning.FeatureHash.OfLower(Document.Tokens[i].Lemma ?? ""))) return (TargetPlace.Noun, i, shared);
        }

        if (t.MentionIn(Document, Document.Tokens[first].Sentence) is >= 0 and var here) return (TargetPlace.Sentence, here, shared);
        if (t.MentionIn(Document, Document.Tokens[last].Sentence) is >= 0 and var there) return (TargetPlace.Sentence, there, shared);
        if (shared >= 4) return (TargetPlace.Words, -1, shared);
        return latest || refers && before >= 0 && Document.Tokens[reach].Sentence - Document.Tokens[before].Sentence <= 2 ? (TargetPlace.Before, -1, shared) : null;
    }

    // Whether no other target is mentioned between here and the statement, and the mention is at most two sentences back.
    private bool IsLatest(int mention, int reach)
    {
        if (Document.Tokens[reach].Sentence - Document.Tokens[mention].Sentence > 2) return false;
        var here = Targets.At(mention);
        for (int i = mention; i < reach; i++)
            foreach (int other in Targets.At(i))
                if (!here.Contains(other)) return false;
        return true;
    }

    private bool RefersBack(StatementFrame frame)
    {
        int k = 0;
        foreach (int i in frame.Content)
        {
            if (k++ > 14) return false;
            if (LowerCase.Of(Document.Tokens[i].Word) is "it" or "this" or "that" or "them" or "they" or "such" or "these" or "those" or "which" or "so" && Targets.At(i).Length == 0) return true;
        }

        return false;
    }

    private int SharedTenths(StatementFrame frame, PositionTarget target)
    {
        if (target.Stems.Count == 0) return 0;
        int hits = 0;
        seen.Clear();
        foreach (int i in frame.Content)
        {
            uint stem = Targets.StemAt(i);
            if (stem != 0 && target.Stems.Contains(stem) && seen.Add(stem)) hits++;
        }

        return hits * 10 / target.Stems.Count;
    }
}
