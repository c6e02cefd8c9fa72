using System.Collections.Frozen;
using System.Text;

namespace Parley.Talks;

/// <summary>Names and labels in a form in which those that mean the same compare equal: lower case, no articles, no possessives, no punctuation.</summary>
internal static class WordKey
{
    private static readonly FrozenSet<string> Articles = FrozenSet.Create("the", "a", "an");

    /// <summary>Legal forms at the end of a firm's name.</summary>
    private static readonly FrozenSet<string> LegalForms = FrozenSet.Create("inc", "ltd", "limited", "plc", "ag", "corp", "corporation", "co", "sa", "nv", "gmbh", "llc");

    private static readonly FrozenSet<string> Stopwords = FrozenSet.Create(
        "the", "a", "an", "of", "to", "in", "on", "for", "by", "with", "from", "at", "as", "and", "or", "its", "their", "his", "her", "any", "all", "that", "this",
        "these", "those", "is", "are", "be", "been", "being", "was", "were", "will", "would", "over", "under", "into", "between", "about", "against", "s", "it", "own");

    /// <summary>Words of a text in lower case: letters, digits and inner hyphens, dots and ampersands; possessive endings fall away.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            bool inner = c is '-' or '&' or '.' or ',' && word.Length > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);
            if (inner && c == ',' && !(char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]))) inner = false;
            if (char.IsLetterOrDigit(c) || inner) word.Append(char.ToLowerInvariant(c));
            else if (c is '\'' or '’' && word.Length > 0 && i + 1 < text.Length && char.ToLowerInvariant(text[i + 1]) == 's' && (i + 2 == text.Length || !char.IsLetter(text[i + 2]))) i++;
            else if (c is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1])) continue;
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return words;
    }

    /// <summary>A name's key: "The Harbour Board plc" and "Harbour Board" have the same.</summary>
    public static string OfName(string name)
    {
        List<string> words = Words(name);
        while (words.Count > 1 && Articles.Contains(words[0])) words.RemoveAt(0);
        while (words.Count > 1 && LegalForms.Contains(words[^1])) words.RemoveAt(words.Count - 1);
        for (int i = 0; i < words.Count; i++) words[i] = words[i].Replace(".", "", StringComparison.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>The words of a label that carry its meaning, roughly stemmed.</summary>
    public static HashSet<string> Content(string label)
    {
        var content = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in Words(label))
            if (!Stopwords.Contains(word))
                content.Add(Stem(word));
        return content;
    }

    /// <summary>Initials of the capitalised words of a name ("London Stock Exchange": "lse"), or null for fewer than two.</summary>
    public static string? Initials(string name)
    {
        var initials = new StringBuilder();
        bool start = true;
        foreach (char c in name)
        {
            if (start && char.IsUpper(c)) initials.Append(char.ToLowerInvariant(c));
            start = c is ' ' or '-';
        }
        return initials.Length >= 2 ? initials.ToString() : null;
    }

    /// <summary>Whether a name reads like an abbreviation: two to six capitals, dots aside.</summary>
    public static bool IsAcronym(string name)
    {
        int capitals = 0;
        foreach (char c in name)
        {
            if (char.IsUpper(c)) capitals++;
            else if (c != '.') return false;
        }
        return capitals is >= 2 and <= 6;
    }

    /// <summary>Whether a wording is in capitals throughout, as headlines of wires are, and no abbreviation.</summary>
    public static bool IsShouted(string wording) => !IsAcronym(wording) && !wording.AsSpan().ContainsAnyInRange('a', 'z') && wording.AsSpan().ContainsAnyInRange('A', 'Z');

    /// <summary>Cuts plural and verbal endings: enough to bring "talks" and "talk", "moving" and "move" together, no more.</summary>
    public static string Stem(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) return string.Concat(word.AsSpan(0, word.Length - 3), "y");
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal)) return TrimE(word[..^3]);
        if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal)) return TrimE(word[..^2]);
        if (word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal)) word = word[..^1];
        return word.Length > 4 ? TrimE(word) : word;
    }

    private static string TrimE(string word) => word.Length > 3 && word[^1] == 'e' ? word[..^1] : word;
}
