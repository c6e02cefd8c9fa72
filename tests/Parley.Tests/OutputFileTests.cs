using System.Diagnostics;
using System.IO.Pipes;
using Parley.Ledger;
using Parley.Tests.Cli;
using Parley.Tests.Ledger;
using Shouldly;
using Xunit;

namespace Parley.Tests;

/// <summary>What a command writes where the user says: never over a ledger, and whole or not at all.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Ledger => folder["talks.db"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("webannotation")]
    [InlineData("plover")]
    [InlineData("graphml")]
    [InlineData("dna")]
    public void No_form_is_exported_onto_a_ledger(string format)
    {
        MakeLedger();
        File.CreateSymbolicLink(folder["link.out"], Ledger);
        foreach (string to in (string[])[Ledger, folder["link.out"], Ledger + "-wal"])
        {
            CliRun run = CliRun.Of("ledger", "export", to, "--format", format, "--ledger", Ledger);
            run.Code.ShouldBe(1);
            run.Error.ShouldBe($"parley: {to}: is a ledger; name another file\n");
        }

        ShouldBeSound();
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void No_table_is_exported_onto_a_ledger(string format)
    {
        MakeLedger();
        Directory.CreateDirectory(folder["tables"]);
        File.CreateSymbolicLink(folder["tables/events." + format], Ledger);
        CliRun.Of("ledger", "export", Ledger, "--format", format, "--ledger", Ledger).Code.ShouldBe(1);
        CliRun run = CliRun.Of("ledger", "export", folder["tables"], "--format", format, "--ledger", Ledger);
        run.Code.ShouldBe(1);
        run.Error.ShouldBe($"parley: {folder["tables/events." + format]}: is a ledger; name another file\n");
        Directory.GetFiles(folder["tables"]).ShouldBe([folder["tables/events." + format]]);
        ShouldBeSound();
    }

    [Theory]
    [InlineData("brief", "--ledger", "LEDGER", "--html", "LEDGER")]
    [InlineData("brief", "--ledger", "LEDGER", "--markdown", "LEDGER")]
    [InlineData("brief", "--ledger", "LEDGER", "--json", "LEDGER")]
    [InlineData("brief", "--ledger", "LEDGER", "--write-talks", "LEDGER")]
    [InlineData("talks", "networks", "LEDGER", "--out", "LEDGER")]
    public void No_command_writes_over_a_ledger(params string[] arguments)
    {
        MakeLedger();
        CliRun run = CliRun.Of([.. arguments.Select(argument => argument.Replace("LEDGER", Ledger, StringComparison.Ordinal))]);
        run.Code.ShouldBe(1);
        run.Error.ShouldEndWith($"parley: {Ledger}: is a ledger; name another file\n");
        ShouldBeSound();
    }

    [Fact]
    public void A_ledger_is_known_by_its_marks()
    {
        using (ILedgerStore store = LedgerFile.Create(Ledger, TimeProvider.System))
        {
            // While the program that made it runs, its marks stand in the log only.
            LedgerFile.IsLedger(Ledger).ShouldBeTrue();
            LedgerFile.IsLedger(Ledger + "-wal").ShouldBeTrue();
            store.Append(FerryLedger.Drafts(FerryLedger.First()));
        }

        LedgerFile.IsLedger(Ledger).ShouldBeTrue();
        LedgerFile.IsLedger(Ledger + "-wal").ShouldBeTrue();
        LedgerFile.IsLedger(folder["nowhere"]).ShouldBeFalse();
        LedgerFile.IsLedger(folder.Path).ShouldBeFalse();
        LedgerFile.IsLedger(folder.Write("text", "a text")).ShouldBeFalse();
        LedgerFile.IsLedger(folder.Write("empty", "")).ShouldBeFalse();
        for (int version = 1; version <= 3; version++)
        {
            using var old = new SqliteScratch();
            old.Restore(version);
            LedgerFile.IsLedger(old.Where).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_fails_leaves_the_earlier_file_as_it_was_and_nothing_else()
    {
        string path = folder.Write("a.html", "good");
        foreach (Exception failure in (Exception[])[new IOException("the disk is full"), new InvalidDataException("damaged")])
        {
            Should.Throw<Exception>(() => OutputFile.Write(path, stream =>
            {
                stream.Write("half"u8);
                throw failure;
            })).ShouldBe(failure);
            File.ReadAllText(path).ShouldBe("good");
            Directory.GetFiles(folder.Path).ShouldBe([path]);
        }

        OutputFile.Write(path, "better");
        File.ReadAllText(path).ShouldBe("better");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void What_cannot_be_written_is_said_by_the_name_that_the_user_gave()
    {
        Should.Throw<IOException>(() => OutputFile.Write(folder["no/a.html"], "x")).Message.ShouldContain("no/a.html");
        Should.Throw<IOException>(() => OutputFile.Write(folder.Path, "x")).Message.ShouldBe($"{folder.Path}: is a folder; name a file");
        Should.Throw<IOException>(() => OutputFile.Write("", "x"));
    }

    [Fact]
    public void Permissions_and_links_stay()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = folder.Write("a.html", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(folder["link"], path);
        OutputFile.Write(folder["link"], "new");
        File.ReadAllText(path).ShouldBe("new");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead);
        new FileInfo(folder["link"]).LinkTarget.ShouldBe(path);
        File.CreateSymbolicLink(folder["ahead"], folder["later"]);
        OutputFile.Write(folder["ahead"], "new");
        File.ReadAllText(folder["later"]).ShouldBe("new");
    }

    [Fact]
    public async Task A_pipe_is_written_directly()
    {
        if (OperatingSystem.IsWindows()) return;
        using (Process made = Process.Start("mkfifo", [folder["pipe"]])) await made.WaitForExitAsync();
        using Process reading = Process.Start(new ProcessStartInfo("cat", [folder["pipe"]]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        OutputFile.Write(folder["pipe"], "told");
        (await reading.StandardOutput.ReadToEndAsync()).ShouldBe("told");
        Directory.GetFiles(folder.Path).ShouldBe([folder["pipe"]]);
    }

    [Fact]
    public void A_pipe_without_a_path_is_written_directly()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        string path = "/proc/self/fd/" + pipe.GetClientHandleAsString();
        LedgerFile.IsLedger(path).ShouldBeFalse();
        OutputFile.Write(path, "told");
        pipe.DisposeLocalCopyOfClientHandle();
        using var reader = new StreamReader(pipe);
        reader.ReadToEnd().ShouldBe("told");
    }

    private void MakeLedger()
    {
        using ILedgerStore store = LedgerFile.Create(Ledger, TimeProvider.System);
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second()));
    }

    private void ShouldBeSound()
    {
        using ILedgerStore store = LedgerFile.Open(Ledger, TimeProvider.System, readOnly: true);
        store.Verify().ShouldBeEmpty();
        store.Head.Number.ShouldBe(4);
    }
}
