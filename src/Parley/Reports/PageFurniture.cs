using System.Collections.Frozen;

namespace Parley.Reports;

/// <summary>
/// The words of the page around a report: whole lines ("Advertising"), openings ("Share on ..."), endings ("... min read") and vocabulary ("newsletter", "cookies"),
/// from <c>Data/page-furniture.txt</c>.
/// </summary>
internal static class PageFurniture
{
    /// <summary>A line of more words is no whole-line phrase, nor an opening.</summary>
    private const int LongestLine = 40;

    /// <summary>Openings and endings have at most this many words.</summary>
    private const int LongestPhrase = 7;

    private static readonly (FrozenSet<string> Whole, FrozenSet<string> Openings, FrozenSet<string> Endings, FrozenSet<string> Vocabulary, FrozenSet<string> Lists) Phrases = Load();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>
        Whole = Phrases.Whole.GetAlternateLookup<ReadOnlySpan<char>>(),
        Openings = Phrases.Openings.GetAlternateLookup<ReadOnlySpan<char>>(),
        Endings = Phrases.Endings.GetAlternateLookup<ReadOnlySpan<char>>(),
        Vocabulary = Phrases.Vocabulary.GetAlternateLookup<ReadOnlySpan<char>>(),
        Lists = Phrases.Lists.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a normalised line is one of the page's own.</summary>
    public static bool IsPhrase(ReadOnlySpan<char> line, int words)
    {
        if (words > LongestLine) return false;
        if (Whole.Contains(line) || OpensList(line, words)) return true;
        return HasOpening(line, Openings) || HasEnding(line);
    }

    /// <summary>Whether a normalised line opens the links and remarks below a report.</summary>
    public static bool OpensList(ReadOnlySpan<char> line, int words) => words <= 8 && (Lists.Contains(line) || HasOpening(line, Lists));

    /// <summary>Number of different words of a normalised line that such lines use.</summary>
    public static int VocabularyIn(ReadOnlySpan<char> line)
    {
        Span<int> seen = stackalloc int[8];
        int count = 0, at = 0;
        foreach (var range in line.Split(' '))
        {
            var word = line[range].Trim(".,;:!?()'\"".AsSpan());
            at++;
            if (word.IsEmpty || count == seen.Length || !Vocabulary.TryGetValue(word, out string? known)) continue;
            int hash = (int)Learning.FeatureHash.Of(known);
            if (!seen[..count].Contains(hash)) seen[count++] = hash;
        }

        return count;
    }

    /// <summary>
    /// Writes a line into <paramref name="buffer"/> as the phrases are written: lower case, a number as <c>0</c>, one blank between words, straight apostrophes, no punctuation around. Returns the length.
    /// </summary>
    public static int Normalise(ReadOnlySpan<char> line, Span<char> buffer)
    {
        int n = 0;
        for (int i = 0; i < line.Length && n < buffer.Length; i++)
        {
            char c = line[i];
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                if (n > 0 && buffer[n - 1] != ' ') buffer[n++] = ' ';
            }
            else if (char.IsAsciiDigit(c) || (c is ',' or '.' && n > 0 && buffer[n - 1] == '0' && i + 1 < line.Length && char.IsAsciiDigit(line[i + 1])))
            {
                if (n == 0 || buffer[n - 1] != '0') buffer[n++] = '0';
            }
            else if (c == '\u00A9')
            {
                if (n + 10 > buffer.Length) break;
                "copyright ".CopyTo(buffer[n..]);
                n += 10;
            }
            else
            {
                buffer[n++] = c switch { '\u2018' or '\u2019' => '\'', '\u201C' or '\u201D' => '"', _ => char.ToLowerInvariant(c) };
            }
        }

        const string around = " .:!?|<>\u00BB\u00AB\u203A\u2039-\u2013\u2014\u2022\u00B7*[]\u2026,;_=~\u25BA\u25B6\u2192\u2190\u2193\u2191\u00D7/\\\"";
        var trimmed = buffer[..n].Trim(around);
        trimmed.CopyTo(buffer);
        return trimmed.Length;
    }

    private static bool HasOpening(ReadOnlySpan<char> line, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> openings)
    {
        Span<char> opening = stackalloc char[64];
        int words = 0;
        for (int i = 0; i < line.Length && i < opening.Length - 2; i++)
        {
            if (line[i] == ' ')
            {
                opening[i] = ' ';
                opening[i + 1] = '*';
                if (openings.Contains(opening[..(i + 2)])) return true;
                if (++words == LongestPhrase) return false;
            }

            opening[i] = line[i];
        }

        // A line may be an opening that nothing follows.
        if (line.Length > opening.Length - 2) return false;
        " *".CopyTo(opening[line.Length..]);
        return openings.Contains(opening[..(line.Length + 2)]);
    }

    private static bool HasEnding(ReadOnlySpan<char> line)
    {
        Span<char> ending = stackalloc char[64];
        int words = 0;
        for (int i = line.Length - 1; i > 0 && line.Length - i < ending.Length - 2; i--)
        {
            if (line[i] != ' ') continue;
            ending[0] = '*';
            line[i..].CopyTo(ending[1..]);
            if (Endings.Contains(ending[..(line.Length - i + 1)])) return true;
            if (++words == LongestPhrase) return false;
        }

        return false;
    }

    private static (FrozenSet<string> Whole, FrozenSet<string> Openings, FrozenSet<string> Endings, FrozenSet<string> Vocabulary, FrozenSet<string> Lists) Load()
    {
        List<string> whole = [], openings = [], endings = [], vocabulary = [], lists = [];
        foreach (string entry in DataFile.Lines("Reports", "page-furniture.txt"))
        {
            if (entry.StartsWith('+')) vocabulary.Add(entry[1..]);
            else if (entry.StartsWith('!')) lists.Add(entry[1..]);
            else if (entry.StartsWith("* ", StringComparison.Ordinal)) endings.Add(entry);
            else if (entry.EndsWith(" *", StringComparison.Ordinal)) openings.Add(entry);
            else whole.Add(entry);
        }

        return (whole.ToFrozenSet(), openings.ToFrozenSet(), endings.ToFrozenSet(), vocabulary.ToFrozenSet(), lists.ToFrozenSet());
    }
}
