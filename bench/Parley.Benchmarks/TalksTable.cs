using System.Diagnostics;
using System.Globalization;
using Parley.Positions;
using Parley.Talks;

namespace Parley.Benchmarks;

/// <summary>
/// What the picture of a negotiation takes: <c>talks REPORTS [ADDED]</c> makes up reports of one negotiation (40 parties, 400 issues, 15 statements a report), builds the picture of all at once, and then adds further
/// ones one by one, each time asking for the picture: reports of the last day, reports that come some days late, and reports of any day.
/// </summary>
internal static class TalksTable
{
    /// <summary>Prints the figures.</summary>
    public static void Print(int reports, int added)
    {
        var talks = new MadeUpTalks(1);
        List<Reading> readings = [.. Enumerable.Range(0, reports).Select(talks.Reading)];
        double before = Memory();
        Warm();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        var soFar = new TalksSoFar();
        soFar.Add(readings);
        Negotiation picture = soFar.Now();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, busy = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        Line($"picture of {reports:N0} reports: {seconds:N2} s by the clock, {busy:N2} s of the processor; {Memory() - before:N0} MB kept beside the readings ({before:N0} MB), {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB at the most");
        Line($"  {picture.Reports.Count:N0} reports counted, {picture.Parties.Count:N0} parties, {picture.Actors.Count:N0} actors, {picture.Proposals.Count:N0} texts, {picture.Issues.Count:N0} points, {picture.Positions.Count:N0} cells, {picture.Disagreements.Count:N0} disagreements, {picture.Timeline.Count:N0} events");
        start = Stopwatch.GetTimestamp();
        Briefs.Brief brief = Briefs.Brief.Of(picture);
        Briefs.HtmlBrief.Write(brief, TextWriter.Null);
        Line($"brief from the picture, with its figures, as HTML: {Stopwatch.GetElapsedTime(start).TotalSeconds:N2} s");
        DateOnly last = picture.Reports.Max(report => report.Day) ?? default;
        var random = new SplitMix(7);
        int next = reports;
        Added("of the last day", _ => last);
        Added("up to a week late", _ => last.AddDays(-random.Next(8)));
        Added("of any day", day => day);
        return;

        void Added(string when, Func<DateOnly?, DateOnly?> dated)
        {
            var times = new List<double>();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < added; i++)
            {
                Reading reading = talks.Reading(next++);
                reading = reading with { Report = reading.Report with { Published = dated(Day(reading))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) } };
                long from = Stopwatch.GetTimestamp();
                soFar.Add(reading);
                picture = soFar.Now();
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            double each = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / added;
            times.Sort();
            Line($"one report more, {when}: {times[added / 2]:N1} ms median, {times[added * 95 / 100]:N1} ms in 19 of 20, {times[^1]:N1} ms at the most ({added} reports; {each:N1} ms of the processor each)");
        }
    }

    private static DateOnly? Day(Reading reading) => reading.Report.Published is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Lets the program be compiled before anything is timed.</summary>
    private static void Warm()
    {
        var other = new MadeUpTalks(2, 6, 12, 30);
        var soFar = new TalksSoFar();
        for (int i = 0; i < 60; i++)
        {
            soFar.Add(other.Reading(i));
            soFar.Now();
        }
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
