using Parley.Language;

namespace Parley.Positions;

/// <summary>The words that tell what one side does to another, by classes of deeds, from the file <c>deeds.tsv</c>. Immutable, thread-safe.</summary>
internal sealed class DeedLexicon
{
    // A particle may stand a word away: "called the visit off" is told from "called", "broke talks off" too.
    private const int Reach = 2;

    private readonly Dictionary<string, string[]> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Verb, string Particle), string[]> pairs = [];

    private DeedLexicon()
    {
        foreach (var lemma in DataFile.Lines("Positions", "deeds.tsv").Select(line => line.Split('\t')).GroupBy(f => f[0], f => f[1], StringComparer.Ordinal))
        {
            if (lemma.Key.Split(' ') is [var verb, var particle]) pairs.Add((verb, particle), [.. lemma]);
            else classes.Add(lemma.Key, [.. lemma]);
        }
    }

    /// <summary>The lexicon of the program.</summary>
    public static DeedLexicon Default { get; } = new();

    /// <summary>Adds the classes of the token at <paramref name="index"/> to <paramref name="found"/>, each once: those of its lemma, of its form, and of the verb with a particle close behind.</summary>
    public void Find(Document document, int index, List<string> found)
    {
        var tokens = document.Tokens;
        ref readonly var token = ref tokens[index];
        string lemma = StatementFrame.Lemma(token);
        Add(lemma, found);
        Add(token.Word.ToLowerInvariant(), found);
        for (int i = index + 1; i <= index + Reach && i < tokens.Length && tokens[i].Sentence == token.Sentence; i++)
            if (pairs.TryGetValue((lemma, tokens[i].Word.ToLowerInvariant()), out string[]? pair)) Add(pair, found);
    }

    private void Add(string form, List<string> found)
    {
        if (classes.TryGetValue(form, out string[]? known)) Add(known, found);
    }

    private static void Add(string[] known, List<string> found)
    {
        foreach (string one in known)
            if (!found.Contains(one)) found.Add(one);
    }
}
