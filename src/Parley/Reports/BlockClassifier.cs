namespace Parley.Reports;

/// <summary>
/// Says of each line of a report what it is. First what a line alone shows (page phrases, clock and date shapes, bylines, credits of pictures), then what its place shows: the prose from the
/// first paragraph to the last is the report; above it stand title, byline and the page's head, below it the page's foot. Anything that may be the report's own word stays a paragraph or heading:
/// a line called furniture is not read.
/// </summary>
internal sealed class BlockClassifier(string text, TextLine[] lines, string? knownTitle)
{
    /// <summary>Title candidates are compared with the words of this many paragraphs.</summary>
    private const int ParagraphsCompared = 12;

    /// <summary>So many links in a row are no part of a report.</summary>
    private const int LinesOfGap = 6;

    /// <summary>Title, section, byline, date, captions and summary take at most so many lines above the first paragraph.</summary>
    private const int LinesOfHead = 12;

    /// <summary>Headlines come before summaries: a later line must be so much more like one.</summary>
    private const double LeadOfLaterTitle = 1.3;

    private readonly BlockKind?[] kinds = new BlockKind?[lines.Length];
    // The words of the first paragraphs are gathered when they are first asked for: most reports have no line that is compared with them.
    private readonly List<int> compared = new(ParagraphsCompared);
    private HashSet<string>? proseWords, smallWords;

    /// <summary>Whether the headline that came with the text stands in it.</summary>
    private bool titleStands;

    /// <summary>The kind of every line.</summary>
    public BlockKind[] Classify()
    {
        for (int i = 0; i < lines.Length; i++) kinds[i] = ByShape(lines[i]);
        int title = knownTitle is null ? -1 : Find(knownTitle);
        if (title >= 0) kinds[title] = BlockKind.Title;
        titleStands = title >= 0;
        CutPage();
        int first = 0, last = lines.Length - 1;
        while (first < lines.Length && !IsProse(first)) first++;
        while (last >= 0 && !IsProse(last)) last--;
        if (last < 0)
        {
            Short(title);
        }
        else
        {
            ChooseParagraphs(first);
            if (knownTitle is null) title = ChooseTitle(ref first, last);
            Repetitions(title);
            for (int i = first + 1; i < last; i++)
                if (kinds[i] == BlockKind.Dateline) kinds[i] = null;
            Head(title, first);
            Body(first, last);
            Foot(last);
        }

        return Array.ConvertAll(kinds, kind => kind ?? BlockKind.Paragraph);
    }

    private bool IsProse(int i) => kinds[i] is null && lines[i].IsProse;

    private ReadOnlySpan<char> TextOf(TextLine line) => line.Span.Of(text);

    /// <summary>What a line shows without its neighbours, or null.</summary>
    private BlockKind? ByShape(TextLine line)
    {
        var words = TextOf(line);
        if (line.Words == 0) return BlockKind.Furniture;
        if (line.Words > 60) return null;
        if (words[0] == '#' && words.TrimStart('#') is [' ', ..] && words.Length > words.TrimStart('#').Length) return BlockKind.Heading;
        switch (CalendarDate.Classify(words, out _))
        {
            case TimeLineKind.Clock: return BlockKind.Furniture;
            case TimeLineKind.Date: return BlockKind.Dateline;
        }

        if (!words.Contains(' ') && (words.Contains("://", StringComparison.Ordinal) || words.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || words.Contains('@') || words[0] == '#'))
            return BlockKind.Furniture;
        if (PictureCredit.IsCaption(line.Key)) return BlockKind.Caption;
        if (!line.OpensQuote && PageFurniture.IsPhrase(line.Key, line.Words)) return BlockKind.Furniture;
        if (BylineShape.IsCredits(words) || (line.Words <= 16 && !line.EndsSentence && BylineShape.OpensWithBy(words, out _))) return BlockKind.Byline;
        if (!line.OpensQuote && line.Words <= 45)
        {
            int vocabulary = PageFurniture.VocabularyIn(line.Key);
            if ((vocabulary >= 2 && line.Words <= 7) || (vocabulary >= 3 && vocabulary * 5 >= line.Words)) return BlockKind.Furniture;
        }

        if (line.Bars >= 2 && line.Words <= 40 && !line.EndsSentence) return BlockKind.Furniture;
        return DatelineShape.IsLine(words) && line.Words <= 12 ? BlockKind.Dateline : null;
    }

    /// <summary>Where a headline that came with the report stands in its text, or -1.</summary>
    private int Find(string title)
    {
        var key = TextLine.Of(title, new(0, title.Length)).Key;
        return key.Length == 0 ? -1 : Array.FindIndex(lines, line => line.Key == key);
    }

    /// <summary>
    /// Six lines in a row that are links or page phrases, with a page phrase among them, part the report from the page: the side with little prose is the page's. A heading such as "More on this
    /// story" parts them too where mostly links stand below it.
    /// </summary>
    private void CutPage()
    {
        int prose = 0;
        for (int i = 0; i < lines.Length; i++)
            if (IsProse(i)) prose += lines[i].Words;
        int above = 0, start = 0, end = lines.Length, links = 0, paragraphsAfter = 0;
        for (int i = 0; i < lines.Length;)
        {
            int stop = i, phrases = 0;
            while (stop < lines.Length && !IsProse(stop) && (kinds[stop] == BlockKind.Furniture || IsLink(stop)))
                if (kinds[stop++] == BlockKind.Furniture) phrases++;
            if (stop - i >= LinesOfGap && phrases > 0)
            {
                if (above * 5 <= prose - above && above * 10 <= prose * 3 && stop < lines.Length) start = stop;
                else if ((prose - above) * 5 <= above * 2) { end = i; break; }
            }

            if (stop == i)
            {
                if (IsProse(i)) above += lines[i].Words;
                stop++;
            }

            i = stop;
        }

        int below = 0;
        for (int i = end - 1; i > start && below * 5 <= prose; i--)
        {
            if (kinds[i] == BlockKind.Furniture && links >= 3 && links > paragraphsAfter && PageFurniture.OpensList(lines[i].Key, lines[i].Words)) end = i;
            if (IsProse(i))
            {
                below += lines[i].Words;
                paragraphsAfter++;
            }
            else if (!lines[i].EndsSentence)
            {
                links++;
            }
        }

        // The title, the byline and a summary stand between the links and the first paragraph.
        int head = start;
        while (head > 0 && start - head < LinesOfHead && !IsProse(head - 1)) head--;
        for (int i = 0; i < lines.Length; i++)
            if ((i < head || i >= end) && kinds[i] is null or BlockKind.Caption) kinds[i] = BlockKind.Furniture;
    }

    /// <summary>Whether a line may be a link or a label of the page: short, and no sentence, quotation or announcement.</summary>
    private bool IsLink(int i) => lines[i] is { Words: <= 16, Numbers: < 2, EndsSentence: false, EndsInColon: false, OpensQuote: false } line && line.Numbers * 3 <= line.Words && !BlockSplitter.IsBullet(TextOf(line));

    /// <summary>A text without a paragraph: a headline over a few lines, or the lines alone (a table, a flash).</summary>
    private void Short(int title)
    {
        if (title >= 0 || knownTitle is not null) return;
        int first = Array.FindIndex(kinds, kind => kind is null);
        if (first < 0 || lines[first].EndsSentence || lines[first].EndsInColon || lines[first].Words < 2 || Array.FindIndex(kinds, first + 1, kind => kind is null) < 0) return;
        kinds[first] = BlockKind.Title;
    }

    private void ChooseParagraphs(int first)
    {
        for (int i = first; i < lines.Length && compared.Count < ParagraphsCompared; i++)
            if (IsProse(i)) compared.Add(i);
    }

    private HashSet<string> ProseWords => proseWords ?? GatherWords().All;

    private HashSet<string> SmallWords => smallWords ?? GatherWords().Small;

    private (HashSet<string> All, HashSet<string> Small) GatherWords()
    {
        proseWords = new(StringComparer.OrdinalIgnoreCase);
        smallWords = new(StringComparer.Ordinal);
        var all = proseWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var small = smallWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int i in compared)
        {
            var line = TextOf(lines[i]);
            foreach (var range in line.SplitAny(" \t\r\n\u00A0"))
            {
                var word = Letters(line[range]);
                if (word.Length == 0) continue;
                all.Add(word);
                if (char.IsLower(word[0])) small.Add(word);
            }
        }

        return (proseWords, smallWords);
    }

    private static ReadOnlySpan<char> Letters(ReadOnlySpan<char> word)
    {
        int start = 0, end = word.Length;
        while (start < end && !char.IsLetterOrDigit(word[start])) start++;
        while (end > start && !char.IsLetterOrDigit(word[end - 1])) end--;
        word = word[start..end];
        return word.Length > 2 && word[^1] is 's' && word[^2] is '\'' or '\u2019' ? word[..^2] : word;
    }

    /// <summary>Share of a line's words of four letters or more that the first paragraphs use too.</summary>
    private double Overlap(TextLine line)
    {
        var all = ProseWords.GetAlternateLookup<ReadOnlySpan<char>>();
        int known = 0, count = 0;
        var words = TextOf(line);
        foreach (var range in words.SplitAny(" \t\r\n\u00A0"))
        {
            var word = Letters(words[range]);
            if (word.Length < 4) continue;
            count++;
            if (all.Contains(word)) known++;
        }

        return count == 0 ? 0 : (double)known / count;
    }

    /// <summary>Whether a line is a name and none of its words is a common word of the report.</summary>
    private bool IsName(TextLine line)
    {
        var words = TextOf(line);
        if (!BylineShape.IsNameLine(words, line.Words, out bool bare)) return false;
        var small = SmallWords.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[64];
        foreach (var range in words.SplitAny(" \t\u00A0"))
        {
            var word = Letters(words[range]);
            if (word.Length > lower.Length || (word.Length > 0 && small.Contains(lower[..word.ToLowerInvariant(lower)]))) return false;
        }

        return !bare || (line.Words <= 4 && Overlap(line) <= 0.5 && (knownTitle is null || titleStands));
    }

    /// <summary>
    /// The line above the first paragraph that is most like a headline: of some length, repeated on the page, in words that the report uses. A short first sentence without an article may be one
    /// too: then the report starts below it.
    /// </summary>
    private int ChooseTitle(ref int first, int last)
    {
        int best = -1;
        double bestScore = 0;
        var seen = new Dictionary<string, int>();
        for (int i = 0; i < lines.Length; i++)
            if (lines[i].Key.Length > 0) seen[lines[i].Key] = seen.GetValueOrDefault(lines[i].Key) + 1;
        int opening = Array.FindIndex(kinds, kind => kind is null);
        for (int i = 0; i < first; i++)
        {
            var line = lines[i];
            if (kinds[i] is not null || line.EndsInColon || line.Words < 2 || IsName(line) || (line.EndsSentence && !IsHeadlineSentence(line) && !(i == opening && IsShortOpening(i, first)))) continue;
            double score = Math.Min(line.Words, 8) / 8.0 * (0.35 + Overlap(line)) + (seen[line.Key] > 1 && line.Words >= 4 ? 0.5 : 0);
            if (best >= 0 && score <= bestScore * LeadOfLaterTitle) continue;
            (best, bestScore) = (i, score);
        }

        if (best < 0 && opening == first && first < last && (IsHeadlineSentence(lines[first]) || IsShortOpening(first, first)))
        {
            best = first++;
            while (!IsProse(first)) first++;
        }

        if (best >= 0) kinds[best] = BlockKind.Title;
        return best;
    }

    /// <summary>Whether the report's first line is one short sentence over a paragraph of the length that first paragraphs have or one with a dateline.</summary>
    private bool IsShortOpening(int i, int first)
    {
        if (lines[i].Words > 14 || lines[i].OpensQuote) return false;
        int next = i + 1;
        while (next < lines.Length && (kinds[next] is not null || (next < first && !lines[next].IsProse))) next++;
        return next < lines.Length && (lines[next].Words >= 18 || DatelineShape.Match(TextOf(lines[next]), out _) > 0);
    }

    /// <summary>Whether a line that ends as a sentence may be a headline all the same: headlines do without articles and auxiliary verbs.</summary>
    private bool IsHeadlineSentence(TextLine line)
    {
        if (line.Words > 18 || line.OpensQuote) return false;
        if (line.Capitalised * 10 >= line.Words * 7 && line.Words >= 3) return true;
        var words = TextOf(line);
        foreach (var range in words.SplitAny(" \t\r\n\u00A0"))
            if (words[range] is "the" or "The" or "a" or "A" or "an" or "An" or "is" or "are" or "was" or "were" or "has" or "have" or "had" or "said" or "that" or "he" or "she" or "it" or "they") return false;
        return true;
    }

    /// <summary>The headline once more, and any line that stands on the page again and again without being a sentence, is the page's.</summary>
    private void Repetitions(int title)
    {
        var seen = new Dictionary<string, List<int>>();
        for (int i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Key.Length == 0 || line.EndsInColon || line.Numbers * 2 > line.Words) continue;
            if (!seen.TryGetValue(line.Key, out var places)) seen[line.Key] = places = [];
            places.Add(i);
        }

        foreach (var places in seen.Values)
        {
            if (places.Count < 2) continue;
            bool ofTitle = title >= 0 && places.Contains(title);
            if (!ofTitle && lines[places[0]].EndsSentence) continue;
            for (int k = 0; k < places.Count; k++)
            {
                int i = places[k];
                if (i != title && kinds[i] is null && (ofTitle || k > 0 || places.Count > 2)) kinds[i] = BlockKind.Furniture;
            }
        }
    }

    /// <summary>Above the first paragraph.</summary>
    private void Head(int title, int first)
    {
        for (int i = 0; i < first; i++)
        {
            if (kinds[i] is not null) continue;
            var line = lines[i];
            if (i > title && IsName(line)) kinds[i] = BlockKind.Byline;
            else if (line.EndsSentence && line.Words >= 4 || line.EndsInColon || line.OpensQuote) kinds[i] = BlockKind.Paragraph;
            else if (i < title) kinds[i] = line.Words >= 5 && Overlap(line) >= 0.5 ? BlockKind.Heading : BlockKind.Furniture;
            else kinds[i] = title >= 0 && (line.Words <= 2 || (line.Words <= 4 && Overlap(line) == 0)) ? BlockKind.Furniture : BlockKind.Heading;
        }
    }

    /// <summary>From the first paragraph to the last: three or more headlines in a row are links, and so are those among the page's own lines; one or two above a paragraph are headings.</summary>
    private void Body(int first, int last)
    {
        for (int i = first; i <= last;)
        {
            if (kinds[i] is not null || !IsLabel(i))
            {
                i++;
                continue;
            }

            int start = i, labels = 0, phrases = 0;
            for (; i <= last && (kinds[i] == BlockKind.Furniture || (kinds[i] is null && IsLabel(i))); i++)
            {
                if (kinds[i] is null) labels++;
                else phrases++;
            }

            bool table = IsTable(start, i), kept = table || lines[start - 1].EndsInColon;
            for (int k = start; k < i; k++)
                kinds[k] ??= table ? BlockKind.Paragraph : !kept && (labels >= 3 || (phrases > 0 && (labels >= 2 || k + 1 < i))) ? BlockKind.Furniture : lines[k].Words <= 14 ? BlockKind.Heading : BlockKind.Paragraph;
        }
    }

    /// <summary>Below the last paragraph: labels, and short lines after the page's own that share no word with the report.</summary>
    private void Foot(int last)
    {
        int paragraphs = 0;
        for (int i = 0; i <= last && paragraphs < 2; i++)
            if (lines[i].IsProse && kinds[i] is null) paragraphs++;
        if (paragraphs < 2) return;
        for (int i = last + 1; i < lines.Length; i++)
        {
            if (kinds[i] is not null || lines[i - 1].EndsInColon || IsTable(i, i + 1)) continue;
            if (IsLabel(i)) kinds[i] = IsName(lines[i]) ? BlockKind.Byline : BlockKind.Furniture;
            else if (kinds[i - 1] == BlockKind.Furniture && lines[i].Words <= 14 && !BlockSplitter.IsBullet(TextOf(lines[i])) && Overlap(lines[i]) == 0) kinds[i] = BlockKind.Furniture;
        }
    }

    /// <summary>Whether lines <c>[start, end)</c> and their neighbours hold figures as tables do.</summary>
    private bool IsTable(int start, int end)
    {
        int figures = 0;
        for (int i = Math.Max(0, start - 2); i < Math.Min(lines.Length, end + 2); i++)
            if (lines[i].Numbers >= 2 || lines[i].Numbers * 3 > lines[i].Words) figures++;
        return figures >= 2 && figures * 4 >= end - start;
    }

    /// <summary>Whether a line neither is a sentence nor announces, quotes, lists or tabulates something.</summary>
    private bool IsLabel(int i)
    {
        var line = lines[i];
        return !line.IsProse && !line.EndsSentence && !line.EndsInColon && !line.OpensQuote && line.Numbers * 3 <= line.Words && !BlockSplitter.IsBullet(TextOf(line)) && char.IsLetter(TextOf(line)[0]) &&
            !char.IsLower(TextOf(line)[0]);
    }
}
