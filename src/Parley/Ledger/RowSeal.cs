using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using SQLitePCL;

namespace Parley.Ledger;

/// <summary>
/// The SQL functions <c>seal(value, ...)</c>, the mark of a row: the first eight bytes of the SHA-256 of its values, each with its kind and length; and <c>seal_all(value, ...)</c>, the marks of all rows of a question joined by
/// exclusive or, so that no order matters (null where there are none). They guard against damage, not against forgery: that is for the chain of hashes.
/// </summary>
internal static class RowSeal
{
    /// <summary>Lets a connection call the functions.</summary>
    public static void Register(sqlite3 connection)
    {
        const int flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
        raw.sqlite3_create_function(connection, "seal", -1, flags, null, static (context, _, values) => raw.sqlite3_result_int64(context, MarkOf(values)));
        raw.sqlite3_create_function(connection, "seal_all", -1, flags, null, Join, Tell);
    }

    private static void Join(sqlite3_context context, object? state, sqlite3_value[] values) => context.state = (context.state is long mark ? mark : 0) ^ MarkOf(values);

    private static void Tell(sqlite3_context context, object? state)
    {
        if (context.state is long mark) raw.sqlite3_result_int64(context, mark);
        else raw.sqlite3_result_null(context);
    }

    private static long MarkOf(ReadOnlySpan<sqlite3_value> values)
    {
        const int head = 1 + sizeof(long);
        int size = 0;
        foreach (sqlite3_value value in values) size += head + BytesOf(value).Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> left = buffer.AsSpan(0, size);
        foreach (sqlite3_value value in values)
        {
            ReadOnlySpan<byte> bytes = BytesOf(value);
            int kind = raw.sqlite3_value_type(value);
            left[0] = (byte)kind;
            BinaryPrimitives.WriteInt64LittleEndian(left[1..], kind == raw.SQLITE_INTEGER ? raw.sqlite3_value_int64(value) : bytes.Length);
            bytes.CopyTo(left[head..]);
            left = left[(head + bytes.Length)..];
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, size), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static ReadOnlySpan<byte> BytesOf(sqlite3_value value) => raw.sqlite3_value_type(value) is raw.SQLITE_BLOB or raw.SQLITE_TEXT ? raw.sqlite3_value_blob(value) : [];
}
