using System.CommandLine;
using System.Globalization;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Cli;

/// <summary><c>parley ledger add PATH...</c>: reports into the record, with what the reader makes of them.</summary>
internal static class LedgerAddCommand
{
    /// <summary>Reports written at once; a batch is written sooner where it took longer to gather than <see cref="Longest"/>.</summary>
    private const int Batch = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "add",
            "Adds reports and their readings. What the ledger has is passed over, so that it can be stopped at any moment and run again; each line on standard output tells what is safe.",
            "parley ledger add reports/ --ledger talks.db\n# what is new in a feed\nparley ledger add --feed https://news.example/talks.rss --cache fetched/ --ledger talks.db\n# read again what an older reader read\nparley ledger add --reread --ledger talks.db");
        var ledger = new LedgerOptions();
        var reports = new ReportOptions();
        var reread = new Option<bool>("--reread") { Description = "Also reads again all reports in the ledger that this version of the reader has not read; older readings stay beside the new one." };
        var feeds = new Option<string[]>("--feed") { Description = "Also adds what this feed holds (an http or https address): whole reports from the feed, the others from their pages. May be given again. With --cache, a feed that has not changed costs one short request.", HelpName = "URL", Arity = ArgumentArity.OneOrMore, DefaultValueFactory = _ => [] };
        reports.AddTo(verb, pathsAreOptional: true);
        ledger.AddTo(verb, writes: true);
        verb.Options.Add(reread);
        verb.Options.Add(feeds);
        verb.Validators.Add(result =>
        {
            if (!result.GetValue(reread) && reports.Paths(result).Count == 0 && result.GetValue(feeds) is not { Length: > 0 }) result.AddError("Required argument 'PATH' missing for command: 'add'.");
        });
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = ledger.Open(parsed);
            var adding = new Adding(store, ledger.Author(parsed), terminal, new(() => new Reader()));
            var faults = new Counter();
            string[] addresses = parsed.GetValue(feeds) ?? [];
            if (reports.Paths(parsed).Count + addresses.Length > 0) adding.Add(reports, parsed, faults, addresses);
            if (parsed.GetValue(reread)) adding.ReadAgain(reports.Threads(parsed));
            adding.Conclude();
            return faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }

    /// <summary>One run of the command.</summary>
    private sealed class Adding(ILedgerStore store, string author, Terminal terminal, Lazy<Reader> reader)
    {
        private readonly List<Draft> drafts = [];
        private readonly List<string> updated = [];
        private readonly TimeProvider time = TimeProvider.System;
        private long since, added, read, known;

        public void Add(ReportOptions reports, ParseResult parsed, Counter faults, IReadOnlyList<string> feeds)
        {
            since = time.GetTimestamp();
            foreach ((RawReport report, Reading? reading) in reports.Read(reader, parsed, terminal, faults, IsNew, feeds))
            {
                var entry = new ReportAdded(report, report.Original);
                drafts.Add(new(author, entry));
                if (reading is not null) drafts.Add(new(author, new ReadingAdded(entry.Sha256, reading)));
                if (drafts.Count >= 2 * Batch || time.GetElapsedTime(since) > Longest) Write();
            }

            Write();
        }

        public void ReadAgain(int threads)
        {
            since = time.GetTimestamp();
            // Listed first: nothing may be written while a listing runs.
            List<long> stale = [.. store.Reports().Where(report => report.Read?.Reading.Reader != reader.Value.Identity).Select(report => report.Entry)];
            foreach (long[] page in stale.Chunk(Batch))
            {
                LedgerReport[] reports = [.. page.Select(entry => store.Find(entry)!.Content).OfType<ReportAdded>().Select(added => store.FindReport(added.Sha256)).OfType<LedgerReport>()];
                foreach ((LedgerReport report, Reading reading) in OrderedWork.Select(reports, threads, report => (report, reader.Value.Read(LaidOut(report)))))
                    drafts.Add(new(author, new ReadingAdded(report.Sha256, reading)));
                Write();
            }
        }

        /// <summary>The report with its blocks: those of a page were found in its markup, which the text no longer has.</summary>
        private static Report LaidOut(LedgerReport report) =>
            report.Read?.Reading.Report is { } page && (page.Links.Count > 0 || page.Updated is not null || page.Version > 1) ? page : report.Report.ToReport();

        public void Conclude()
        {
            foreach (string id in updated)
                foreach (LostDecision lost in store.FindReportById(id)?.Decided?.Lost ?? [])
                    terminal.Complain($"{id}: was updated, and a decision on it finds no place: {lost.Why}; see 'parley ledger show'");
            terminal.WriteLine($"{LedgerCommand.Count(added, "report")} added, {LedgerCommand.Count(read, "reading")}, {LedgerCommand.Count(known, "report")} there already");
        }

        /// <summary>Whether the ledger lacks a report, or a reading of it.</summary>
        private bool IsNew(RawReport report)
        {
            if (store.FindReport(EntryHash.Of(report.Original.Span)) is not { ReadingEntry: > 0 }) return true;
            known++;
            return false;
        }

        private void Write()
        {
            since = time.GetTimestamp();
            if (drafts.Count == 0) return;
            HashSet<string> before = [.. drafts.Select(draft => draft.Content).OfType<ReportAdded>().Select(report => report.Report.Id).Where(id => store.FindReportById(id) is not null)];
            List<Entry> written = [.. store.Append(drafts).OfType<Entry>()];
            drafts.Clear();
            if (written.Count == 0) return;
            updated.AddRange(before);
            int reports = written.Count(entry => entry.Kind == EntryKind.Report), readings = written.Count(entry => entry.Kind == EntryKind.Reading);
            (added, read) = (added + reports, read + readings);
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written[0].Number}-{written[^1].Number} {written[^1].Hash} {LedgerCommand.Count(reports, "report")}, {LedgerCommand.Count(readings, "reading")}"));
            terminal.Out.Flush();
        }
    }
}
