using System.Security.Cryptography;
using System.Text;

namespace Parley.Talks;

/// <summary>
/// Ids of what a picture is made of. An id says where the thing is first named: in which report (the first in time) and at which words of it. It hangs neither on a place in a list nor on a name that people may correct.
/// A report that is added may make two things one, which then bear the id of the first, or name a thing earlier, which then has another id; it never gives an id to something else.
/// </summary>
internal static class ThingId
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The id: a letter for the kind, and forty bits of SHA-256 in eight digits of base 32 (RFC 4648, lower case).</summary>
    /// <param name="kind">Letter of the kind.</param>
    /// <param name="report">Id of the first report that names it.</param>
    /// <param name="mentions">Where that report names it; where it does not say, the reading's own id tells it from others.</param>
    /// <param name="read">What that report's reading calls it.</param>
    /// <param name="taken">Ids given before, to which this one is added: of two things at the same words the second has another.</param>
    public static string Of(char kind, string report, IReadOnlyList<TextSpan> mentions, string read, HashSet<string> taken)
    {
        TextSpan first = mentions.Count > 0 ? mentions.Min() : default;
        string place = mentions.Count > 0 ? $"{first.Start}-{first.End}" : read;
        for (int n = 0; ; n++)
        {
            string id = Hash(kind, n == 0 ? $"{kind}\n{report}\n{place}" : $"{kind}\n{report}\n{place}\n{n}");
            if (taken.Add(id)) return id;
        }
    }

    private static string Hash(char kind, string place)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(place));
        ulong bits = 0;
        for (int i = 0; i < 5; i++) bits = bits << 8 | hash[i];
        Span<char> id = stackalloc char[9];
        id[0] = kind;
        for (int i = 8; i > 0; i--, bits >>= 5) id[i] = Digits[(int)(bits & 31)];
        return new(id);
    }
}
