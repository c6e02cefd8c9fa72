using System.Text;

namespace Parley.Positions;

/// <summary>Trains the PLOVER coder on sentences with marked source and target; under a minute, the same bytes every time.</summary>
internal static class PloverTrainer
{
    /// <summary>Trains from <c>plover/PLV_train.tsv</c> in <paramref name="dataFolder"/> and writes the model into <paramref name="modelFolder"/>.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var rows = Read(Path.Combine(dataFolder, "plover", "PLV_train.tsv"));
        log($"plover: training on {rows.Count} sentences");
        PloverCoder.Train(rows, Language.WordClusters.Load(modelFolder)).Save(modelFolder);
    }

    /// <summary>
    /// Reads a table with a header line and the columns <c>marked_sentence</c> (the source between &lt;s&gt; and &lt;/s&gt;, the target between &lt;t&gt; and &lt;/t&gt;) and
    /// <c>gold_root</c>; a table without the latter gives empty categories.
    /// </summary>
    /// <exception cref="InvalidDataException">The table has no column <c>marked_sentence</c>.</exception>
    public static IReadOnlyList<(string Sentence, TextSpan Source, TextSpan Target, string Root)> Read(string path)
    {
        var rows = new List<(string, TextSpan, TextSpan, string)>();
        int sentence = -1, root = -1;
        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split('\t');
            if (sentence < 0)
            {
                sentence = Array.IndexOf(fields, "marked_sentence");
                root = Array.IndexOf(fields, "gold_root");
                if (sentence < 0) throw new InvalidDataException($"{path}: no column 'marked_sentence'");
                continue;
            }

            var (text, source, target) = Unmark(fields[sentence]);
            rows.Add((text, source, target, root >= 0 && root < fields.Length ? fields[root] : ""));
        }

        return rows;
    }

    /// <summary>A marked sentence without its marks, with the stretches that they marked.</summary>
    public static (string Text, TextSpan Source, TextSpan Target) Unmark(string marked)
    {
        var text = new StringBuilder(marked.Length);
        int sourceStart = 0, sourceEnd = 0, targetStart = 0, targetEnd = 0;
        for (int i = 0; i < marked.Length;)
        {
            var rest = marked.AsSpan(i);
            if (rest.StartsWith("<s>")) (sourceStart, i) = (text.Length, i + 3);
            else if (rest.StartsWith("</s>")) (sourceEnd, i) = (text.Length, i + 4);
            else if (rest.StartsWith("<t>")) (targetStart, i) = (text.Length, i + 3);
            else if (rest.StartsWith("</t>")) (targetEnd, i) = (text.Length, i + 4);
            else text.Append(marked[i++]);
        }

        return (text.ToString(), new(sourceStart, Math.Max(sourceStart, sourceEnd)), new(targetStart, Math.Max(targetStart, targetEnd)));
    }
}
