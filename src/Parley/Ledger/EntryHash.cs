using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Ledger;

/// <summary>
/// How an entry is hashed: SHA-256 over eight lines of UTF-8, each ended by a line feed: <c>parley ledger 1</c>, number, kind, time, author, subject, hash of the entry before, SHA-256 of the body.
/// Whoever changes, drops or inserts an entry changes every hash after it.
/// </summary>
public static class EntryHash
{
    /// <summary>What stands for the hash before the first entry.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>SHA-256 as 64 hexadecimal digits in lower case.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The time as it is hashed and stored: "2031-03-15T09:26:53.589Z".</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The hash of an entry.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="kind">Its kind in lower case.</param>
    /// <param name="time">As <see cref="Time"/> writes it.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="subject">The entry it is about, or 0.</param>
    /// <param name="previous">Hash of the entry before.</param>
    /// <param name="body">Its body.</param>
    public static string Of(long number, string kind, string time, string author, long subject, string previous, ReadOnlySpan<byte> body) =>
        Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"parley ledger 1\n{number}\n{kind}\n{time}\n{author}\n{subject}\n{previous}\n{Of(body)}\n")));
}
