using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Ledger;
using Parley.Positions;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>Programs killed at any moment, full disks, files that cannot be written, two writers at once: done, not imagined.</summary>
[Collection(nameof(Alone))]
public class LedgerFaultTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Parley.Cli.dll");

    [Fact]
    public void Adding_that_is_killed_loses_nothing_that_was_acknowledged() => KilledAdding(new SqliteScratch(), 14);

    [Fact]
    [Trait("Category", "Long")]
    public void Adding_that_is_killed_often_loses_nothing_that_was_acknowledged() => KilledAdding(new SqliteScratch(), 140);

    [Fact]
    [Trait("Category", "Postgres")]
    public void Adding_to_PostgreSQL_that_is_killed_loses_nothing_that_was_acknowledged() => KilledAdding(new PostgresScratch(), 6);

    [Fact]
    public void Reviewing_that_is_killed_loses_nothing_that_was_acknowledged() => KilledReviewing(new SqliteScratch(), 6);

    [Fact]
    [Trait("Category", "Long")]
    public void Reviewing_that_is_killed_often_loses_nothing_that_was_acknowledged() => KilledReviewing(new SqliteScratch(), 60);

    [Fact]
    [Trait("Category", "Postgres")]
    public void Reviewing_on_PostgreSQL_that_is_killed_loses_nothing_that_was_acknowledged() => KilledReviewing(new PostgresScratch(), 3);

    [Fact]
    [Trait("Category", "Postgres")]
    [Trait("Category", "Long")]
    public void Adding_and_reviewing_on_PostgreSQL_that_are_killed_often_lose_nothing_that_was_acknowledged()
    {
        KilledAdding(new PostgresScratch(), 140);
        KilledReviewing(new PostgresScratch(), 60);
    }

    [Fact]
    public void Two_programs_that_add_at_once_write_one_chain() => TwoWriters(new SqliteScratch());

    [Fact]
    [Trait("Category", "Postgres")]
    public void Two_programs_that_add_to_PostgreSQL_at_once_write_one_chain() => TwoWriters(new PostgresScratch());

    [Fact]
    public void A_full_disk_and_a_disk_that_cannot_be_written_leave_the_ledger_sound()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["disk"]);
        string few = Readings(folder, "few.jsonl", 0, 20), many = Readings(folder, "many.jsonl", 20, 3000);
        string script = $"""
            set -u
            p() {"{"} dotnet "{Program}" ledger "$@" --ledger "{folder["disk"]}/a.db" >/dev/null 2>>"{folder["errors"]}"; echo "$1 $?"; {"}"}
            mount -t tmpfs -o size=2m none "{folder["disk"]}" || exit 9
            p init
            p add "{few}"
            p add "{many}"
            p verify
            mount -o remount,ro "{folder["disk"]}"
            p add "{many}"
            p verify
            p list
            mount -o remount,rw,size=60m "{folder["disk"]}"
            p add "{many}"
            p verify
            umount "{folder["disk"]}"
            """;
        (int code, string output) = Shell(script);
        code.ShouldBe(0, "a small tmpfs cannot be mounted here, neither as root nor in a user namespace: " + output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["init 0", "add 0", "add 1", "verify 0", "add 1", "verify 0", "list 0", "add 0", "verify 0"]);
        string[] errors = File.ReadAllLines(folder["errors"]);
        errors.Length.ShouldBe(2, string.Join('\n', errors));
        errors[0].ShouldContain("the disk is full; nothing more was added. Make room and run it again");
        errors[1].ShouldContain("a.db: ");
        errors[1].ShouldContain("check its permissions");
    }

    private static void KilledAdding(ScratchLedger scratch, int kills)
    {
        using var folder = new TemporaryFolder();
        using ScratchLedger place = scratch;
        int reports = kills > 50 ? 6000 : 2000;
        string readings = Readings(folder, "readings.jsonl", 0, reports);
        place.Create().Dispose();
        var random = new Random(5);
        for (int kill = 0; kill < kills; kill++)
        {
            string acknowledged = Killed(["ledger", "add", readings, "--ledger", place.Where, "--author", "ann"], null, kill % 2 == 0 ? null : "-", random.Next(2000));
            using ILedgerStore store = place.Open();
            // "1-128 hash ...": the last entry that was told to be safe.
            if (acknowledged.Split('\n').LastOrDefault(line => line.Contains('-', StringComparison.Ordinal) && line.Contains(" reports", StringComparison.Ordinal)) is { } line)
            {
                string[] parts = line.Split(' ');
                store.Find(long.Parse(parts[0].Split('-')[1], CultureInfo.InvariantCulture))!.Hash.ShouldBe(parts[1]);
            }

            store.Head.Number.ShouldBe(2 * store.Count().Readings, "a report came in without its reading");
            if (kill % 5 == 0 || kill == kills - 1) store.Verify().ShouldBeEmpty();
        }

        Exit("ledger", "add", readings, "--ledger", place.Where).ShouldBe(0);
        using ILedgerStore done = place.Open();
        done.Count().Reports.ShouldBe(reports);
        done.Head.Number.ShouldBe(2 * reports);
        done.Verify().ShouldBeEmpty();
    }

    private static void KilledReviewing(ScratchLedger scratch, int kills)
    {
        using var folder = new TemporaryFolder();
        using ScratchLedger place = scratch;
        string ledger = place.Where;
        place.Create().Dispose();
        Exit("ledger", "add", Readings(folder, "readings.jsonl", 0, 120), "--ledger", ledger).ShouldBe(0);
        var random = new Random(6);
        for (int kill = 0; kill < kills; kill++)
        {
            // Accept and undo without end.
            string acknowledged = Killed(["ledger", "review", "--ledger", ledger, "--author", "ann"], string.Concat(Enumerable.Repeat("arku", 2000)), kill % 3 == 2 ? null : "recorded", random.Next(600));
            using ILedgerStore store = LedgerFile.Open(ledger, TimeProvider.System);
            foreach (string line in acknowledged.Split('\n').Where(line => line.StartsWith("recorded as entry ", StringComparison.Ordinal)))
                store.Find(long.Parse(line["recorded as entry ".Length..], CultureInfo.InvariantCulture))!.Content.ShouldBeOfType<DecisionMade>();
            store.Verify().ShouldBeEmpty();
        }

        using ILedgerStore reviewed = LedgerFile.Open(ledger, TimeProvider.System);
        reviewed.Count().Decisions.ShouldBeGreaterThan(0);
    }

    private static void TwoWriters(ScratchLedger scratch)
    {
        using var folder = new TemporaryFolder();
        using ScratchLedger place = scratch;
        place.Create().Dispose();
        string one = Readings(folder, "one.jsonl", 0, 600), two = Readings(folder, "two.jsonl", 400, 600);
        Process[] writers = [Start(["ledger", "add", one, "--ledger", place.Where]), Start(["ledger", "add", two, "--ledger", place.Where])];
        foreach (Process writer in writers)
        {
            string error = writer.StandardError.ReadToEnd();
            writer.WaitForExit();
            writer.ExitCode.ShouldBe(0, error);
            writer.Dispose();
        }

        using ILedgerStore store = place.Open();
        store.Count().Reports.ShouldBe(1000);
        store.Head.Number.ShouldBe(2000);
        store.Verify().ShouldBeEmpty();
    }

    /// <summary>Writes readings of made-up reports, which need no reader.</summary>
    private static string Readings(TemporaryFolder folder, string name, int first, int count)
    {
        var lines = new StringBuilder();
        for (int i = first; i < first + count; i++)
        {
            Reading reading = new Told($"r{i}", "2031-03-01", string.Create(CultureInfo.InvariantCulture, $"Talks, day {i}\nThe Seafarers' Union said it wanted crew {i} on all ferries. Nordhavn Lines rejected plan {i}."))
                .Party("p1", "Seafarers' Union", PartyKind.Union).Party("p2", "Nordhavn Lines", PartyKind.Firm).Proposal("t1", $"plan {i % 50}", []).Issue("i1", $"crew {i % 50} on all ferries")
                .Says("s1", "The Seafarers' Union", "said", $"it wanted crew {i} on all ferries", Act.Demand, party: "p1", positions: Told.For("p1", "i1", confidence: 0.6))
                .Says("s2", "Nordhavn Lines", "rejected", $"plan {i}", Act.Reject, party: "p2", positions: Told.Against("p2", "t1", confidence: 0.8)).Reading();
            lines.Append(Encoding.UTF8.GetString(ReadingJson.ToUtf8(reading))).Append('\n');
        }

        return folder.Write(name, lines.ToString());
    }

    /// <summary>Runs the program and kills it some milliseconds after it started, or after it wrote something; gives what it wrote.</summary>
    private static string Killed(string[] arguments, string? input, string? awaited, int milliseconds)
    {
        using Process process = Start(arguments, input is not null);
        var output = new StringBuilder();
        using var wrote = new ManualResetEventSlim();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            output.Append(line.Data).Append('\n');
            if (awaited is not null && line.Data.Contains(awaited, StringComparison.Ordinal)) wrote.Set();
        };
        process.BeginOutputReadLine();
        if (input is not null)
        {
            _ = Task.Run(() =>
            {
                try
                {
                    process.StandardInput.Write(input);
                    process.StandardInput.Flush();
                }
                catch (Exception e) when (e is IOException or InvalidOperationException)
                {
                    // The reader was killed: that is the test.
                }
            });
        }

        // A program that has nothing left to add ends without a word.
        for (int waited = 0; awaited is not null && waited < 60_000 && !process.HasExited && !wrote.Wait(20); waited += 20) { }
        process.WaitForExit(milliseconds);
        process.Kill();
        process.WaitForExit();
        return output.ToString();
    }

    private static int Exit(params string[] arguments)
    {
        using Process process = Start(arguments);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (error.Length > 0) Console.Error.WriteLine(error);
        return process.ExitCode;
    }

    private static Process Start(string[] arguments, bool withInput = false)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = withInput };
        start.ArgumentList.Add(Program);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        if (!withInput && arguments[1] == "add" && arguments.Length < 6) process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Runs a script where it may mount: as root, else in a user namespace of its own.</summary>
    private static (int Code, string Output) Shell(string script)
    {
        var start = new ProcessStartInfo("unshare") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { Environment.UserName == "root" ? "-m" : "-rm", "bash", "-c", script }) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + error);
    }
}
