using System.Runtime.InteropServices;
using Parley.Language;
using Parley.Reports;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>
/// What the finders of proposals, issues and events ask of a report, worked out once: trees, the attribution that each token stands in, the party that each token names,
/// how often words occur, and where in the report a token stands. What it holds it in serves one report after the other.
/// </summary>
internal sealed class ReportIndex
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal), partyNumber = new(StringComparer.Ordinal);
    private readonly HashSet<string> titleLemmas = new(StringComparer.Ordinal), words = new(StringComparer.Ordinal);
    private int[] content = [], cue = [], source = [], party = [];
    private bool[] title = [];
    private ushort[] clusters = [];

    /// <summary>An index of nothing yet.</summary>
    public ReportIndex()
    {
    }

    /// <summary>Indexes a report.</summary>
    /// <param name="document">The report as annotated.</param>
    /// <param name="attributions">Its attributions.</param>
    /// <param name="parties">Its parties.</param>
    /// <param name="clusters">Word clusters, or null to do without.</param>
    public ReportIndex(Document document, IReadOnlyList<Attribution> attributions, PartyIndex parties, WordClusters? clusters) => Build(document, attributions, parties, clusters);

    /// <summary>Indexes a report in place of the one before.</summary>
    public void Build(Document document, IReadOnlyList<Attribution> attributions, PartyIndex parties, WordClusters? clusters)
    {
        (Document, Attributions, Parties) = (document, attributions, parties);
        Tree.Build(document);
        var tokens = document.Tokens;
        Clear(tokens.Length);
        for (int i = 0; i < tokens.Length && clusters is not null; i++) this.clusters[i] = clusters.Of(tokens[i].Word).Fine;
        for (int a = 0; a < attributions.Count; a++)
        {
            // A nested attribution is the closer one: of two contents around a token the shorter wins.
            int length = Length(attributions[a]);
            var (contents, cues, sources) = (attributions[a].Content, attributions[a].Cue, attributions[a].Source);
            for (int s = 0; s < contents.Count; s++)
            {
                var (first, end) = Document.TokensIn(contents[s]);
                for (int i = first; i < end; i++)
                    if (content[i] < 0 || length <= Length(attributions[content[i]])) content[i] = a;
            }

            for (int s = 0; s < cues.Count; s++) Mark(cue, cues[s], a);
            for (int s = 0; s < sources.Count; s++) Mark(source, sources[s], a);
        }

        for (int p = 0; p < parties.Parties.Count; p++) partyNumber[parties.Parties[p].Id] = p;

        // Mentions come longer ones first, so that the innermost name of a party prevails.
        foreach (var mention in parties.Mentions)
            if (mention.Party is { } id && partyNumber.TryGetValue(id, out int p)) Mark(party, mention.Span, p);
        foreach (var sentence in document.Sentences)
        {
            bool inTitle = document.Report.Blocks[sentence.Block].Kind == BlockKind.Title;
            for (int i = sentence.First; i < sentence.End; i++)
            {
                string lemma = Lemmas[i] = LowerCase.Of(tokens[i].Lemma);
                CollectionsMarshal.GetValueRefOrAddDefault(counts, lemma, out _)++;
                title[i] = inTitle;
                if (inTitle) titleLemmas.Add(lemma);
            }
        }
    }

    /// <summary>The report as annotated.</summary>
    public Document Document { get; private set; } = null!;

    /// <summary>Its attributions.</summary>
    public IReadOnlyList<Attribution> Attributions { get; private set; } = [];

    /// <summary>Its parties and all that refers to them.</summary>
    public PartyIndex Parties { get; private set; } = null!;

    /// <summary>Its trees.</summary>
    public PhraseTree Tree { get; } = new();

    /// <summary>Lower-case lemma of each token; there may be room behind the last.</summary>
    public string[] Lemmas { get; private set; } = [];

    /// <summary>Number of the innermost attribution whose content holds the token, or -1.</summary>
    public int ContentAt(int token) => content[token];

    /// <summary>Number of the attribution whose cue holds the token, or -1.</summary>
    public int CueAt(int token) => cue[token];

    /// <summary>Number of the attribution whose source holds the token, or -1.</summary>
    public int SourceAt(int token) => source[token];

    /// <summary>Id of the party that the token names or refers to, or null.</summary>
    public string? PartyAt(int token) => party[token] < 0 ? null : Parties.Parties[party[token]].Id;

    /// <summary>Number of the cluster of words that keep the same company as the token's; 0 for an unknown word.</summary>
    public int Cluster(int token) => clusters[token];

    /// <summary>How often a lemma occurs in the report.</summary>
    public int Count(string lemma) => counts.GetValueOrDefault(lemma);

    /// <summary>Whether a word stands in the report, written just so.</summary>
    public bool Has(string word)
    {
        if (words.Count == 0)
            foreach (ref readonly var token in Document.Tokens) words.Add(token.Word);

        return words.Contains(word);
    }

    /// <summary>Whether a lemma stands in the headline.</summary>
    public bool InTitle(string lemma) => titleLemmas.Contains(lemma);

    /// <summary>Whether the token is part of the headline.</summary>
    public bool IsTitle(int token) => title[token];

    /// <summary>Lemma of the first verb or noun of the cue of the attribution whose content holds the token; empty where it stands in none.</summary>
    public string CueLemma(int token)
    {
        if (content[token] < 0) return "";
        string found = "";
        var cue = Attributions[content[token]].Cue;
        for (int s = 0; s < cue.Count; s++)
        {
            var (first, end) = Document.TokensIn(cue[s]);
            for (int i = first; i < end; i++)
                if (Document.Tokens[i].Tag is >= PennTag.VB and <= PennTag.VBZ or PennTag.NN or PennTag.NNS) found = Lemmas[i];
        }

        return found;
    }

    /// <summary>How far down the report a token stands: 0 headline, 1 first sentence, 2 second or third, 3 the first half, 4 the rest.</summary>
    public int Depth(int token)
    {
        if (title[token]) return 0;
        int sentence = Document.Tokens[token].Sentence, total = Document.Sentences.Length, firstBody = 0;
        while (firstBody < total && title[Document.Sentences[firstBody].First]) firstBody++;
        int at = sentence - firstBody;
        return at <= 0 ? 1 : at <= 2 ? 2 : 2 * at <= total - firstBody ? 3 : 4;
    }

    private void Clear(int tokens)
    {
        if (content.Length < tokens)
        {
            int room = tokens * 2;
            (content, cue, source, party, title, clusters, Lemmas) = (new int[room], new int[room], new int[room], new int[room], new bool[room], new ushort[room], new string[room]);
        }

        content.AsSpan(0, tokens).Fill(-1);
        cue.AsSpan(0, tokens).Fill(-1);
        source.AsSpan(0, tokens).Fill(-1);
        party.AsSpan(0, tokens).Fill(-1);
        clusters.AsSpan(0, tokens).Clear();
        title.AsSpan(0, tokens).Clear();
        counts.Clear();
        partyNumber.Clear();
        titleLemmas.Clear();
        words.Clear();
    }

    private static int Length(Attribution attribution)
    {
        int length = 0;
        for (int s = 0; s < attribution.Content.Count; s++) length += attribution.Content[s].Length;
        return length;
    }

    private void Mark(int[] marks, TextSpan span, int value)
    {
        var (first, end) = Document.TokensIn(span);
        if (first < end) marks.AsSpan(first, end - first).Fill(value);
    }
}
