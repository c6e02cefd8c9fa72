using System.Diagnostics;
using System.Globalization;
using Parley.Language;
using Parley.Learning;
using Parley.Positions;
using Parley.Reports;
using Parley.Statements;

namespace Parley.Benchmarks;

/// <summary>
/// Reading by stage: how many tokens a second each handles on one core, and how much memory it allocates a token. Time is of the processor, because other work on the machine is not ours;
/// a first pass over the same reports lets the runtime compile, and is not counted.
/// </summary>
internal static class ReadingTable
{
    private const int WarmUp = 1500;

    public static void Print(string path, int most)
    {
        Report[] reports = [.. new ReportInput(Stream.Null, null).Read([path]).Where(i => i.Report is not null).Select(i => i.Report!.ToReport()).Take(most)];
        string folder = ModelFile.DefaultFolder;
        var (clusters, tagger, lemmatizer, parser, entities) = (WordClusters.Load(folder), Tagger.Load(folder), Lemmatizer.Load(folder), Parser.Load(folder), EntityTagger.Load(folder));
        var full = new Annotator(clusters, tagger, lemmatizer, parser, entities);
        var attributions = AttributionReader.Load(folder);
        var positions = PositionReader.Load(folder);
        var documents = new Document[reports.Length];
        var found = new IReadOnlyList<Attribution>[reports.Length];
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        var readings = new Reading[reports.Length];

        (string Name, Action<int> Work)[] parts =
        [
            ("tokens and sentences", Annotating(new(clusters))),
            ("tags", Annotating(new(clusters, tagger))),
            ("lemmas", Annotating(new(clusters, tagger, lemmatizer))),
            ("trees", Annotating(new(clusters, tagger, lemmatizer, parser))),
            ("names", Annotating(full)),
        ];
        Console.WriteLine($"{reports.Length} reports, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        Console.WriteLine($"{"stage",-24} {"s",8} {"tokens/s",12} {"bytes/token",12}");
        var before = default(Cost);
        foreach (var (name, work) in parts)
        {
            // Each annotator does what the one before does and one thing more: the difference is that thing's.
            var cost = Measure(reports.Length, work);
            Row(name, cost.Less(before), Tokens());
            before = cost;
        }

        var total = before;
        foreach (var (name, work) in ((string, Action<int>)[])[
            ("who said what", i => found[i] = attributions.Read(documents[i])),
            ("positions", i => readings[i] = positions.Read(documents[i], found[i]) with { Reader = new("", "") }),
            ("JSON", i =>
            {
                line.ResetWrittenCount();
                ReadingJson.Write(line, readings[i]);
            }),
        ])
        {
            var cost = Measure(reports.Length, work);
            Row(name, cost, Tokens());
            total = total.Plus(cost);
        }

        Row("all", total, Tokens());
        Console.WriteLine($"{Tokens()} tokens");
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"peak memory, all documents kept: {self.PeakWorkingSet64 >> 20} MB");

        long Tokens() => documents.Sum(d => (long)d.Tokens.Length);

        Action<int> Annotating(Annotator annotator) => i => documents[i] = annotator.Annotate(reports[i]);
    }

    private static Cost Measure(int count, Action<int> work)
    {
        for (int i = 0; i < Math.Min(WarmUp, count); i++) work(i);
        // Time for the runtime to put the compiled code in place.
        Thread.Sleep(500);
        for (int i = 0; i < Math.Min(WarmUp, count); i++) work(i);
        Thread.Sleep(500);
        GC.Collect();
        long memory = GC.GetAllocatedBytesForCurrentThread();
        using var self = Process.GetCurrentProcess();
        var start = self.TotalProcessorTime;
        for (int i = 0; i < count; i++) work(i);
        self.Refresh();
        return new((self.TotalProcessorTime - start).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - memory);
    }

    private static void Row(string name, Cost cost, long tokens) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-24} {cost.Seconds,8:0.00} {tokens / Math.Max(cost.Seconds, 1e-3),12:0} {cost.Bytes / (double)tokens,12:0.0}"));

    private readonly record struct Cost(double Seconds, long Bytes)
    {
        public Cost Less(Cost other) => new(Seconds - other.Seconds, Bytes - other.Bytes);

        public Cost Plus(Cost other) => new(Seconds + other.Seconds, Bytes + other.Bytes);
    }
}
