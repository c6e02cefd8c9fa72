using Parley.Language;

namespace Parley.Positions;

/// <summary>When two names are forms of one: acronyms, shortened company names, surnames. Rules of English usage, no lists of organisations.</summary>
internal static class NameForms
{
    [ThreadStatic]
    private static Remembered<string[]>? known;

    [ThreadStatic]
    private static Remembered<string>? texts;

    private static readonly HashSet<string> LegalForms = new(StringComparer.OrdinalIgnoreCase)
    {
        "corp", "corp.", "corporation", "inc", "inc.", "ltd", "ltd.", "limited", "plc", "co", "co.", "company", "ag", "sa", "nv", "gmbh", "spa", "llc", "group", "holdings",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LegalFormsBySpan = LegalForms.GetAlternateLookup<ReadOnlySpan<char>>();

    // Longer words are rare.
    private const int ShortWord = 64;

    private static readonly HashSet<string> Wide = new(StringComparer.OrdinalIgnoreCase)
    {
        "national", "international", "united", "general", "american", "european", "federal", "royal", "central", "new", "north", "south", "east", "west", "public", "joint", "first", "free", "democratic", "people's", "social", "world", "state", "the",
    };

    // What ministers and departments are of: no name of a body by itself.
    private static readonly HashSet<string> Portfolios = new(StringComparer.OrdinalIgnoreCase)
    {
        "trade", "foreign", "finance", "defence", "defense", "agriculture", "farm", "energy", "health", "education", "interior", "justice", "commerce", "treasury", "economic", "economy", "economics", "industry",
        "transport", "environment", "planning", "mining", "oil", "home", "press", "chief", "senior", "deputy", "government", "commercial", "business", "foreign-policy", "security", "development", "employment", "welfare", "tourism", "housing", "fisheries", "forestry",
    };

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "af", "al", "av", "ben", "bin", "bint", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vande", "vander", "von", "zu", "zum", "zur",
    };

    /// <summary>Whether a word says what an office is for, as "Trade" in "Trade Minister".</summary>
    public static bool IsPortfolio(string word) => Portfolios.Contains(word);

    /// <summary>Whether a word, in any case, is one that stands inside surnames: "de", "van", "bin".</summary>
    public static bool IsParticle(string word) => word.Length <= 5 && Particles.Contains(word);

    /// <summary>Words of a name, split at blanks, without a leading article, a possessive at the end, or a ticker in angle brackets. Not to be changed: who asks again gets the same.</summary>
    public static string[] Words(string name) => (known ??= new(static name => Split(name))).Of(name);

    private static string[] Split(string name)
    {
        int bracket = name.IndexOf('<', StringComparison.Ordinal);
        if (bracket > 0) name = name[..bracket];
        string[] words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[0].Equals("the", StringComparison.OrdinalIgnoreCase)) words = words[1..];
        if (words.Length > 0) words[^1] = TrimPossessive(words[^1]);
        // "Seatrans, Inc."
        for (int i = 0; i < words.Length; i++) words[i] = words[i].TrimEnd(',', ';');
        return words;
    }

    /// <summary>A stretch of a text as a string: the same one for the same words where they were asked for lately.</summary>
    public static string Known(ReadOnlySpan<char> text) => (texts ??= new(static text => text)).Of(text);

    /// <summary>A word without "'s" or "'" at its end.</summary>
    public static string TrimPossessive(string word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word.Length > 2 && word[^2] is '\'' or '’' ? word[..^2] : word.Length > 1 && word[^1] is '\'' or '’' ? word[..^1] : word;

    /// <summary>Whether a word is all capitals of two to six letters, stops aside ("U.A.W.").</summary>
    public static bool IsAcronym(string word)
    {
        int letters = 0;
        foreach (char c in word)
        {
            if (char.IsUpper(c)) letters++;
            else if (c is not ('.' or '&' or '-') && !char.IsDigit(c)) return false;
        }

        return letters is >= 2 and <= 7;
    }

    /// <summary>Whether <paramref name="acronym"/> is made of the initials of <paramref name="name"/>: of all its capitalised words, with or without small words or a legal form.</summary>
    public static bool IsAcronymOf(string acronym, string[] name)
    {
        if (name.Length < 2) return false;
        Span<char> letters = acronym.Length <= ShortWord ? stackalloc char[ShortWord] : new char[acronym.Length];
        int count = 0;
        foreach (char c in acronym)
            if (char.IsLetter(c)) letters[count++] = char.ToUpperInvariant(c);
        letters = letters[..count];
        if (count < 2) return false;
        // How many initials there are of all words, of the capitalised ones, and of those without a legal form; and whether they are the letters as far as these go.
        int all = 0, capitals = 0, own = 0;
        bool allFit = true, capitalsFit = true, ownFit = true;
        foreach (string word in name)
        {
            foreach (var range in word.AsSpan().Split('-'))
            {
                var part = word.AsSpan(range);
                if (part.Length == 0 || !char.IsLetter(part[0])) continue;
                Take(letters, char.ToUpperInvariant(part[0]), ref all, ref allFit);
                if (!char.IsUpper(part[0])) continue;
                Take(letters, part[0], ref capitals, ref capitalsFit);
                if (!LegalFormsBySpan.Contains(part)) Take(letters, part[0], ref own, ref ownFit);
            }
        }

        if (allFit && all == count || capitalsFit && capitals == count || ownFit && own == count) return true;
        return count >= 3 && (capitalsFit && capitals >= count || IsSubsequence(letters, name));
    }

    private static void Take(ReadOnlySpan<char> letters, char initial, ref int count, ref bool fit)
    {
        fit &= count >= letters.Length || letters[count] == initial;
        count++;
    }

    /// <summary>Whether <paramref name="shorter"/> is a form of the organisation's name <paramref name="longer"/>.</summary>
    public static bool IsFormOf(string[] shorter, string[] longer)
    {
        if (shorter.Length == 0 || longer.Length == 0) return false;
        if (Same(shorter, longer)) return true;
        if (shorter.Length == 1 && IsAcronym(shorter[0]) && IsAcronymOf(shorter[0], longer)) return true;
        if (shorter.Length >= longer.Length) return false;
        bool begins = Same(shorter, longer.AsSpan(0, shorter.Length));
        if (shorter.Length == 1 && IsPortfolio(shorter[0])) return false;
        if (begins) return shorter.Length > 1 || !IsWide(shorter[0]) && !Facts.World.TryName(shorter[0], out _);
        bool ends = Same(shorter, longer.AsSpan(longer.Length - shorter.Length));
        return ends && (shorter.Length > 1 || PartyNouns.Find(shorter[0]) == NounClass.None && !Facts.World.TryName(shorter[0], out _));
    }

    /// <summary>Whether <paramref name="shorter"/> is a form of the person's name <paramref name="longer"/>: its surname, its last words, its first word where it is the family's, or the same with initials.</summary>
    public static bool IsPersonFormOf(string[] shorter, string[] longer)
    {
        if (shorter.Length == 0 || shorter.Length > longer.Length) return false;
        if (Same(shorter, longer)) return true;
        if (shorter.Length == 1) return Equal(shorter[0], longer[^1]) || Equal(Core(shorter[0]), Core(longer[^1])) || shorter[0].Length > 2 && Equal(shorter[0], longer[0])
            || shorter[0].Length > 3 && HasCapitalised(longer, shorter[0]);
        return Equal(shorter[^1], longer[^1]) && (Equal(shorter[0], longer[0]) || Same(shorter, longer.AsSpan(longer.Length - shorter.Length)) || shorter[0][0] == longer[0][0] && shorter[0].EndsWith('.'));
    }

    private static bool HasCapitalised(string[] name, string word)
    {
        foreach (string w in name)
            if (char.IsUpper(w[0]) && Equal(word, w)) return true;
        return false;
    }

    // "al-Harthy" without its article.
    private static string Core(string surname) =>
        surname.Length > 5 && surname[2] == '-' && surname[..2].ToLowerInvariant() is "al" or "el" or "ul" or "ad" or "as" or "ar" or "an" ? surname[3..] : surname.TrimStart('-');

    /// <summary>Whether a word is a company's legal form.</summary>
    public static bool IsLegalForm(string word) => LegalForms.Contains(word);

    private static bool IsWide(string word) => Wide.Contains(word);

    private static bool Same(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
            if (!Equal(a[i], b[i])) return false;
        return true;
    }

    private static bool Equal(string a, string b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
            if (Fold(a[i]) != Fold(b[i])) return false;
        return true;
    }

    /// <summary>A word in lower case without accents.</summary>
    public static string Folded(string word) => string.Create(word.Length, word, static (to, from) =>
    {
        for (int i = 0; i < to.Length; i++) to[i] = Fold(from[i]);
    });

    // Lower case without accents: reports spell foreign names both ways.
    private static char Fold(char c) => char.ToLowerInvariant(c) switch
    {
        '’' => '\'',
        'á' or 'à' or 'â' or 'ä' or 'ã' or 'å' or 'ā' or 'ă' => 'a',
        'é' or 'è' or 'ê' or 'ë' or 'ē' or 'ě' => 'e',
        'í' or 'ì' or 'î' or 'ï' or 'ī' or 'ı' => 'i',
        'ó' or 'ò' or 'ô' or 'ö' or 'õ' or 'ø' or 'ō' => 'o',
        'ú' or 'ù' or 'û' or 'ü' or 'ū' => 'u',
        'ç' or 'ć' or 'č' => 'c',
        'ñ' or 'ń' => 'n',
        'š' or 'ş' or 'ś' => 's',
        'ž' or 'ż' or 'ź' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ý' => 'y',
        var other => other,
    };

    // "SSANU" of "Senior Staff Association of Nigerian Universities", "Numsa" of "National Union of Metalworkers of SA": every capital initial occurs in order, and nothing else.
    private static bool IsSubsequence(ReadOnlySpan<char> letters, string[] name)
    {
        int word = 0, at = 0, initials = 0, capitalised = 0;
        char opening = default;
        foreach (string w in name)
            if (char.IsUpper(w[0]) && capitalised++ == 0) opening = char.ToUpperInvariant(w[0]);
        foreach (char c in letters)
        {
            while (word < name.Length && (!char.IsUpper(name[word][0]) || !PassLetter(name[word], c, ref at)))
            {
                word++;
                at = 0;
            }

            if (word == name.Length) return false;
            bool initial = false;
            foreach (string w in name) initial |= char.IsUpper(w[0]) && w[0] == c;
            if (initial) initials++;
        }

        return letters[0] == opening && initials * 4 >= letters.Length * 3 && capitalised >= 3;
    }

    private static bool PassLetter(string word, char letter, ref int at)
    {
        while (at < word.Length)
            if (char.ToUpperInvariant(word[at++]) == letter) return true;
        return false;
    }
}
