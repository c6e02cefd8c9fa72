using System.Text.Json;
using Parley.Cli;
using Parley.Ledger;
using Parley.Positions;
using Parley.Tests.Cli;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>The ledger from the command line.</summary>
public sealed class LedgerCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    private readonly TemporaryFolder folder = new();

    private string Ledger => folder["talks.db"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("peace-plan")]
    [InlineData("dockworkers")]
    public void A_brief_from_a_ledger_is_the_same_as_one_from_files(string sample)
    {
        string reports = Path.Combine(Samples, sample);
        Done("ledger", "init", "--ledger", Ledger);
        Done("ledger", "add", reports, "--ledger", Ledger);
        Done("brief", "--ledger", Ledger, "--json", "-").ShouldBe(Done("brief", reports, "--json", "-"));
        Done("brief", "--ledger", Ledger, "--as-of", "2026-02-09").ShouldBe(Done("brief", reports, "--as-of", "2026-02-09"));
        Done("ledger", "verify", "--ledger", Ledger).ShouldContain("sound");
    }

    [Fact]
    public void Adding_again_adds_nothing_and_an_updated_file_takes_its_place()
    {
        string file = folder.Write("reports/2031-03-01.txt", "Ferry talks\n\nNordhavn Lines rejected the union's plan on Monday. The Seafarers' Union said it would not give up its plan.\n");
        Done("ledger", "init", "--ledger", Ledger);
        Done("ledger", "add", folder["reports"], "--ledger", Ledger).ShouldContain("1 report added, 1 reading, 0 reports there already");
        Done("ledger", "add", folder["reports"], "--ledger", Ledger).ShouldContain("0 reports added, 0 readings, 1 report there already");
        string list = Done("ledger", "list", "--ledger", Ledger, "--json");
        Done("ledger", "review", "--ledger", Ledger, "--reject", "--about", "plan").ShouldNotContain("0 statements rejected");
        folder.Write("reports/2031-03-01.txt", "Ferry talks resume\n\nThe mediator said talks would go on in spring.\n");
        CliRun run = CliRun.Of("ledger", "add", folder["reports"], "--ledger", Ledger);
        run.Out.ShouldContain("1 report added");
        run.Error.ShouldContain("was updated, and a decision on it finds no place");
        Done("ledger", "show", file, "--ledger", Ledger).ShouldContain("lost     a decision on");
        list.ShouldContain("\"published\":\"2031-03-01\"");
    }

    [Fact]
    public void A_copy_that_comes_along_with_its_report_brings_neither_a_report_nor_a_reading()
    {
        const string text = "Ferry talks\n\nNordhavn Lines rejected the union's plan on Monday.\n";
        string first = folder.Write("reports/a.txt", text);
        folder.Write("reports/b.txt", text);
        Done("ledger", "init", "--ledger", Ledger);
        Done("ledger", "add", folder["reports"], "--ledger", Ledger).ShouldContain("1 report added, 1 reading, 1 report there already");
        using ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System);
        store.Head.Number.ShouldBe(2);
        store.Reports().ShouldHaveSingleItem().Read!.Reading.Report.Id.ShouldBe(first);
    }

    [Fact]
    public void A_report_that_was_retracted_does_not_come_back_by_adding_its_folder_again()
    {
        folder.Write("reports/a.txt", "Ferry talks\n\nNordhavn Lines rejected the union's plan on Monday.\n");
        Done("ledger", "init", "--ledger", Ledger);
        Done("ledger", "add", folder["reports"], "--ledger", Ledger);
        Done("ledger", "review", "--ledger", Ledger, "--retract", "1", "--note", "a hoax");
        CliRun again = CliRun.Of("ledger", "add", folder["reports"], "--ledger", Ledger);
        again.Out.ShouldContain("0 reports added, 0 readings, 0 reports there already");
        again.Error.ShouldContain("1 report retracted before, left out");
        Done("ledger", "review", "--ledger", Ledger, "--retract", "3");
        Done("ledger", "add", folder["reports"], "--ledger", Ledger).ShouldContain("0 reports added, 0 readings, 1 report there already");
    }

    [Fact]
    public void Keys_decide_and_undo_one_after_another()
    {
        Fill();
        CliRun run = CliRun.With("ark?zuq", "ledger", "review", "--ledger", Ledger, "--author", "ann");
        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain("recorded as entry 5");
        run.Out.ShouldContain("recorded as entry 6");
        run.Out.ShouldContain("entry 6 taken back by entry 7");
        using ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System);
        store.Entries(4).Select(entry => entry.Author).Distinct().ShouldBe(["ann"]);
        store.Statements(new() { Status = ReviewStatus.Accepted }).ShouldHaveSingleItem();
        store.Count().Statements.ShouldBe(5);
    }

    [Fact]
    public void The_queue_begins_with_what_would_change_the_brief_most()
    {
        Fill();
        string[] lines = Done("ledger", "review", "--ledger", Ledger, "--queue").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        lines.Select(line => double.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(lines.Select(line => double.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).OrderDescending());
        lines[0].ShouldContain("[");
        lines[^1].ShouldNotContain("[");
    }

    [Fact]
    public void Author_and_reviewer_decide_apart()
    {
        Fill();
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl").ShouldContain("1 statement accepted");
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl").ShouldContain("0 statements accepted, 1 were already");
        Done("ledger", "list", "--ledger", Ledger, "--by", "Dahl").ShouldContain("(accepted by author)");
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl", "--as", "reviewer").ShouldContain("1 statement accepted");
        Done("ledger", "list", "--ledger", Ledger, "--by", "Dahl").ShouldContain("(accepted by author, accepted by reviewer)");
        Done("ledger", "review", "--ledger", Ledger, "--undo").ShouldContain("taken back");
        Done("ledger", "list", "--ledger", Ledger, "--by", "Dahl").ShouldContain("(accepted by author)");
    }

    [Fact]
    public void A_reviewer_goes_over_what_the_author_rejected()
    {
        Fill();
        Done("ledger", "review", "--ledger", Ledger, "--reject", "--by", "Nordhavn").ShouldContain("3 statements rejected, 0 were already");
        Done("ledger", "list", "--ledger", Ledger, "--status", "rejected").Split('\n').Count(line => line.Contains("(rejected by author)", StringComparison.Ordinal)).ShouldBe(3);
        Done("ledger", "list", "--ledger", Ledger, "--by", "Nordhavn").ShouldBe("");
        Done("ledger", "stats", "--ledger", Ledger).ShouldMatch("reviewed statements +3\n");
        string show = Done("ledger", "show", "1", "--ledger", Ledger);
        show.ShouldContain("reject \"the union's plan\" by");
        show.ShouldContain("(rejected by author)");
        Done("ledger", "review", "--ledger", Ledger, "--as", "reviewer", "--queue").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
        Done("ledger", "review", "--ledger", Ledger, "--as", "reviewer", "--accept", "--by", "Nordhavn").ShouldContain("3 statements accepted");
        Done("ledger", "list", "--ledger", Ledger, "--by", "Nordhavn").ShouldContain("(rejected by author, accepted by reviewer: counts)");
    }

    [Fact]
    public void Decisions_made_at_once_are_taken_back_at_once()
    {
        Fill();
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl");
        Done("ledger", "review", "--ledger", Ledger, "--reject", "--by", "Nordhavn");
        Done("ledger", "review", "--ledger", Ledger, "--undo").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        Done("ledger", "list", "--ledger", Ledger, "--by", "Nordhavn").ShouldNotContain("rejected by");
        Done("ledger", "list", "--ledger", Ledger, "--by", "Dahl").ShouldContain("(accepted by author)");
        Done("ledger", "review", "--ledger", Ledger, "--undo").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        CliRun.Of("ledger", "review", "--ledger", Ledger, "--undo").Error.ShouldContain("made no decision that still counts");
    }

    [Fact]
    public void The_latest_verdict_counts_and_is_said()
    {
        Fill();
        string Reviewed(string role, string verdict) => Done("ledger", "review", "--ledger", Ledger, "--as", role, verdict, "--by", "Dahl", "--status", "rejected");
        Done("ledger", "review", "--ledger", Ledger, "--reject", "--by", "Dahl");
        Reviewed("reviewer", "--accept").ShouldContain("1 statement accepted");
        Done("ledger", "list", "--ledger", Ledger, "--status", "rejected").ShouldContain("(rejected by author, accepted by reviewer: counts)");
        Reviewed("author", "--reject").ShouldContain("1 statement rejected");
        Done("ledger", "list", "--ledger", Ledger, "--status", "rejected").ShouldContain("(rejected by author, accepted by reviewer: left out)");
        Done("ledger", "list", "--ledger", Ledger, "--status", "rejected", "--json").ShouldContain("\"leftOut\":true");
        Reviewed("reviewer", "--accept").ShouldContain("1 statement accepted");
        Done("ledger", "review", "--ledger", Ledger, "--status", "rejected", "--queue").ShouldContain("Dahl");
    }

    /// <summary>What stood in the brief before it was rejected has the influence on it that it had.</summary>
    [Fact]
    public void A_reviewer_sees_what_hangs_on_a_rejected_statement()
    {
        Fill();
        string[] before = Done("ledger", "review", "--ledger", Ledger, "--queue").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        before[0].ShouldNotStartWith("0.000");
        Done("ledger", "review", "--ledger", Ledger, "--reject");
        Done("ledger", "review", "--ledger", Ledger, "--as", "reviewer", "--queue").Split('\n', StringSplitOptions.RemoveEmptyEntries)[0][..5].ShouldBe(before[0][..5]);
    }

    [Fact]
    public void Undo_takes_back_what_counts_and_no_more()
    {
        Fill();
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl");
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--speaker", "Dahl", "--as", "reviewer");
        Done("ledger", "review", "--ledger", Ledger, "--author", "bob", "--retract", "6");
        Done("ledger", "review", "--ledger", Ledger, "--undo").ShouldContain("entry 5 taken back by entry 8");
        Done("ledger", "review", "--ledger", Ledger, "--retract", "8");
        Done("ledger", "review", "--ledger", Ledger, "--undo").ShouldContain("entry 5 taken back by entry 10");
    }

    [Fact]
    public void What_is_retracted_is_not_retracted_twice()
    {
        Fill();
        Done("ledger", "review", "--ledger", Ledger, "--retract", "1");
        CliRun again = CliRun.Of("ledger", "review", "--ledger", Ledger, "--retract", "1");
        again.Code.ShouldNotBe(0);
        again.Error.ShouldContain("entry 1 is retracted already");
        Done("ledger", "review", "--ledger", Ledger, "--retract", "5");
        Done("ledger", "review", "--ledger", Ledger, "--retract", "1");
    }

    [Fact]
    public void Stats_say_that_nothing_is_sure_enough_to_be_shown()
    {
        Done("ledger", "init", "--ledger", Ledger);
        Done("ledger", "stats", "--ledger", Ledger).ShouldContain("no position was found");
        using (ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System))
        {
            Reading first = FerryLedger.First();
            store.Append(FerryLedger.Drafts(first with { Statements = [.. first.Statements.Select(statement => statement with { Positions = [.. statement.Positions.Select(position => position with { Confidence = 0.01 })] })] }));
        }

        Done("ledger", "stats", "--ledger", Ledger).ShouldContain("no position is sure enough to be shown");
    }

    [Fact]
    public void Decisions_come_in_from_a_file_and_change_the_brief()
    {
        Fill();
        Reading first = FerryLedger.First();
        Decision[] decisions = [new Merge(ThingKind.Issue, "night crews", ["night crews on all ferries"]), new Rename(ThingKind.Party, "Nordhavn Lines", "Nordhavn"), new CorrectSpeaker(FerryLedger.Place(first, "s3"), "Ola Berg", "Seafarers' Union")];
        string file = folder.Write("decisions.jsonl", string.Join('\n', decisions.Select(decision => System.Text.Encoding.UTF8.GetString(DecisionJson.ToUtf8(decision)))) + "\nno decision\n");
        CliRun run = CliRun.Of("ledger", "review", "--ledger", Ledger, "--decisions", file);
        run.Code.ShouldBe(ExitCode.InputAtFault);
        run.Out.ShouldContain("3 decisions recorded");
        run.Error.ShouldContain("decisions.jsonl:4: is no decision");
        JsonElement brief = JsonDocument.Parse(Done("brief", "--ledger", Ledger, "--json", "-")).RootElement;
        brief.GetProperty("parties").EnumerateArray().Select(party => party.GetProperty("name").GetString()).Order().ShouldBe(["Nordhavn", "Seafarers' Union"]);
        brief.GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("name").GetString()).ShouldContain("Ola Berg");
        brief.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("label").GetString()).ShouldBe(["night crews"]);
        Done("ledger", "stats", "--ledger", Ledger).ShouldContain("night crews");
    }

    [Fact]
    public void A_copy_has_the_same_entries_and_takes_up_what_came_since()
    {
        Fill();
        string copy = folder["copy.db"];
        string first = Done("ledger", "copy", "--ledger", Ledger, "--to", copy);
        first.ShouldContain("4 entries, sound");
        Done("ledger", "review", "--ledger", Ledger, "--accept", "--by", "Dahl");
        Done("ledger", "copy", "--ledger", Ledger, "--to", copy).ShouldContain("5 entries, sound");
        Done("ledger", "review", "--ledger", copy, "--reject", "--by", "Nordhavn");
        CliRun.Of("ledger", "copy", "--ledger", Ledger, "--to", copy).Error.ShouldContain("holds entries that are not those of");
    }

    [Fact]
    [Trait("Category", "Postgres")]
    public void A_ledger_moves_to_PostgreSQL_in_one_command()
    {
        Fill();
        using var there = new PostgresScratch();
        Done("ledger", "copy", "--ledger", Ledger, "--to", there.Where).ShouldContain("4 entries, sound");
        Done("brief", "--ledger", there.Where, "--json", "-").ShouldBe(Done("brief", "--ledger", Ledger, "--json", "-"));
        Done("ledger", "list", "--ledger", there.Where, "--about", "night crews").ShouldBe(Done("ledger", "list", "--ledger", Ledger, "--about", "night crews"));
        string back = folder["back.db"];
        Done("ledger", "copy", "--ledger", there.Where, "--to", back).ShouldContain("4 entries, sound");
    }

    [Fact]
    public void An_entry_is_shown_as_it_was_recorded()
    {
        Fill();
        Done("ledger", "show", "2", "--raw", "--ledger", Ledger).ShouldBe(System.Text.Encoding.UTF8.GetString(ReadingJson.ToUtf8(FerryLedger.First())) + "\n");
        Done("ledger", "show", "1", "--raw", "--ledger", Ledger).ShouldBe(FerryLedger.First().Report.Text);
        Done("ledger", "show", "ferry/2031-03-01.txt", "--ledger", Ledger).ShouldContain("Kari Dahl");
        CliRun.Of("ledger", "show", "77", "--ledger", Ledger).Code.ShouldBe(ExitCode.InputAtFault);
    }

    [Fact]
    public void A_noted_head_finds_out_a_record_that_was_written_anew()
    {
        Fill();
        using (ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System))
        {
            Done("ledger", "verify", "--ledger", Ledger, "--expect", $"4:{store.Head.Hash}");
            Done("ledger", "verify", "--ledger", Ledger, "--expect", $"2:{store.Find(2)!.Hash[..8]}");
        }

        CliRun.Of("ledger", "verify", "--ledger", Ledger, "--expect", "4:00000000").Code.ShouldBe(ExitCode.InputAtFault);
        CliRun.Of("ledger", "verify", "--ledger", Ledger, "--expect", "9:00000000").Code.ShouldBe(ExitCode.InputAtFault);
        CliRun.Of("ledger", "verify", "--ledger", Ledger, "--expect", "x").Code.ShouldBe(ExitCode.Usage);
    }

    [Theory]
    [InlineData("list", "--stance", "sideways")]
    [InlineData("list", "--since", "soon")]
    [InlineData("list", "--about", "!")]
    [InlineData("list", "--limit", "0")]
    [InlineData("review", "--as", "boss")]
    public void A_value_that_is_none_is_a_usage_error(string command, string option, string value)
    {
        CliRun run = CliRun.Of("ledger", command, "--ledger", Ledger, option, value);
        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.TrimEnd('\n').ShouldNotContain("\n");
    }

    private static string Done(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        return run.Out;
    }

    private void Fill()
    {
        using ILedgerStore store = LedgerFile.Create(Ledger, TimeProvider.System);
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second()));
    }
}
