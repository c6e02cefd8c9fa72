using System.Net;
using System.Net.Sockets;

namespace Parley.Reports.Fetching;

/// <summary>Tells addresses of the public internet from those of this machine and its networks, which a page must never lead us to.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>Whether an address may be fetched from without <c>--allow-private</c>: neither private, loopback, link-local, multicast nor reserved (RFC 6890), also where an IPv4 address is wrapped in an IPv6 one.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (Inner(address) is { } inner) return IsPublic(inner);
        foreach (var network in Special)
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) return false;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }

    /// <summary>The IPv4 address inside a mapped, compatible, 6to4 or NAT64 address, else null.</summary>
    private static IPAddress? Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (bytes[..12].IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0) return new(bytes[12..]);
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return new(bytes[2..6]);
        return bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) ? new(bytes[12..]) : null;
    }
}
