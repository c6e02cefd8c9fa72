using System.Net;

namespace Parley.Reports.Fetching;

/// <summary>How far fetching goes: nothing a server does takes more than this.</summary>
internal sealed record FetchOptions
{
    /// <summary>Whether private, loopback and link-local addresses may be fetched from.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Which addresses may be fetched from where private ones may not.</summary>
    public Func<IPAddress, bool> IsPublic { get; init; } = PublicAddress.IsPublic;

    /// <summary>Bytes of a body as sent.</summary>
    public int LongestBody { get; init; } = 16 << 20;

    /// <summary>Bytes after unpacking.</summary>
    public int LongestUnpacked { get; init; } = 64 << 20;

    /// <summary>Redirects followed for one address.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Times that a request is made again after a failure that may pass.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>For one request from connecting to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For connecting.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Least time between two requests to a host.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What is waited after the first failure; doubled with each further.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A server that asks for a longer wait than this (Retry-After) is not waited for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folder that keeps what was fetched with its validators, so that it is asked for again only if changed; null to keep nothing.</summary>
    public string? Cache { get; init; }
}

/// <summary>What an address gave.</summary>
/// <param name="Url">Where it came from in the end, after redirects.</param>
/// <param name="ContentType">The header, or null.</param>
/// <param name="Body">Unpacked.</param>
/// <param name="Unchanged">Whether the server said that what is kept is still good (304).</param>
internal sealed record Fetched(Uri Url, string? ContentType, byte[] Body, bool Unchanged);

/// <summary>Why an address gave nothing; the message finishes the sentence "the address ...".</summary>
internal sealed class FetchException(string message, Exception? inner = null) : Exception(message, inner);
