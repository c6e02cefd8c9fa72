using Parley.Language;

namespace Parley.Positions;

/// <summary>What a word that ascribes something does: the classes of <c>Data/cues.tsv</c>.</summary>
internal enum CueClass : byte
{
    /// <summary>Not in the lexicon.</summary>
    None,
    /// <summary>Tells, without more ("say").</summary>
    Say,
    /// <summary>Tells what may not be so ("claim").</summary>
    Claim,
    /// <summary>Makes known ("reveal").</summary>
    Reveal,
    /// <summary>Grants ("acknowledge").</summary>
    Concede,
    /// <summary>Gives weight ("emphasise").</summary>
    Stress,
    /// <summary>Does not give way ("insist").</summary>
    Insist,
    /// <summary>Has in mind ("believe").</summary>
    Think,
    /// <summary>Hopes.</summary>
    Hope,
    /// <summary>Wants.</summary>
    Want,
    /// <summary>Fears.</summary>
    Fear,
    /// <summary>Doubts.</summary>
    Doubt,
    /// <summary>Asks something of another.</summary>
    Demand,
    /// <summary>Puts on the table.</summary>
    Propose,
    /// <summary>Binds itself.</summary>
    Promise,
    /// <summary>Binds itself to the other's harm.</summary>
    Threaten,
    /// <summary>Agrees to what is on the table.</summary>
    Accept,
    /// <summary>Refuses what is on the table.</summary>
    Reject,
    /// <summary>Says that it is not so.</summary>
    Deny,
    /// <summary>Brings something to an end or keeps it from being ("halt", "avoid").</summary>
    Undo,
    /// <summary>Has not made up its mind ("consider").</summary>
    Open,
    /// <summary>Judges against.</summary>
    Criticise,
    /// <summary>Judges in favour.</summary>
    Praise,
    /// <summary>Asks a question.</summary>
    Ask,
    /// <summary>Names a source ("according to").</summary>
    Source,
}

/// <summary>One entry of the cue lexicon.</summary>
/// <param name="Class">What the word does.</param>
/// <param name="Stance">Attitude of its subject to the thing it bears on: '+', '-', '~' (open, partly) or '0'.</param>
/// <param name="Truth">How its subject takes the content: '+' true, '-' false, '!' presupposed as fact, '0' wished or left open.</param>
/// <param name="Part">Part of speech: v, n, a or p.</param>
internal readonly record struct CueEntry(CueClass Class, char Stance, char Truth, char Part);

/// <summary>The words that ascribe something to a source, and the words that judge, from the files <c>cues.tsv</c> and <c>judgements.tsv</c>. Immutable, thread-safe.</summary>
internal sealed class CueLexicon
{
    private static readonly string[] Classes = Enum.GetNames<CueClass>();
    private static readonly string[] NegatedClasses = Array.ConvertAll(Classes, name => name + "!");

    // By part of speech; those of two words also by their first, so that most words need no second look.
    private readonly Dictionary<string, CueEntry> verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CueEntry> nouns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CueEntry> adjectives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CueEntry> prepositions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Second, char Part, CueEntry Entry)>> pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, sbyte> judgements = new(StringComparer.Ordinal);

    private CueLexicon()
    {
        foreach (string line in Lines("cues.tsv"))
        {
            string[] f = line.Split('\t');
            var entry = new CueEntry(Enum.Parse<CueClass>(f[2], ignoreCase: true), f[3][0], f[4][0], f[1][0]);
            if (!EntriesOf(entry.Part).TryAdd(f[0], entry)) continue;
            int blank = f[0].IndexOf(' ', StringComparison.Ordinal);
            if (blank < 0) continue;
            if (!pairs.TryGetValue(f[0][..blank], out var known)) pairs.Add(f[0][..blank], known = []);
            known.Add((f[0][(blank + 1)..], entry.Part, entry));
        }

        foreach (string line in Lines("judgements.tsv"))
        {
            string[] f = line.Split('\t');
            judgements[f[0]] = f[1][0] == '+' ? (sbyte)1 : (sbyte)-1;
        }
    }

    /// <summary>The lexicon of the program.</summary>
    public static CueLexicon Default { get; } = new();

    /// <summary>Name of a class, with an exclamation mark where what it says is negated.</summary>
    public static string ClassName(CueClass cls, bool negated) => (negated ? NegatedClasses : Classes)[(int)cls];

    /// <summary>+1, -1, or 0 for a word that does not judge.</summary>
    public int Judgement(string lowerWord, string lowerLemma) => judgements.TryGetValue(lowerWord, out sbyte j) || judgements.TryGetValue(lowerLemma, out j) ? j : 0;

    /// <summary>
    /// The entry of the token at <paramref name="index"/>, with the particle that follows it where the lexicon has the two together ("call for"); default where it has none.
    /// Copulas and auxiliaries have no entry.
    /// </summary>
    public CueEntry Of(Document document, int index)
    {
        var tokens = document.Tokens;
        ref readonly var token = ref tokens[index];
        if (token.Pos is UniversalTag.PROPN or UniversalTag.PUNCT or UniversalTag.NUM or UniversalTag.DET or UniversalTag.PRON or UniversalTag.ADP or UniversalTag.CCONJ or UniversalTag.PART)
            return default;
        string lemma = LowerCase.Of(token.Lemma ?? token.Word), word = LowerCase.Of(token.Word);
        char part = token.Pos switch { UniversalTag.NOUN => 'n', UniversalTag.ADJ or UniversalTag.ADV => 'a', _ => 'v' };
        if (pairs.TryGetValue(lemma, out var known) && index + 1 < tokens.Length && tokens[index + 1].Sentence == token.Sentence)
        {
            string next = LowerCase.Of(tokens[index + 1].Word);
            if (next.Length <= 7 && (TryPair(known, next, part, out var pair) || (part != 'v' && TryPair(known, next, 'v', out pair)))) return pair;
        }

        if (token.Pos is UniversalTag.AUX && part == 'v' && lemma is "be" or "have" or "do") return default;
        if (EntriesOf(part).TryGetValue(lemma, out var found)) return found;
        return part != 'n' && adjectives.TryGetValue(word, out found) ? found
            : part == 'a' && verbs.TryGetValue(lemma, out found) ? found
            : part == 'v' && token.Pos is UniversalTag.None or UniversalTag.X && nouns.TryGetValue(word, out found) ? found
            : default;
    }

    private Dictionary<string, CueEntry> EntriesOf(char part) => part switch { 'v' => verbs, 'n' => nouns, 'a' => adjectives, _ => prepositions };

    private static bool TryPair(List<(string Second, char Part, CueEntry Entry)> known, string second, char part, out CueEntry entry)
    {
        foreach (var pair in known)
        {
            if (pair.Part != part || pair.Second != second) continue;
            entry = pair.Entry;
            return true;
        }

        entry = default;
        return false;
    }

    private static IEnumerable<string> Lines(string file)
    {
        var assembly = typeof(CueLexicon).Assembly;
        string name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Positions.Data." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
