using System.Buffers.Binary;

namespace Parley.Ledger;

/// <summary>How a file is known as a ledger without opening it as a database: by the marks that SQLite puts at its beginning.</summary>
internal static class LedgerMark
{
    /// <summary>Application id of a ledger: "PARL".</summary>
    public const uint ApplicationId = 0x5041524C;

    /// <summary>Where that stands in the first page.</summary>
    private const int IdAt = 68;

    /// <summary>Lengths of what stands before the first page in a write-ahead log and before each page in it.</summary>
    private const int LogHead = 32, PageHead = 24;

    private static readonly string[] Journals = ["-wal", "-shm", "-journal"];

    /// <summary>Whether a file is a ledger, or what SQLite keeps beside one; false too where it cannot be read.</summary>
    public static bool Is(string path)
    {
        try
        {
            return Marked(path) || Array.Exists(Journals, end => path.EndsWith(end, StringComparison.Ordinal) && Marked(path[..^end.Length]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Marked(string path)
    {
        // A pipe has no length, and would be waited for; a link has that of its own text.
        if (!File.Exists(path) || (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is not FileInfo { Exists: true, Length: > 0 }) return false;
        Span<byte> head = stackalloc byte[IdAt + sizeof(uint)];
        using FileStream file = Open(path);
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.StartsWith("SQLite format 3\0"u8)) return false;
        return BinaryPrimitives.ReadUInt32BigEndian(head[IdAt..]) == ApplicationId || (File.Exists(path + "-wal") && MarkedInLog(path + "-wal"));
    }

    /// <summary>Whether the first page of a new ledger stands in the log only, as it does while the program that made it runs.</summary>
    private static bool MarkedInLog(string path)
    {
        Span<byte> head = stackalloc byte[LogHead], page = stackalloc byte[PageHead + IdAt + sizeof(uint)];
        using FileStream log = Open(path);
        if (log.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return false;
        long frame = PageHead + BinaryPrimitives.ReadUInt32BigEndian(head[8..]);
        for (long at = LogHead; at + frame <= log.Length; at += frame)
        {
            log.Position = at;
            log.ReadExactly(page);
            if (BinaryPrimitives.ReadUInt32BigEndian(page) == 1 && BinaryPrimitives.ReadUInt32BigEndian(page[(PageHead + IdAt)..]) == ApplicationId) return true;
        }

        return false;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
