using Parley.Language;

namespace Parley.Positions;

/// <summary>When two names are forms of one: acronyms, shortened company names, surnames. Rules of English usage, no lists of organisations.</summary>
internal static class NameForms
{
    private static readonly HashSet<string> LegalForms = new(StringComparer.OrdinalIgnoreCase)
    {
        "corp", "corp.", "corporation", "inc", "inc.", "ltd", "ltd.", "limited", "plc", "co", "co.", "company", "ag", "sa", "nv", "gmbh", "spa", "llc", "group", "holdings",
    };

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

    /// <summary>Words of a name, split at blanks, without a leading article, a possessive at the end, or a ticker in angle brackets.</summary>
    public static string[] Words(string name)
    {
        int bracket = name.IndexOf('<', StringComparison.Ordinal);
        if (bracket > 0) name = name[..bracket];
        string[] words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[0].Equals("the", StringComparison.OrdinalIgnoreCase)) words = words[1..];
        if (words.Length > 0) words[^1] = TrimPossessive(words[^1]).TrimEnd(',', ';');
        return words;
    }

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
        string letters = string.Concat(acronym.Where(char.IsLetter)).ToUpperInvariant();
        if (letters.Length < 2 || name.Length < 2) return false;
        string all = "", capitals = "", short_ = "";
        foreach (string word in name)
        {
            foreach (string part in word.Split('-', StringSplitOptions.RemoveEmptyEntries))
            {
                char c = part[0];
                if (!char.IsLetter(c)) continue;
                all += char.ToUpperInvariant(c);
                if (!char.IsUpper(c)) continue;
                capitals += c;
                if (!IsLegalForm(part)) short_ += c;
            }
        }

        return letters == all || letters == capitals || letters == short_ || letters.Length >= 3 && (capitals.StartsWith(letters, StringComparison.Ordinal) || IsSubsequence(letters, name));
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
            || shorter[0].Length > 3 && Array.Exists(longer, w => char.IsUpper(w[0]) && Equal(shorter[0], w));
        return Equal(shorter[^1], longer[^1]) && (Equal(shorter[0], longer[0]) || Same(shorter, longer.AsSpan(longer.Length - shorter.Length)) || shorter[0][0] == longer[0][0] && shorter[0].EndsWith('.'));
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
    private static bool IsSubsequence(string letters, string[] name)
    {
        string text = string.Concat(name.Where(w => char.IsUpper(w[0]))).ToUpperInvariant();
        int at = 0, initials = 0;
        string first = string.Concat(name.Where(w => char.IsUpper(w[0])).Select(w => w[0]));
        foreach (char c in letters)
        {
            at = text.IndexOf(c, at);
            if (at < 0) return false;
            at++;
            if (first.Contains(c, StringComparison.Ordinal)) initials++;
        }

        return letters[0] == text[0] && initials * 4 >= letters.Length * 3 && first.Length >= 3;
    }
}
