using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Benchmarks;

/// <summary>
/// What a ledger takes: <c>ledger FILE-OR-ADDRESS [STATEMENTS]</c> fills one with made-up reports (40 parties, 400 issues, 15 statements a report) and times adding, opening, the matrix as of a day, searching
/// and rebuilding. Least and median of fifteen after one that is not counted, with
/// the time of this program's processor, which does not depend on what else runs.
/// </summary>
internal static class LedgerTable
{
    private const int StatementsPerReport = 15;
    private const int Parties = 40;
    private const int Issues = 400;
    private const int Batch = 64;

    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 6000).Select(i => "w" + Convert.ToString((i * 2654435761L) % 1_000_003, 16))];

    /// <summary>Fills a new ledger (with 0 statements: takes one that was filled before) and prints the figures.</summary>
    public static void Print(string where, int statements)
    {
        int reports = statements / StatementsPerReport;
        if (reports > 0)
        {
            using ILedgerStore store = LedgerFile.Create(where, TimeProvider.System);
            Fill(store, reports);
        }

        Line("open and ask for the head", Times(() =>
        {
            using ILedgerStore store = LedgerFile.Open(where, TimeProvider.System, readOnly: true);
            return store.Head.Number;
        }));
        using ILedgerStore filled = LedgerFile.Open(where, TimeProvider.System);
        var day = new DateOnly(2031, 1, 1);
        Line("matrix, 40 parties by 400 issues, all", Times(() => filled.Matrix(null, Parties, Issues).Targets.Count));
        Line("matrix, 40 parties by 400 issues, as of day 90", Times(() => filled.Matrix(day.AddDays(90), Parties, Issues).Targets.Count));
        Line("matrix, 8 parties by 20 issues, as of day 300", Times(() => filled.Matrix(day.AddDays(300), 8, 20).Targets.Count));
        Line("search, a common word", Times(() => filled.Statements(new() { About = "wanted" }).Count()));
        Line("search, a word of all reports that no statement tells", Times(() => filled.Statements(new() { About = "said" }).Count()));
        Line("search, a rare word", Times(() => filled.Statements(new() { About = Vocabulary[5999] }).Count()));
        Line("search, a common word by a party", Times(() => filled.Statements(new() { About = "wanted", By = "Party 7" }).Count()));
        Line("search, two words by a party", Times(() => filled.Statements(new() { About = "wanted " + Vocabulary[7], By = "Party 7" }).Count()));
        Line("search, a phrase since a day", Times(() => filled.Statements(new() { About = "\"it wanted issue 33\"", Since = day.AddDays(200) }).Count()));
        Line("list, a party against an issue", Times(() => filled.Statements(new() { Holder = "Party 3", Issue = "issue 33", Stance = Stance.Against }).Count()));
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        filled.Rebuild();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        LedgerCounts counts = filled.Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rebuild: {counts.Statements / seconds:N0} statements a second ({seconds:N1} s; {processor:N1} s of the processor, {counts.Statements / processor:N0} a second of it)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size: {counts.Size:N0} bytes for {counts.Text:N0} bytes of text ({(double)counts.Size / counts.Text:N2} times); {counts.Statements:N0} statements, {counts.Positions:N0} positions, {counts.Reports:N0} reports"));
    }

    private static void Fill(ILedgerStore store, int reports)
    {
        double appending = 0, processor = 0;
        for (int first = 0; first < reports; first += Batch)
        {
            var drafts = new List<Draft>(2 * Batch);
            for (int i = first; i < Math.Min(reports, first + Batch); i++)
            {
                Reading reading = Made(i);
                var added = new ReportAdded(new RawReport(reading.Report.Id, reading.Report.Source, reading.Report.Text) { Published = reading.Report.Published }, Encoding.UTF8.GetBytes(reading.Report.Text));
                drafts.Add(new("bench", added));
                drafts.Add(new("bench", new ReadingAdded(added.Identity, reading)));
            }

            long start = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            store.Append(drafts);
            appending += Stopwatch.GetElapsedTime(start).TotalSeconds;
            processor += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"add: {reports / appending:N0} reports a second in batches of {Batch}, each a transaction ({reports * (long)StatementsPerReport / appending:N0} statements a second); {reports / processor:N0} reports a second of the processor"));
    }

    /// <summary>A made-up report with its reading; the same number gives the same.</summary>
    private static Reading Made(int number)
    {
        var random = new SplitMix((ulong)number);
        var text = new StringBuilder($"Talks, part {number}\n");
        var parties = new List<Party>();
        var issues = new List<Issue>();
        var statements = new List<Statement>();
        for (int s = 0; s < StatementsPerReport; s++)
        {
            int party = random.Next(Parties), issue = random.Next(Issues);
            if (!parties.Exists(found => found.Id == "p" + party)) parties.Add(new("p" + party, "Party " + party, [], PartyKind.State, [], 0.9));
            if (!issues.Exists(found => found.Id == "i" + issue)) issues.Add(new("i" + issue, "issue " + issue, [], 0.9));
            int source = text.Length;
            text.Append("Party ").Append(party);
            int cue = text.Length + 1;
            text.Append(" said ");
            int content = text.Length;
            text.Append("it wanted issue ").Append(issue);
            for (int w = 0; w < 14; w++) text.Append(' ').Append(Vocabulary[random.Next(Vocabulary.Length)]);
            int end = text.Length;
            text.Append(".\n");
            var position = new Position("p" + party, "i" + issue, (Stance)random.Next(3), (Voice)random.Next(3), null, (60 + random.Next(40)) / 100.0);
            statements.Add(new("s" + s, new([new(source, cue - 1)], null, "p" + party), new([new(cue, cue + 4)]), new([new(content, end)]), (Act)random.Next(10), s % 2 == 0 ? [position] : [], 0.8));
        }

        string id = "made/" + number.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Reader = new("bench", "0123456789abcdef"),
            Report = new() { Id = id, Source = id, Text = text.ToString(), Blocks = [], Published = new DateOnly(2031, 1, 1).AddDays(number % 365).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            Parties = parties,
            Issues = issues,
            Statements = statements,
        };
    }

    private static (double Least, double Median, double Processor) Times(Func<long> work)
    {
        const int times = 15;
        work();
        var taken = new List<double>();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times;
        taken.Sort();
        return (taken[0], taken[times / 2], processor);
    }

    private static void Line(string what, (double Least, double Median, double Processor) milliseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {milliseconds.Least:N1} ms at least, {milliseconds.Median:N1} ms median, {milliseconds.Processor:N1} ms of this program's processor"));
}
