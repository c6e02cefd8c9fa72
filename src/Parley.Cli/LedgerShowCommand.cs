using System.CommandLine;
using System.Globalization;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Cli;

/// <summary><c>parley ledger show WHAT</c>: one entry, or all that the ledger has on a report.</summary>
internal static class LedgerShowCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "show",
            "Shows an entry by its number, or a report by its id with all its readings and decisions, and what its publisher changed since the version before.",
            "parley ledger show 214 --ledger talks.db\n# the report's bytes, the reading's line or the decision as it was recorded\nparley ledger show 214 --raw --ledger talks.db");
        var options = new LedgerOptions();
        options.AddTo(verb, writes: false);
        var what = new Argument<string>("WHAT") { Description = "Number of an entry, or id of a report." };
        var raw = new Option<bool>("--raw") { Description = "Only the recorded bytes." };
        verb.Arguments.Add(what);
        verb.Options.Add(raw);
        verb.SetAction(parsed =>
        {
            using ILedgerStore store = options.Open(parsed, readOnly: true);
            string asked = parsed.GetValue(what)!;
            Entry entry = Find(store, asked) ?? throw new CommandException($"{store.Name}: has no entry and no report \"{asked}\"; see 'parley ledger list --reports'");
            if (parsed.GetValue(raw))
            {
                terminal.Out.Write(entry.Content is ReportAdded added ? added.Original.Span : EntryBody.Of(entry.Content));
                if (entry.Content is not ReportAdded) terminal.Write("\n");
                return ExitCode.Done;
            }

            Show(store, entry, terminal);
            return ExitCode.Done;
        });
        return verb;
    }

    private static Entry? Find(ILedgerStore store, string what) =>
        long.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && store.Find(number) is { } entry ? entry : store.FindReportById(what) is { } report ? store.Find(report.Entry) : null;

    private static void Show(ILedgerStore store, Entry entry, Terminal terminal)
    {
        terminal.WriteLine($"entry    {entry.Number}, {LedgerListCommand.Word(entry.Kind)}" + (entry.Subject > 0 ? $" on entry {entry.Subject}" : ""));
        terminal.WriteLine($"written  {EntryHash.Time(entry.At)} by {Visible.Line(entry.Author)}");
        terminal.WriteLine($"hash     {entry.Hash}");
        terminal.WriteLine($"before   {entry.Previous}");
        switch (entry.Content)
        {
            case ReportAdded report:
                Show(store, entry, report, terminal);
                break;
            case ReadingAdded reading:
                Show(reading.Reading, terminal);
                break;
            case DecisionMade made:
                terminal.WriteLine("");
                terminal.WriteLine(Visible.Line(System.Text.Encoding.UTF8.GetString(DecisionJson.ToUtf8(made.Decision))));
                break;
            case Retracted retracted:
                terminal.WriteLine($"retracts {retracted.Entry}" + (retracted.Reason is { } reason ? $": {Visible.Line(reason)}" : ""));
                break;
            default:
                break;
        }
    }

    private static void Show(ILedgerStore store, Entry entry, ReportAdded report, Terminal terminal)
    {
        terminal.WriteLine($"id       {Visible.Line(report.Report.Id)}");
        terminal.WriteLine($"source   {Visible.Line(report.Report.Source)}");
        terminal.WriteLine($"sha256   {report.Sha256} ({report.Original.Length} bytes)");
        IReadOnlyList<LedgerReport> versions = store.Versions(report.Report.Id);
        LedgerReport? counts = versions.Count > 0 ? versions[^1] : null;
        int version = versions.Select(found => found.Entry).ToList().IndexOf(entry.Number);
        if (version < 0) terminal.WriteLine("state    retracted" + (counts is null ? "" : $"; entry {counts.Entry} counts under this id"));
        else if (versions.Count > 1) terminal.WriteLine($"version  {version + 1} of {versions.Count}" + (counts!.Entry == entry.Number ? "" : $"; entry {counts.Entry} counts instead"));
        foreach (Entry later in store.About(entry.Number))
        {
            terminal.WriteLine(later.Content switch
            {
                ReadingAdded reading => $"reading  {later.Number}: {LedgerCommand.Count(reading.Reading.Statements.Count, "statement")}, {LedgerCommand.Count(reading.Reading.Statements.Sum(statement => statement.Positions.Count), "position")}, by reader {Visible.Line(reading.Reading.Reader.Version)} {Visible.Line(reading.Reading.Reader.Models)}",
                DecisionMade made => $"decision {later.Number}: {Told(made.Decision)} by {Visible.Line(later.Author)}",
                _ => $"entry    {later.Number}: {LedgerListCommand.Word(later.Kind)} by {Visible.Line(later.Author)}",
            });
        }

        if (counts?.Entry == entry.Number && counts.Decided is { } decided)
        {
            foreach (LostDecision lost in decided.Lost) terminal.WriteLine($"lost     a decision on \"{Visible.Line(Quote(lost.Decision.On) ?? "?")}\": {Visible.Line(lost.Why)}");
            terminal.WriteLine("");
            foreach (Statement statement in decided.Reading.Statements.Concat(decided.Rejected))
                terminal.WriteLine(LedgerListCommand.Line(new(counts, statement, decided.Status.GetValueOrDefault(statement.Id))));
        }

        if (version > 0) ShowChanges(versions[version - 1], versions[version], terminal);
        terminal.WriteLine("");
        terminal.WriteLine(Visible.Text(report.Report.Text));
    }

    /// <summary>What a decision on a report decides, on which words.</summary>
    private static string Told(Decision decision)
    {
        string what = decision switch
        {
            Judge judge => judge.Right ? "accept" : "reject",
            JudgePosition judge => $"{(judge.Right ? "accept" : "reject")} the position of {Visible.Line(judge.Holder)} on {Visible.Line(judge.Target)} in",
            CorrectAct act => $"act {LedgerListCommand.Word(act.Act)} for",
            CorrectSpeaker speaker => $"speaker {Visible.Line(speaker.Actor ?? "nobody named")} for {Visible.Line(speaker.Party ?? "no party")} in",
            CorrectSpans spans => $"other {LedgerListCommand.Word(spans.Part)} of",
            CorrectPosition position => $"position of {Visible.Line(position.Position.Holder)} on {Visible.Line(position.Position.Target)} in",
            _ => "remark on",
        };
        string? quote = decision switch { StatementDecision on => Quote(on.On), Remark remark => Quote(remark.On) ?? remark.About, _ => null };
        const int longest = 60;
        return quote is null ? what : $"{what} \"{Visible.Line(quote.Length <= longest ? quote : quote[..(longest - 1)] + "…")}\"";
    }

    private static string? Quote(StatementPlace? on) => on?.Content?.Quote ?? on?.Cue?.Quote;

    /// <summary>What is gone and what is new against the version before, in the order of the text.</summary>
    private static void ShowChanges(LedgerReport before, LedgerReport now, Terminal terminal)
    {
        Report then = LedgerListCommand.LaidOut(before), later = LedgerListCommand.LaidOut(now);
        terminal.WriteLine("");
        terminal.WriteLine($"changes  since entry {before.Entry} (- gone, + new)");
        bool any = false;
        foreach ((string field, string? old, string? current) in new[] { ("byline", then.Byline, later.Byline), ("published", then.Published, later.Published), ("updated", then.Updated, later.Updated), ("url", then.Url, later.Url) })
        {
            if (old == current) continue;
            any = true;
            if (old is not null) terminal.WriteLine($"- {field}: {Visible.Line(old)}");
            if (current is not null) terminal.WriteLine($"+ {field}: {Visible.Line(current)}");
        }

        foreach (ChangedBlock block in BlockChanges.Between(then, later))
        {
            any = true;
            terminal.WriteLine($"{(block.IsNew ? '+' : '-')} {Visible.Line(block.Text)}");
        }

        if (!any) terminal.WriteLine("  nothing but furniture or blank space");
    }

    private static void Show(Reading reading, Terminal terminal)
    {
        terminal.WriteLine($"reader   {Visible.Line(reading.Reader.Version)} {Visible.Line(reading.Reader.Models)}");
        terminal.WriteLine($"report   {Visible.Line(reading.Report.Id)}");
        terminal.WriteLine("");
        foreach (Statement statement in reading.Statements)
            terminal.WriteLine($"{statement.Id}  {LedgerListCommand.Speaker(reading, statement)}, {LedgerListCommand.Word(statement.Act)}: {LedgerListCommand.Said(reading, statement)}");
    }
}
