using System.Collections.Frozen;
using Parley.Language;

namespace Parley.Positions;

/// <summary>What a common noun says of the side or the speaker that it names; a noun may be of several classes ("president").</summary>
[Flags]
internal enum NounClass
{
    /// <summary>None of the classes.</summary>
    None = 0,
    /// <summary>Head of a state or its government.</summary>
    Ruler = 1 << 0,
    /// <summary>Member of a government.</summary>
    Minister = 1 << 1,
    /// <summary>Member of a parliament.</summary>
    Legislator = 1 << 2,
    /// <summary>Head of a region or town.</summary>
    Local = 1 << 3,
    /// <summary>Officer of an armed force.</summary>
    Soldier = 1 << 4,
    /// <summary>Speaks for others at the table.</summary>
    Envoy = 1 << 5,
    /// <summary>Speaks for others to the press.</summary>
    Spokes = 1 << 6,
    /// <summary>Leads any body.</summary>
    Leader = 1 << 7,
    /// <summary>Leads a company.</summary>
    Executive = 1 << 8,
    /// <summary>Leads or serves a union.</summary>
    Unionist = 1 << 9,
    /// <summary>Man or woman of the law.</summary>
    Jurist = 1 << 10,
    /// <summary>Serves any government or body.</summary>
    Official = 1 << 11,
    /// <summary>Watches from outside.</summary>
    Observer = 1 << 12,
    /// <summary>Reports.</summary>
    Journalist = 1 << 13,
    /// <summary>A kind of people or of members who may be a side as a group.</summary>
    People = 1 << 14,
    /// <summary>A trade union.</summary>
    Union = 1 << 15,
    /// <summary>A company.</summary>
    Firm = 1 << 16,
    /// <summary>An institution.</summary>
    Body = 1 << 17,
    /// <summary>A political party, armed group or campaign.</summary>
    Movement = 1 << 18,
    /// <summary>A government.</summary>
    Government = 1 << 19,
    /// <summary>A side at the table.</summary>
    Side = 1 << 20,
    /// <summary>A country or region.</summary>
    Country = 1 << 21,
    /// <summary>A publisher of news.</summary>
    Media = 1 << 22,
    /// <summary>Something written or recorded.</summary>
    Document = 1 << 23,
    /// <summary>Relatives.</summary>
    Family = 1 << 24,

    /// <summary>All classes of single speakers.</summary>
    Person = Ruler | Minister | Legislator | Local | Soldier | Envoy | Spokes | Leader | Executive | Unionist | Jurist | Official | Observer | Journalist,
    /// <summary>Persons who act for a state.</summary>
    StateOffice = Ruler | Minister | Legislator | Local | Soldier,
    /// <summary>All classes of things that can be a side.</summary>
    Organisation = Union | Firm | Body | Movement | Government | Media,
}

/// <summary>The nouns of sides and speakers, from <c>Data/party-nouns.tsv</c>, and genders of given names, from <c>Data/given-names.tsv</c>. Immutable, read on first use.</summary>
internal static class PartyNouns
{
    private static readonly FrozenDictionary<string, NounClass> Classes = LoadClasses();
    private static readonly FrozenDictionary<string, char> Given = LoadNames();
    private static readonly FrozenDictionary<string, NounClass>.AlternateLookup<ReadOnlySpan<char>> ByWord = Classes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Classes of the noun at a token, seen with the word before it ("prime minister", "works council"); number and case do not count.</summary>
    public static NounClass Of(ReadOnlySpan<Token> tokens, int at)
    {
        if (at > 0)
        {
            string before = tokens[at - 1].Word, word = tokens[at].Word;
            Span<char> joined = stackalloc char[48];
            if (before.Length + word.Length < joined.Length)
            {
                before.CopyTo(joined);
                joined[before.Length] = '_';
                word.CopyTo(joined[(before.Length + 1)..]);
                if (Find(joined[..(before.Length + 1 + word.Length)]) is var both and not NounClass.None) return both;
            }
        }

        return Find(tokens[at].Word);
    }

    /// <summary>Classes of a single word in singular or plural, case aside.</summary>
    public static NounClass Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 40) return NounClass.None;
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        if (ByWord.TryGetValue(lower, out var found)) return found;
        if (lower.EndsWith("men"))
        {
            lower[^2] = 'a';
            return Exact(lower);
        }

        if (lower.EndsWith("ies") && lower.Length > 4)
        {
            lower[^3] = 'y';
            return Exact(lower[..^2]);
        }

        if (lower[^1] != 's') return NounClass.None;
        if (ByWord.TryGetValue(lower[..^1], out found)) return found;
        return lower.EndsWith("es") ? Exact(lower[..^2]) : NounClass.None;
    }

    /// <summary>Whether a noun is in the plural; taggers miss "seamen".</summary>
    public static bool IsPlural(Token token) => token.Tag is PennTag.NNS or PennTag.NNPS || token.Word.Length > 4 && token.Word.EndsWith("men", StringComparison.Ordinal);

    /// <summary>'m' or 'f' for a common given name (as spelt), else '?'.</summary>
    public static char GenderOf(string givenName) => Given.GetValueOrDefault(givenName, '?');

    private static NounClass Exact(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var found) ? found : NounClass.None;

    private static FrozenDictionary<string, NounClass> LoadClasses()
    {
        var classes = new Dictionary<string, NounClass>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", "party-nouns.tsv"))
        {
            string[] columns = line.Split('\t');
            var kind = Enum.Parse<NounClass>(columns[0], ignoreCase: true);
            foreach (string word in columns[1].Split(' ')) classes[word] = classes.GetValueOrDefault(word) | kind;
        }

        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, char> LoadNames()
    {
        var names = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", "given-names.tsv"))
        {
            // A name of both genders says nothing.
            foreach (string name in line[2..].Split(' ')) names[name] = names.TryGetValue(name, out char other) && other != line[0] ? '?' : line[0];
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
