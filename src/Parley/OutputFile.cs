using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Parley.Ledger;

namespace Parley;

/// <summary>
/// A file that a user named, while it is written: beside its place, under a name that nobody guesses, until it is whole. Then it takes the place and the permissions of what was there. A pipe, a device or
/// an empty file, in which nothing can be lost, is written directly. A ledger is refused.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    /// <summary>Files that are not whole yet: who stops the program finds none of them left.</summary>
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    private static readonly Lazy<PosixSignalRegistration[]> Stopping = new(() =>
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ =>
        {
            foreach (string file in Unfinished.Keys) File.Delete(file);
        })),
    ]);

    private readonly string path, target;
    private readonly bool beside;
    private Stream? stream;
    private bool kept;

    /// <summary>Begins to write a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="LedgerException">It is a ledger.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public OutputFile(string path)
    {
        this.path = path;
        if (path.Length == 0) throw new IOException("a file without a name cannot be written");
        string full = Path.GetFullPath(path);
        // What it leads to may be shared with others who write before and after.
        if (full is "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1")
        {
            (target, Place, stream) = (full, full, Console.OpenStandardOutput());
            return;
        }

        FileSystemInfo? end = new FileInfo(full).LinkTarget is null ? null : File.ResolveLinkTarget(full, returnFinalTarget: true);
        // What /dev/stderr leads to may be a pipe that has no path: "pipe:[123]".
        bool nameless = end is { Exists: false } && end.Name.Contains(":[", StringComparison.Ordinal);
        target = nameless ? full : end?.FullName ?? full;
        if (Directory.Exists(target)) throw new IOException($"{path}: is a folder; name a file");
        RefuseLedger();
        bool there = File.Exists(target);
        beside = !nameless && (!there || new FileInfo(target).Length > 0);
        Place = beside ? Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}") : target;
        if (!beside) return;
        _ = Stopping.Value;
        Unfinished[Place] = true;
        Guarded(() => Make(there));
    }

    /// <summary>Where to write until it is kept.</summary>
    public string Place { get; }

    /// <summary>What is written there, as a stream; open from the first use on.</summary>
    public Stream Stream => stream ??= new FileStream(Place, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="write">Writes to the stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new OutputFile(path);
        file.Guarded(() => write(file.Stream));
        file.Keep();
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="text">All that it is to hold, written in UTF-8.</param>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file of lines whole or not at all.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="lines">Its lines, each ended by a line feed.</param>
    public static void Write(string path, IEnumerable<string> lines) => Write(path, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>What was written is whole: it takes its place.</summary>
    public void Keep() => Guarded(() =>
    {
        stream?.Dispose();
        if (beside)
        {
            // It may have come while this was written.
            RefuseLedger();
            if (File.Exists(target) && !OperatingSystem.IsWindows()) File.SetUnixFileMode(Place, File.GetUnixFileMode(target));
            File.Move(Place, target, overwrite: true);
        }

        kept = true;
    });

    /// <summary>Takes away what was not kept.</summary>
    public void Dispose()
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException) when (!kept)
        {
            // What did not reach the disk is not kept anyway.
            kept = false;
        }
        finally
        {
            if (beside && !kept) File.Delete(Place);
            Unfinished.TryRemove(Place, out _);
        }
    }

    /// <summary>Does something whose errors are to name the file as it will be called.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public void Guarded(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && beside && e.Message.Contains(Place, StringComparison.Ordinal))
        {
            throw new IOException(e.Message.Replace(Place, target, StringComparison.Ordinal), e);
        }
    }

    private void RefuseLedger()
    {
        if (LedgerFile.IsLedger(target)) throw new LedgerException($"{path}: is a ledger; name another file");
    }

    private void Make(bool there)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (there)
        {
            // What may not be written may not be replaced either.
            using var old = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(target) | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var made = new FileStream(Place, options);
    }
}
