using System.Collections.Frozen;
using System.Reflection;

namespace Parley.Language;

/// <summary>What a fact is about.</summary>
public enum FactKind : byte
{
    /// <summary>A state of today.</summary>
    State,
    /// <summary>A state that existed within living memory.</summary>
    FormerState,
    /// <summary>A region, dependency or disputed land that negotiates under its own name.</summary>
    Territory,
    /// <summary>A group of states.</summary>
    Bloc,
    /// <summary>An international body.</summary>
    Body,
    /// <summary>A political or armed movement that negotiates.</summary>
    Movement,
}

/// <summary>How a form names its fact.</summary>
public enum FactForm : byte
{
    /// <summary>A name or short form: "Britain", "UK".</summary>
    Name,
    /// <summary>An adjective: "British".</summary>
    Adjective,
    /// <summary>A people: "Britons".</summary>
    People,
    /// <summary>The capital or seat of government: "London".</summary>
    Capital,
    /// <summary>A building or office that stands for the government: "Downing Street".</summary>
    Metonym,
}

/// <summary>One state, territory, bloc, body or movement.</summary>
/// <param name="Id">Stable id: ISO 3166 alpha-3 for states, an acronym of our own for the rest.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Adjective">Its adjective ("British"), or null.</param>
/// <param name="Members">Ids of a bloc's members, where they are few and fixed.</param>
internal sealed record Fact(string Id, FactKind Kind, string Name, string? Adjective, IReadOnlyList<string> Members);

/// <summary>A stretch of tokens that names a fact.</summary>
/// <param name="First">First token.</param>
/// <param name="End">One past the last token.</param>
/// <param name="Fact">What it most often names.</param>
/// <param name="Form">How.</param>
/// <param name="Doubtful">Whether the form is also a common word or a person's name ("Jordan", "Chad").</param>
/// <param name="Others">Further facts with the same form ("Moscow" is also the Soviet Union's), less common first choices; mostly empty.</param>
internal readonly record struct FactMatch(int First, int End, Fact Fact, FactForm Form, bool Doubtful, IReadOnlyList<FactName> Others);

/// <summary>One reading of a form.</summary>
internal readonly record struct FactName(Fact Fact, FactForm Form, bool Doubtful);

/// <summary>
/// What everybody knows of states, blocs and international bodies: names, adjectives, peoples, capitals and metonyms, from <c>Data/states.tsv</c>. Immutable, safe to share
/// between threads. A lookup takes no memory and looks at a handful of forms.
/// </summary>
internal sealed class Facts
{
    private static readonly Lazy<Facts> Embedded = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Parley.Language.Data.states.tsv")
            ?? throw new InvalidOperationException("The facts are not built into the program.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    });

    private readonly FrozenDictionary<string, Fact> byId;
    private readonly Form[][] buckets = new Form[1 << BucketBits][];
    private const int BucketBits = 10;

    private sealed record Form(string Text, FactName Best, IReadOnlyList<FactName> Others);

    private Facts(Dictionary<string, Fact> facts, Dictionary<string, List<FactName>> forms)
    {
        byId = facts.ToFrozenDictionary(StringComparer.Ordinal);
        var lists = new List<Form>?[1 << BucketBits];
        foreach (var (text, names) in forms)
            (lists[Bucket(text)] ??= []).Add(new(text, names[0], names.Count == 1 ? [] : names.GetRange(1, names.Count - 1)));
        for (int i = 0; i < lists.Length; i++)
            buckets[i] = [.. (lists[i] ?? []).OrderByDescending(f => f.Text.Length).ThenBy(f => f.Text, StringComparer.Ordinal)];
        All = [.. facts.Values];
    }

    /// <summary>The facts that ship with the program; read on first use.</summary>
    public static Facts World => Embedded.Value;

    /// <summary>Every fact, in the file's order.</summary>
    public IReadOnlyList<Fact> All { get; }

    /// <summary>The fact of an id, or null.</summary>
    public Fact? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Reads a file of facts: lines of eight tab-separated columns, comments start with '#'.</summary>
    /// <exception cref="FormatException">A line has another number of columns, or an unknown kind.</exception>
    public static Facts Parse(string text)
    {
        var facts = new Dictionary<string, Fact>(StringComparer.Ordinal);
        var forms = new Dictionary<string, List<FactName>>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] f = line.TrimEnd('\r').Split('\t');
            if (f.Length != 8) throw new FormatException($"facts: {f.Length} columns where 8 belong: {line}");
            var kind = f[1] switch
            {
                "state" => FactKind.State,
                "former" => FactKind.FormerState,
                "territory" => FactKind.Territory,
                "bloc" => FactKind.Bloc,
                "body" => FactKind.Body,
                "movement" => FactKind.Movement,
                _ => throw new FormatException($"facts: no such kind '{f[1]}' in: {line}"),
            };
            string name = f[2].Split('|')[0].TrimStart('?');
            var fact = new Fact(f[0], kind, name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name, f[3].Length == 0 ? null : f[3].Split('|')[0].TrimStart('?'), f[7].Length == 0 ? [] : f[7].Split('|'));
            facts.Add(fact.Id, fact);
            for (int column = 2; column <= 6; column++)
            {
                foreach (string raw in f[column].Split('|', StringSplitOptions.RemoveEmptyEntries))
                {
                    bool doubtful = raw[0] == '?';
                    string form = doubtful ? raw[1..] : raw;
                    if (form.StartsWith("the ", StringComparison.Ordinal)) form = form[4..];
                    if (!forms.TryGetValue(form, out var list)) forms.Add(form, list = []);
                    if (!list.Exists(n => n.Fact == fact)) list.Add(new(fact, (FactForm)(column - 2), doubtful));
                }
            }
        }

        // A capital yields to a name of something else ("Luxembourg"), and the bloc that sits in a city yields to nobody who merely has it as a capital ("Brussels").
        foreach (var list in forms.Values)
        {
            if (list.Count < 2) continue;
            var sorted = list.OrderBy(n => n.Doubtful ? 1 : 0).ThenBy(n => Rank(n)).ToList();
            list.Clear();
            list.AddRange(sorted);
        }

        return new(facts, forms);
    }

    private static int Rank(FactName n) => n.Form switch
    {
        FactForm.Name or FactForm.Adjective or FactForm.People => 0,
        FactForm.Metonym => n.Fact.Kind == FactKind.Bloc ? 1 : 2,
        _ => 2,
    };

    /// <summary>
    /// The longest form that starts at token <paramref name="at"/> and ends on a token border before <paramref name="end"/>. Case counts ("US" is not "us"), but in a stretch of
    /// capitals longer forms match as well ("BRAZIL"). The article is not part of the match.
    /// </summary>
    /// <param name="text">The report's text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="at">Token to start at.</param>
    /// <param name="end">One past the last token that may be part of the match.</param>
    /// <param name="match">What was found.</param>
    public bool TryMatch(string text, ReadOnlySpan<Token> tokens, int at, int end, out FactMatch match)
    {
        match = default;
        int start = tokens[at].Span.Start;
        char first = text[start];
        if (!char.IsUpper(first) && !char.IsAsciiDigit(first) && first is not ('e' or 'c')) return false;
        var rest = text.AsSpan(start, tokens[end - 1].Span.End - start);
        foreach (var form in buckets[Bucket(rest)])
        {
            int length = LengthOf(form.Text, rest);
            if (length < 0) continue;
            int stop = start + length, last = at;
            while (last < end && tokens[last].Span.End < stop) last++;
            if (last >= end || tokens[last].Span.End != stop && !EndsInPossessive(text, tokens[last].Span, stop)) continue;
            match = new(at, last + 1, form.Best.Fact, form.Best.Form, form.Best.Doubtful, form.Others);
            return true;
        }

        return false;
    }

    /// <summary>The fact that a string names as a whole, article and possessive aside.</summary>
    public bool TryName(ReadOnlySpan<char> name, out FactName found)
    {
        name = name.Trim();
        if (name.StartsWith("the ", StringComparison.OrdinalIgnoreCase)) name = name[4..].TrimStart();
        if (name.EndsWith("'s") || name.EndsWith("’s")) name = name[..^2];
        found = default;
        if (name.IsEmpty) return false;
        foreach (var form in buckets[Bucket(name)])
        {
            if (LengthOf(form.Text, name) != name.Length) continue;
            found = form.Best;
            return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the match is more likely part of a longer name than a name of its own: "Michael Jordan", "Washington Post", "New Mexico". An adjective before capitals
    /// ("French President Macron") and a name before a title or a possessive is not.
    /// </summary>
    public static bool PartOfLongerName(ReadOnlySpan<Token> tokens, in FactMatch match, int sentenceFirst, int sentenceEnd)
    {
        if (match.Form is FactForm.Adjective or FactForm.People) return false;
        bool before = match.First > sentenceFirst && IsName(tokens[match.First - 1]) && match.First - 1 > sentenceFirst;
        bool after = match.End < sentenceEnd && IsName(tokens[match.End]);
        return match.Doubtful && (before || after) || match.Form == FactForm.Capital && after && !before && tokens[match.End].Word is "Post" or "Times" or "Club" or "Agreement" or "Accord";
    }

    private static bool IsName(Token token) => token.Tag is PennTag.NNP or PennTag.NNPS || token.Tag == PennTag.None && char.IsUpper(token.Word[0]);

    private static bool EndsInPossessive(string text, TextSpan token, int stop) =>
        token.Start < stop && token.End == stop + 2 && text[stop] is '\'' or '’' && text[stop + 1] is 's' or 'S';

    // Number of characters of text that the form covers at its start, or -1. Blank space in a form stands for any run of it; apostrophes are alike.
    private static int LengthOf(string form, ReadOnlySpan<char> text)
    {
        bool capitals = form.Length > 3 && text.Length > 1 && char.IsUpper(text[1]), longer = form.Contains(' ', StringComparison.Ordinal);
        int j = 0;
        foreach (char c in form)
        {
            if (j >= text.Length) return -1;
            char t = text[j];
            if (c == ' ')
            {
                if (!char.IsWhiteSpace(t)) return -1;
                while (j < text.Length && char.IsWhiteSpace(text[j])) j++;
                continue;
            }

            // "European commission": later words of a long name may be in lower case.
            if (t != c && !(c == '\'' && t == '’') && !(capitals && char.ToUpperInvariant(c) == t) && !(longer && j > 0 && char.ToLowerInvariant(c) == t)) return -1;
            j++;
        }

        return j;
    }

    private static int Bucket(ReadOnlySpan<char> text)
    {
        uint h = 0;
        for (int i = 0; i < 2 && i < text.Length; i++) h = h * 31 + char.ToLowerInvariant(text[i]);
        return (int)(h * 2654435761u >> (32 - BucketBits));
    }
}
