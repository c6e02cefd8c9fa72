using System.Collections.Frozen;

namespace Parley.Language;

/// <summary>A token before sentences are known.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Blank">Whether blank space stands before it.</param>
/// <param name="Lines">Line ends in that blank space, at most 2.</param>
/// <param name="Abbreviation">For a word with a full stop of its own: what the stop means.</param>
internal readonly record struct Piece(int Start, int End, bool Blank, byte Lines, Abbreviation Abbreviation)
{
    /// <summary>The characters it covers.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text[Start..End];
}

/// <summary>
/// Cuts text into tokens as UD English EWT does: contractions split (do|n't), possessives split, hyphenated words split at the hyphen unless a prefix stands before it,
/// dates, times and numbers whole, currency and per cent signs and units apart, addresses whole. One pass, time linear in the length; every character that is not blank
/// (<see cref="Characters.IsBlank"/>) belongs to exactly one token, and tokens hold no blank.
/// </summary>
internal static class Tokenizer
{
    /// <summary>Prefixes that stay with their word ("pre-war").</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prefixes = Lookup(
        "e", "non", "pre", "post", "anti", "mid", "re", "co", "pro", "ex", "over", "multi", "semi", "sub", "neo", "intra", "inter", "un", "micro", "mini", "socio", "counter",
        "trans", "quasi", "pseudo", "bi", "tri", "ultra", "super", "under");

    /// <summary>Units and suffixes that are cut from a figure ("5|pm", "20|m").</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = Lookup(
        "am", "pm", "k", "m", "b", "bn", "mn", "tn", "mm", "cm", "km", "kg", "g", "mg", "ft", "mph", "kph", "hz", "khz", "mhz", "ghz", "x", "p", "c", "mw", "kw", "gw", "mwh", "kwh",
        "mln", "bln", "dlrs", "gmt", "est", "edt", "min", "hrs", "lbs", "oz", "gb", "mb", "tb", "yr", "ha", "bpd");

    /// <summary>Words written with an apostrophe in front.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Clipped = Lookup("em", "cause", "til", "tis", "twas", "bout", "round", "n", "cos", "neath");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Clitics = Lookup("s", "re", "ve", "ll", "d", "m");

    /// <summary>Words that are two tokens, cut after the third letter.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CutAtThree = Lookup("cannot", "gonna", "gotta", "wanna");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WithoutApostrophe = Lookup("dont", "didnt", "doesnt", "isnt", "couldnt", "wouldnt", "wasnt", "arent", "havent", "hasnt");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SlashWords = Lookup("w", "c", "n", "a", "o", "i");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Domains = Lookup("com", "org", "net", "gov", "edu", "uk", "int", "eu", "info", "io", "ly", "tv", "me");

    /// <summary>Appends the tokens of <c>text[start, end)</c>.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, int start, int end, List<Piece> pieces)
    {
        text = text[..end];
        int at = start, chunkEnd = start, addressStart = end, addressEnd = end;
        while (true)
        {
            int before = at;
            byte lines = 0;
            for (; at < end && Characters.IsBlank(text[at]); at++)
                if (lines < 2 && (text[at] == '\n' || (text[at] == '\r' && (at + 1 == end || text[at + 1] != '\n')) || text[at] is '\u2028' or '\u2029')) lines++;
            if (at == end) return;
            if (at >= chunkEnd)
            {
                for (chunkEnd = at + 1; chunkEnd < end && !Characters.IsBlank(text[chunkEnd]); chunkEnd++) { }
                (addressStart, addressEnd) = Address.Find(text, at, chunkEnd);
            }

            int first = pieces.Count;
            if (at >= addressStart && at < addressEnd)
            {
                pieces.Add(new(at, addressEnd, at > before, lines, Abbreviation.None));
                at = addressEnd;
                (addressStart, addressEnd) = Address.Find(text, at, chunkEnd);
                continue;
            }

            int stop = addressStart > at && addressStart < chunkEnd ? addressStart : chunkEnd;
            at = Characters.WordUnit(text, at, stop) > 0 ? Word(text, at, stop, pieces) : Mark(text, at, stop, pieces, at == start || at > before);
            pieces[first] = pieces[first] with { Blank = before < pieces[first].Start, Lines = lines };
        }
    }

    /// <summary>Tokens of the word at <paramref name="at"/>; where they end.</summary>
    private static int Word(ReadOnlySpan<char> text, int at, int end, List<Piece> pieces)
    {
        int p = Scan(text, at, end);
        bool figure = char.IsAsciiDigit(text[at]);
        if (p < end && text[p] == '-')
        {
            int grouped = figure ? Grouped(text, at, end) : 0;
            if (grouped > 0) p = grouped;
            else if (p - at <= 7 && IsIn(Prefixes, text[at..p]) && p + 1 < end && Characters.WordUnit(text, p + 1, end) > 0) p = Scan(text, p + 1, end);
        }

        if (figure && p - at <= 24 && CutUnit(text, at, p, pieces)) return p;
        if (p < end && text[p] == '$' && p - at <= 3 && p + 1 < end && char.IsAsciiDigit(text[p + 1]) && AllUpper(text[at..p]))
        {
            Add(pieces, at, p + 1);
            return p + 1;
        }

        if (p < end && text[p] == '/' && p - at == 1 && IsIn(SlashWords, text[at..p]))
        {
            // w/o, c/o, n/a, and/or's halves are longer
            int q = p + 1;
            while (q < end && q - p <= 3 && char.IsAsciiLetter(text[q])) q++;
            if (q - p <= 2)
            {
                Add(pieces, at, q);
                return q;
            }
        }

        if (p < end && text[p] == '/' && p + 1 < end && char.IsAsciiLetterOrDigit(text[p + 1]) && p - at < 64 && text[at..p].LastIndexOf('.') is > 0 and var dot && IsIn(Domains, text[(at + dot + 1)..p]))
        {
            int q = Address.TrimEnd(text, p, end);
            Add(pieces, at, q);
            return q;
        }

        if (p < end && text[p] == '.' && (p + 1 == end || text[p + 1] != '.') && !figure)
        {
            var kind = Abbreviations.Of(text[at..p]);
            if (kind != Abbreviation.None)
            {
                pieces.Add(new(at, p + 1, false, 0, kind));
                return p + 1;
            }
        }

        Contractions(text, at, p, pieces);
        return p;
    }

    /// <summary>End of the run of letters and figures with the joining marks between them that do not cut.</summary>
    private static int Scan(ReadOnlySpan<char> text, int at, int end)
    {
        int p = at, segment = at;
        while (p < end)
        {
            int n = Characters.WordUnit(text, p, end);
            if (n > 0)
            {
                p += n;
                continue;
            }

            if (p == at || p + 1 >= end || Characters.WordUnit(text, p + 1, end) == 0) return p;
            char before = text[p - 1], after = text[p + 1];
            bool digits = char.IsAsciiDigit(before) && char.IsAsciiDigit(after);
            bool joins = text[p] switch
            {
                '\'' or '’' or '`' or '´' => char.IsLetterOrDigit(before) && char.IsLetter(after),
                '.' => digits || (char.IsLetterOrDigit(before) && char.IsLetter(after) && !StartsSentence(text, segment, p, end)),
                ',' or ':' or '/' => digits,
                '&' => p - at <= 3 && char.IsAsciiLetter(before) && char.IsAsciiLetterUpper(after) == char.IsAsciiLetterUpper(before) && ShortAfter(text, p + 1, end),
                _ => false,
            };
            if (!joins) return p;
            segment = ++p;
        }

        return p;
    }

    /// <summary>Whether the stop at <paramref name="stop"/> ends a sentence although no blank follows ("said.The").</summary>
    private static bool StartsSentence(ReadOnlySpan<char> text, int segment, int stop, int end) =>
        stop - segment > 1 && char.IsUpper(text[stop + 1]) && (char.IsLower(text[stop - 1]) || char.IsAsciiDigit(text[stop - 1]))
        && (stop + 2 >= end || char.IsLower(text[stop + 2]) || Characters.WordUnit(text, stop + 2, end) == 0) && (stop + 2 >= end || text[stop + 2] != '.');

    private static bool ShortAfter(ReadOnlySpan<char> text, int at, int end)
    {
        int p = at;
        while (p < end && p - at <= 3 && char.IsAsciiLetter(text[p])) p++;
        return p - at <= 3;
    }

    /// <summary>End of a telephone number, date or part number (figures in groups with hyphens): not of a range ("3-4") or score.</summary>
    private static int Grouped(ReadOnlySpan<char> text, int at, int end)
    {
        int p = at, groups = 0, longest = 0;
        while (p < end && p - at < 32 && char.IsAsciiDigit(text[p]))
        {
            int from = p;
            while (p < end && p - from < 12 && char.IsAsciiDigit(text[p])) p++;
            groups++;
            longest = Math.Max(longest, p - from);
            if (p + 1 >= end || text[p] != '-' || !char.IsAsciiDigit(text[p + 1])) break;
            p++;
        }

        if (p < end && Characters.WordUnit(text, p, end) > 0) return 0;
        return groups >= 3 || (groups == 2 && p - at == 8 && longest == 4 && text[p - 5] == '-') ? p : 0;
    }

    /// <summary>Cuts a unit from its figure; false where the word has none.</summary>
    private static bool CutUnit(ReadOnlySpan<char> text, int at, int end, List<Piece> pieces)
    {
        int p = end;
        while (p > at && char.IsAsciiLetter(text[p - 1])) p--;
        if (p == end || p == at || !char.IsAsciiDigit(text[p - 1]) || !IsIn(Units, text[p..end])) return false;
        Add(pieces, at, p);
        Add(pieces, p, end);
        return true;
    }

    /// <summary>Adds a word, cut where it is several ("could|n't|'ve").</summary>
    private static void Contractions(ReadOnlySpan<char> text, int at, int end, List<Piece> pieces)
    {
        int length = end - at;
        var word = text[at..end];
        if (length > 3 && length < 40 && word.IndexOfAny("'’`´") >= 0)
        {
            if (Characters.IsApostrophe(text[end - 2]) && text[end - 1] is 't' or 'T' && text[end - 3] is 'n' or 'N')
            {
                Contractions(text, at, end - 3, pieces);
                Add(pieces, end - 3, end);
                return;
            }

            int mark = at + word.LastIndexOfAny("'’`´");
            if (mark > at && IsIn(Clitics, text[(mark + 1)..end]) && !IsDecade(text[at..mark]))
            {
                Contractions(text, at, mark, pieces);
                Add(pieces, mark, end);
                return;
            }
        }
        else if (length == 3 && Characters.IsApostrophe(text[end - 2]) && IsIn(Clitics, text[(end - 1)..end]))
        {
            Add(pieces, at, end - 2);
            Add(pieces, end - 2, end);
            return;
        }
        else if (length is 5 or 6 && IsIn(CutAtThree, word))
        {
            Add(pieces, at, at + 3);
            Add(pieces, at + 3, end);
            return;
        }
        else if (length is >= 4 and <= 7 && text[end - 1] is 't' or 'T' && IsIn(WithoutApostrophe, word))
        {
            Add(pieces, at, end - 2);
            Add(pieces, end - 2, end);
            return;
        }

        Add(pieces, at, end);
    }

    /// <summary>Figures that name a decade with an apostrophe ("80's").</summary>
    private static bool IsDecade(ReadOnlySpan<char> word) => word.Length is 2 or 4 && word[^1] == '0' && !word.ContainsAnyExceptInRange('0', '9');

    /// <summary>A token of marks at <paramref name="at"/> (or a word that starts with one); where it ends.</summary>
    private static int Mark(ReadOnlySpan<char> text, int at, int end, List<Piece> pieces, bool afterBlank)
    {
        char c = text[at];
        int p = at + 1;
        bool word = p < end && Characters.WordUnit(text, p, end) > 0;
        if (Characters.IsApostrophe(c) && word)
        {
            int q = p;
            while (q < end && q - p <= 6 && Characters.WordUnit(text, q, end) == 1) q++;
            bool decade = q - p == 3 && char.IsAsciiDigit(text[p]) && text[p + 1] == '0' && text[p + 2] == 's';
            bool year = q - p == 2 && char.IsAsciiDigit(text[p]) && char.IsAsciiDigit(text[p + 1]) && c != '`';
            bool clitic = !afterBlank && q - p <= 2 && IsIn(Clitics, text[p..q]);
            if ((afterBlank && (decade || year)) || clitic || (q - p is >= 1 and <= 5 && afterBlank && IsIn(Clipped, text[p..q]) && (q == end || !Characters.IsApostrophe(text[q])))) p = q;
        }
        else if (c is '@' or '#' && afterBlank && word && char.IsLetter(text[p]))
        {
            while (p < end && Characters.WordUnit(text, p, end) is > 0 and var n) p += n;
        }
        else if (c is '.' && afterBlank && word && char.IsAsciiDigit(text[p]))
        {
            while (p < end && char.IsAsciiDigit(text[p])) p++;
        }
        else if (c is '!' or '?')
        {
            while (p < end && text[p] is '!' or '?') p++;
        }
        else if (afterBlank && c is ':' or ';' or '=' && IsFace(text[at..end]))
        {
            p = end;
        }
        else if (c is '.' or '-' or '–' or '—' or '*' or '=' or '_' or '~' or '+' or '<' or '>' or '`' or '#' or '…' || (c == '\'' && p < end && text[p] == '\''))
        {
            while (p < end && text[p] == c) p++;
        }
        else if (char.IsHighSurrogate(c) && p < end && char.IsLowSurrogate(text[p]))
        {
            p++;
        }
        else
        {
            // A row of equal marks is one token: nobody reads a thousand brackets one by one.
            int q = p;
            while (q < end && text[q] == c) q++;
            if (q - at >= 4) p = q;
        }

        Add(pieces, at, p);
        return p;
    }

    private static bool IsFace(ReadOnlySpan<char> chunk) => chunk.Length is 2 or 3 && chunk[^1] is ')' or '(' or 'D' or 'P' && (chunk.Length == 2 || chunk[1] == '-');

    private static bool AllUpper(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('A', 'Z');

    private static bool IsIn(FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> set, ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 8) return false;
        Span<char> lower = stackalloc char[8];
        for (int i = 0; i < word.Length; i++) lower[i] = word[i] is >= 'A' and <= 'Z' ? (char)(word[i] | 0x20) : word[i];
        return set.Contains(lower[..word.Length]);
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(params string[] words) =>
        words.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static void Add(List<Piece> pieces, int start, int end) => pieces.Add(new(start, end, false, 0, Abbreviation.None));
}
