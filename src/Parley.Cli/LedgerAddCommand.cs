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
            if (!result.GetValue(reread) && reports.Paths(result).Count == 0 && result.GetResult(feeds) is not { Tokens.Count: > 0 }) result.AddError("Required argument 'PATH' missing for command: 'add'.");
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

        /// <summary>What reports on their way into the ledger are told apart by: a copy among them comes in no more than one that is there.</summary>
        private readonly HashSet<string> coming = new(StringComparer.Ordinal);
        private readonly IReadOnlySet<string> retracted = store.RetractedReports();
        private readonly TimeProvider time = TimeProvider.System;
        private long since, added, read, known, left;

        public void Add(ReportOptions reports, ParseResult parsed, Counter faults, IReadOnlyList<string> feeds)
        {
            since = time.GetTimestamp();
            foreach ((RawReport report, Reading? reading) in reports.Read(reader, parsed, terminal, faults, IsNew, feeds))
            {
                var entry = new ReportAdded(report, report.Original);
                drafts.Add(new(author, entry));
                if (reading is not null) drafts.Add(new(author, new ReadingAdded(entry.Identity, reading)));
                if (drafts.Count >= 2 * Batch || time.GetElapsedTime(since) > Longest) Write();
            }

            Write();
        }

        public void ReadAgain(int threads)
        {
            since = time.GetTimestamp();
            // Listed first: nothing may be written while a listing runs.
            List<long> stale = [.. store.Reports().Where(report => report.Read is null || IsOlder(report.Read.Reading.Reader)).Select(report => report.Entry)];
            var input = new ReportInput(Stream.Null);
            int others = 0;
            foreach (long[] page in stale.Chunk(Batch))
            {
                ReportAdded[] reports = [.. page.Select(entry => store.Find(entry)!.Content).OfType<ReportAdded>()];
                Dictionary<string, Report?> before = reports.Select(report => report.Identity).Distinct(StringComparer.Ordinal).ToDictionary(identity => identity, identity => store.FindReport(identity)?.Read?.Reading.Report, StringComparer.Ordinal);
                foreach ((string identity, bool asItCame, Reading reading) in OrderedWork.Select(reports, threads, report => ReadAgain(report, before[report.Identity], input)))
                {
                    if (!asItCame) others++;
                    drafts.Add(new(author, new ReadingAdded(identity, reading)));
                }

                Write();
            }

            if (others > 0) terminal.Complain($"{LedgerCommand.Count(others, "page")} would give another text now, and kept the one taken when they came in; 'parley ledger show ENTRY --raw' prints a page as it came");
        }

        /// <summary>Whether another version of the reader made a reading. What people coded and was imported has a word in place of a version, and stays.</summary>
        private bool IsOlder(ReaderIdentity by) => by != reader.Value.Identity && by.Version.Length > 0 && char.IsAsciiDigit(by.Version[0]);

        /// <summary>Reads a report anew, a web report from its markup; with the layout that it came in with where another text would be taken from that now.</summary>
        private (string Identity, bool AsItCame, Reading Reading) ReadAgain(ReportAdded added, Report? before, ReportInput input)
        {
            RawReport stored = added.Report with { Original = added.Original };
            Report? now = before is null ? stored.ToReport() : input.Again(stored, before);
            return (added.Identity, now is not null, reader.Value.Read(now ?? before!));
        }

        public void Conclude()
        {
            foreach (string id in updated.Distinct(StringComparer.Ordinal))
                foreach (LostDecision lost in store.FindReportById(id)?.Decided?.Lost ?? [])
                    terminal.Complain($"{id}: was updated, and a decision on it finds no place: {lost.Why}; see 'parley ledger show'");
            if (left > 0) terminal.Complain($"{LedgerCommand.Count(left, "report")} retracted before, left out; 'parley ledger review --retract NUMBER' of the retraction brings one back");
            string versions = updated.Count == 0 ? "" : $" ({LedgerCommand.Count(updated.Count, "later version")}; 'parley ledger show ID' says what changed)";
            terminal.WriteLine($"{LedgerCommand.Count(added, "report")} added{versions}, {LedgerCommand.Count(read, "reading")}, {LedgerCommand.Count(known, "report")} there already");
        }

        /// <summary>Whether the ledger lacks a report, or a reading of it, and none like it is on its way; what people retracted it does not lack.</summary>
        private bool IsNew(RawReport report)
        {
            var added = new ReportAdded(report, report.Original);
            // A page of the same bytes is the same report even where this version would take another text from it.
            bool isThere = store.FindReport(added.Identity) is { ReadingEntry: > 0 } || (report.Taken is not null && store.FindReportById(report.Id) is { ReadingEntry: > 0 } before && before.Sha256 == added.Sha256);
            bool isRetracted = !isThere && retracted.Contains(added.Identity);
            if (!isThere && !isRetracted && coming.Add(added.Identity)) return true;
            if (isRetracted) left++;
            else known++;
            return false;
        }

        private void Write()
        {
            since = time.GetTimestamp();
            if (drafts.Count == 0) return;
            HashSet<string> before = [.. drafts.Select(draft => draft.Content).OfType<ReportAdded>().Select(report => report.Report.Id).Where(id => store.FindReportById(id) is not null)];
            List<Entry> written = [.. store.Append(drafts).OfType<Entry>()];
            coming.ExceptWith(drafts.Select(draft => draft.Content).OfType<ReportAdded>().Select(report => report.Identity));
            drafts.Clear();
            if (written.Count == 0) return;
            // The first under an id is new, what comes after it a later version.
            updated.AddRange(written.Select(entry => entry.Content).OfType<ReportAdded>().Select(report => report.Report.Id).Where(id => !before.Add(id)));
            int reports = written.Count(entry => entry.Kind == EntryKind.Report), readings = written.Count(entry => entry.Kind == EntryKind.Reading);
            (added, read) = (added + reports, read + readings);
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written[0].Number}-{written[^1].Number} {written[^1].Hash} {LedgerCommand.Count(reports, "report")}, {LedgerCommand.Count(readings, "reading")}"));
            terminal.Out.Flush();
        }
    }
}
