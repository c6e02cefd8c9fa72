using System.Text.Json;
using Parley.Learning;

namespace Parley.Statements;

/// <summary>An attribution by its spans alone, as annotated and as predicted.</summary>
internal sealed record AttributionSpans(IReadOnlyList<TextSpan> Source, IReadOnlyList<TextSpan> Cue, IReadOnlyList<TextSpan> Content, double Confidence = 1);

/// <summary>One annotated article in the format of PolNeAR: text, the borders of its tokens and sentences, the attributions.</summary>
internal sealed record AttributedArticle(string Name, string Text, TextSpan[] Tokens, TextSpan[] Sentences, IReadOnlyList<AttributionSpans> Attributions)
{
    /// <summary>Reads one line of a file. <paramref name="where"/> names it in errors.</summary>
    /// <exception cref="InvalidDataException">The line is no such article.</exception>
    public static AttributedArticle Parse(ReadOnlyMemory<byte> line, string where) => Parse(line, where, whole: true);

    /// <summary>Reads one line of predictions, which has a name and attributions and no text.</summary>
    /// <exception cref="InvalidDataException">The line is none of predictions.</exception>
    public static AttributedArticle ParsePredicted(ReadOnlyMemory<byte> line, string where) => Parse(line, where, whole: false);

    private static AttributedArticle Parse(ReadOnlyMemory<byte> line, string where, bool whole)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            TextSpan[] Spans(JsonElement list) => [.. list.EnumerateArray().Select(x => new TextSpan(x[0].GetInt32(), x[1].GetInt32()))];
            return new(
                record.GetProperty("name").GetString() ?? "",
                whole ? record.GetProperty("text").GetString() ?? "" : "",
                whole ? Spans(record.GetProperty("tokens")) : [],
                record.TryGetProperty("sentences", out var sentences) ? Spans(sentences) : [],
                [.. record.GetProperty("attributions").EnumerateArray().Select(a => new AttributionSpans(Spans(a.GetProperty("source")), Spans(a.GetProperty("cue")), Spans(a.GetProperty("content"))))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new InvalidDataException(whole ? $"{where}: no article with name, text, tokens and attributions; give a file in the format of PolNeAR" : $"{where}: no predictions with name and attributions; give a file that --predictions wrote", e);
        }
    }
}

/// <summary>
/// Scores attributions against annotated ones. A role is the set of the annotation's tokens that its spans touch, tokens of punctuation left out; attributions are aligned one to one inside an
/// article, greedily, by Dice of content, then cue, then source. REL is right when content has Dice 0.5 and the source is right (both implied, or Dice 0.5).
/// </summary>
internal sealed class AttributionScore
{
    private static readonly string[] Relations = ["REL", "REL+cue", "REL-loose", "REL-exact"];
    private static readonly string[] Roles = ["source", "cue", "content"];

    private readonly int[] relation = new int[Relations.Length];
    private readonly int[] exact = new int[3], ownWith = new int[3], goldWith = new int[3], tokensShared = new int[3], tokensOwn = new int[3], tokensGold = new int[3];
    private readonly int[] spansShared = new int[3], spansOwn = new int[3], spansGold = new int[3];
    private readonly double[] sharePredicted = new double[3], shareGold = new double[3];
    private readonly SortedDictionary<string, (int Right, int All)> kinds = new(StringComparer.Ordinal);
    private readonly List<Found> articles = [];
    private int predicted, gold, alignedPairs;

    /// <summary>What was found of each article, by REL, in the order in which they were added.</summary>
    public IReadOnlyList<Found> Articles => articles;

    /// <summary>F1 of the headline figure, in [0, 100], rounded to two decimals.</summary>
    public double Rel => Percent(relation[0], predicted, relation[0], gold).F1;

    /// <summary>How far the confidences can be believed, by REL.</summary>
    public Calibration Calibration { get; } = new();

    /// <summary>Adds one article with what was predicted for it.</summary>
    public void Add(AttributedArticle article, IReadOnlyList<AttributionSpans> predictions)
    {
        var index = new TokenIndex(article);
        HashSet<int>[][] golds = [.. article.Attributions.Select(index.RolesOf)], owns = [.. predictions.Select(index.RolesOf)];
        predicted += owns.Length;
        gold += golds.Length;
        for (int k = 0; k < 3; k++)
        {
            ownWith[k] += owns.Count(x => x[k].Count > 0);
            goldWith[k] += golds.Count(x => x[k].Count > 0);
            HashSet<int> a = [.. owns.SelectMany(x => x[k])], b = [.. golds.SelectMany(x => x[k])];
            tokensShared[k] += Shared(a, b);
            tokensOwn[k] += a.Count;
            tokensGold[k] += b.Count;
            HashSet<(int, int)> ownSpans = [.. predictions.SelectMany(x => index.RangesOf(Role(x, k)))], goldSpans = [.. article.Attributions.SelectMany(x => index.RangesOf(Role(x, k)))];
            spansShared[k] += ownSpans.Count(goldSpans.Contains);
            spansOwn[k] += ownSpans.Count;
            spansGold[k] += goldSpans.Count;
        }

        HashSet<int> right = [], rightOwn = [];
        foreach (var (i, j) in Align(owns, golds))
        {
            HashSet<int>[] p = owns[i], g = golds[j];
            alignedPairs++;
            bool noSources = p[0].Count + g[0].Count == 0, content = Dice(p[2], g[2]) >= 0.5, source = noSources || Dice(p[0], g[0]) >= 0.5;
            if (content && source)
            {
                relation[0]++;
                right.Add(j);
                rightOwn.Add(i);
                if (p[1].Overlaps(g[1])) relation[1]++;
            }

            if (noSources || p[0].Overlaps(g[0])) relation[2]++;
            if (p[0].SetEquals(g[0]) && p[1].SetEquals(g[1]) && p[2].SetEquals(g[2])) relation[3]++;
            for (int k = 0; k < 3; k++)
            {
                if (p[k].Count == 0 || g[k].Count == 0) continue;
                int shared = Shared(p[k], g[k]);
                sharePredicted[k] += (double)shared / p[k].Count;
                shareGold[k] += (double)shared / g[k].Count;
                if (p[k].SetEquals(g[k])) exact[k]++;
            }
        }

        articles.Add(new(right.Count, owns.Length, golds.Length));
        Calibration.Wanted += golds.Length;
        for (int i = 0; i < owns.Length; i++) Calibration.Add(predictions[i].Confidence, rightOwn.Contains(i));

        for (int j = 0; j < golds.Length; j++)
        {
            var attribution = article.Attributions[j];
            foreach (string kind in (ReadOnlySpan<string>)[KindOf(article.Text, attribution.Content), attribution.Source.Count > 0 ? "explicit source" : "implicit source", SentencesOf(article, attribution)])
            {
                var (r, all) = kinds.GetValueOrDefault(kind);
                kinds[kind] = (r + (right.Contains(j) ? 1 : 0), all + 1);
            }
        }
    }

    /// <summary>The figures as lines: relation, roles, tokens, exact spans, and recall by kind of content.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"gold {gold}  predicted {predicted}  aligned {alignedPairs}";
        for (int i = 0; i < Relations.Length; i++) yield return Line(Relations[i], Percent(relation[i], predicted, relation[i], gold));
        for (int k = 0; k < 3; k++)
        {
            yield return Line(Roles[k] + " exact", Percent(exact[k], ownWith[k], exact[k], goldWith[k]));
            yield return Line(Roles[k] + " prop", Percent(sharePredicted[k], ownWith[k], shareGold[k], goldWith[k]));
        }

        for (int k = 0; k < 3; k++) yield return Line(Roles[k] + " tokens", Percent(tokensShared[k], tokensOwn[k], tokensShared[k], tokensGold[k]));
        for (int k = 0; k < 3; k++) yield return Line(Roles[k] + " spans", Percent(spansShared[k], spansOwn[k], spansShared[k], spansGold[k]));
        foreach (var (kind, (right, all)) in kinds) yield return $"{"recall " + kind,-22} {Figures.Fixed(100.0 * right / all, 1)} of {all}";
        foreach (string line in Calibration.Lines()) yield return line;
    }

    private static string Line(string name, (double P, double R, double F1) x) => $"{name,-22} P {Figures.Fixed(x.P, 2),6}  R {Figures.Fixed(x.R, 2),6}  F1 {Figures.Fixed(x.F1, 2),6}";

    private static (double P, double R, double F1) Percent(double hitsPredicted, double predicted, double hitsGold, double gold)
    {
        var (p, r, _) = Figures.Of(hitsPredicted, predicted, hitsGold, gold);
        return (100 * p, 100 * r, p + r == 0 ? 0 : 100 * 2 * p * r / (p + r));
    }

    private static IReadOnlyList<TextSpan> Role(AttributionSpans attribution, int role) => role == 0 ? attribution.Source : role == 1 ? attribution.Cue : attribution.Content;

    private static int Shared(HashSet<int> a, HashSet<int> b)
    {
        int shared = 0;
        foreach (int x in a)
            if (b.Contains(x)) shared++;
        return shared;
    }

    /// <summary>Dice's coefficient; 0 where either set is empty.</summary>
    private static double Dice(HashSet<int> a, HashSet<int> b) => a.Count > 0 && b.Count > 0 ? 2.0 * Shared(a, b) / (a.Count + b.Count) : 0;

    private static List<(int Own, int Gold)> Align(HashSet<int>[][] owns, HashSet<int>[][] golds)
    {
        var pairs = new List<(double Content, double Cue, double Source, int Gold, int Own)>();
        for (int i = 0; i < owns.Length; i++)
        {
            for (int j = 0; j < golds.Length; j++)
            {
                double content = Dice(owns[i][2], golds[j][2]);
                if (content > 0) pairs.Add((-content, -Dice(owns[i][1], golds[j][1]), -Dice(owns[i][0], golds[j][0]), j, i));
            }
        }

        pairs.Sort();
        HashSet<int> usedOwn = [], usedGold = [];
        var aligned = new List<(int, int)>();
        foreach (var (_, _, _, j, i) in pairs)
        {
            if (usedGold.Contains(j) || usedOwn.Contains(i)) continue;
            usedGold.Add(j);
            usedOwn.Add(i);
            aligned.Add((i, j));
        }

        return aligned;
    }

    private static string KindOf(string text, IReadOnlyList<TextSpan> content)
    {
        string body = string.Concat(content.Select(span => span.Of(text).ToString()));
        const string marks = "\"\u201C\u201D";
        var open = body.AsSpan().TrimStart();
        var close = body.AsSpan().TrimEnd();
        bool closed = close.Length > 0 && (close[^1] is '"' or '\u201D' || (close[^1] is '.' or ',' or '?' or '!' && close.Length > 1 && close[^2] is '"' or '\u201D'));
        if (open.Length > 0 && open[0] is '"' or '\u201C' && closed) return "direct";
        return body.AsSpan().ContainsAny(marks) ? "mixed" : "indirect";
    }

    private static string SentencesOf(AttributedArticle article, AttributionSpans attribution)
    {
        int first = -2;
        for (int k = 0; k < 3; k++)
        {
            foreach (var span in Role(attribution, k))
            {
                foreach (int offset in (ReadOnlySpan<int>)[span.Start, span.End - 1])
                {
                    int sentence = Array.FindIndex(article.Sentences, s => s.Contains(offset));
                    if (first == -2) first = sentence;
                    else if (first != sentence) return "many sentences";
                }
            }
        }

        return first == -2 ? "many sentences" : "one sentence";
    }

    /// <summary>Turns spans into sets of an article's tokens.</summary>
    private sealed class TokenIndex
    {
        private readonly TextSpan[] tokens;
        private readonly bool[] punctuation;

        public TokenIndex(AttributedArticle article)
        {
            tokens = article.Tokens;
            punctuation = new bool[tokens.Length];
            for (int i = 0; i < tokens.Length; i++)
            {
                var word = tokens[i].Of(article.Text);
                punctuation[i] = word is not ("$" or "%") && !HasLetterOrNumber(word);
            }
        }

        public HashSet<int>[] RolesOf(AttributionSpans attribution) => [RoleOf(attribution.Source), RoleOf(attribution.Cue), RoleOf(attribution.Content)];

        /// <summary>Runs of touched tokens, punctuation kept, as [first, end).</summary>
        public List<(int, int)> RangesOf(IReadOnlyList<TextSpan> spans)
        {
            var ranges = new List<(int First, int End)>();
            foreach (int i in Touched(spans).Order())
            {
                if (ranges.Count > 0 && ranges[^1].End == i) ranges[^1] = (ranges[^1].First, i + 1);
                else ranges.Add((i, i + 1));
            }

            return ranges;
        }

        /// <summary>The touched tokens without punctuation; a role of punctuation alone (a cue may be a bare colon) keeps it.</summary>
        private HashSet<int> RoleOf(IReadOnlyList<TextSpan> spans)
        {
            var all = Touched(spans);
            HashSet<int> words = [.. all.Where(i => !punctuation[i])];
            return words.Count > 0 ? words : all;
        }

        private HashSet<int> Touched(IReadOnlyList<TextSpan> spans)
        {
            var touched = new HashSet<int>();
            foreach (var span in spans)
            {
                int low = 0, high = tokens.Length;
                while (low < high)
                {
                    int mid = (low + high) >>> 1;
                    if (tokens[mid].End <= span.Start) low = mid + 1;
                    else high = mid;
                }

                for (; low < tokens.Length && tokens[low].Start < span.End; low++)
                    if (tokens[low].End > span.Start) touched.Add(low);
            }

            return touched;
        }

        private static bool HasLetterOrNumber(ReadOnlySpan<char> word)
        {
            foreach (var rune in word.EnumerateRunes())
                if (System.Text.Rune.IsLetter(rune) || System.Text.Rune.IsNumber(rune)) return true;
            return false;
        }
    }
}
