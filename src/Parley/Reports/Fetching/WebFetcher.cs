using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Reports.Fetching;

/// <summary>
/// Fetches addresses politely and safely: robots.txt, one request at a time to a host with a pause between, conditional requests, backoff; http and https only, the address that a name resolves to
/// checked at every connection (so also after every redirect, and not to be changed in between), limits on time, redirects, bytes sent and bytes unpacked. No cookies, no credentials, no proxy. Not thread-safe.
/// </summary>
internal sealed class WebFetcher : IDisposable
{
    /// <summary>The name by which robots.txt may address us.</summary>
    public const string RobotName = "Parley";

    private const int LongestRobots = 512 << 10;

    private readonly FetchOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly FetchCache? cache;
    private readonly Dictionary<string, RobotRules> robots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> lastRequest = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prepares a fetcher; nothing is sent yet.</summary>
    public WebFetcher(FetchOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        cache = options.Cache is null ? null : new(options.Cache);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = Connect,
        })
        { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{RobotName}/{Reader.Version} (news reader; reads one address when its user asks)");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Fetches an address.</summary>
    /// <exception cref="FetchException">It may not be fetched, or gave nothing.</exception>
    public async Task<Fetched> Fetch(Uri url, CancellationToken cancelled = default)
    {
        for (int redirects = 0; ; redirects++)
        {
            Check(url);
            if (!(await Rules(url, cancelled)).Allows(url.PathAndQuery)) throw new FetchException("may not be read by robots (its host's robots.txt says so)");
            var kept = cache?.Find(url);
            using var response = await Send(url, kept, cancelled);
            int status = (int)response.StatusCode;
            if (status == 304 && kept is not null) return new(url, kept.ContentType, kept.Body, Unchanged: true);
            if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } target)
            {
                if (redirects >= options.Redirects) throw new FetchException($"is redirected more than {options.Redirects} times");
                url = Next(url, target);
                continue;
            }

            if (status != 200) throw new FetchException(string.Create(CultureInfo.InvariantCulture, $"answers {status} {response.ReasonPhrase}").TrimEnd());
            string? type = ContentTypeOf(response);
            byte[] body = await Body(response, cancelled);
            cache?.Keep(url, new(response.Headers.ETag?.ToString(), response.Content.Headers.TryGetValues("Last-Modified", out var modified) ? modified.First() : null, type, body));
            return new(url, type, body, Unchanged: false);
        }
    }

    private void Check(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")) throw new FetchException($"is no http or https address ({url})");
        if (url.UserInfo.Length > 0) throw new FetchException("holds a user's name; leave it out");
        if (!options.AllowPrivate && IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !options.IsPublic(address)) throw Private(url.Host);
    }

    private static Uri Next(Uri url, Uri target) => Uri.TryCreate(url, target, out Uri? next) ? next : throw new FetchException($"is redirected to what is no address ({target.OriginalString})");

    private static FetchException Private(string host) => new($"leads to a private address ({host}), which is not fetched from; --allow-private allows it");

    /// <summary>Connects to an address that was checked, not to a name that may resolve to another the next time.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancelled)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancelled);
        var allowed = options.AllowPrivate ? addresses : [.. addresses.Where(options.IsPublic)];
        if (allowed.Length < addresses.Length || addresses.Length == 0) throw Private(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancelled);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<RobotRules> Rules(Uri url, CancellationToken cancelled)
    {
        string host = url.GetLeftPart(UriPartial.Authority);
        if (robots.TryGetValue(host, out var known)) return known;
        return robots[host] = await FetchRules(new(url, "/robots.txt"), cancelled);
    }

    private async Task<RobotRules> FetchRules(Uri url, CancellationToken cancelled)
    {
        for (int redirects = 0; redirects <= options.Redirects; redirects++)
        {
            Check(url);
            using var response = await Send(url, null, cancelled);
            int status = (int)response.StatusCode;
            if (status is >= 300 and < 400 && response.Headers.Location is { } target)
            {
                url = Next(url, target);
                continue;
            }

            if (status is >= 400 and < 500 and not 429) return RobotRules.All;
            if (status != 200) return RobotRules.None;
            byte[] body = await Body(response, cancelled);
            return RobotRules.Of(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestRobots))), RobotName);
        }

        return RobotRules.All;
    }

    /// <summary>Sends a request, after its turn has come; again after failures that may pass.</summary>
    private async Task<HttpResponseMessage> Send(Uri url, CachedPage? kept, CancellationToken cancelled)
    {
        for (int attempt = 0; ; attempt++)
        {
            await Turn(url, cancelled);
            var wait = options.Backoff * (1 << attempt);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            limit.CancelAfter(options.Timeout);
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                if (kept?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
                if (kept?.LastModified is { } since) request.Headers.TryAddWithoutValidation("If-Modified-Since", since);
                var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                int status = (int)response.StatusCode;
                if (status is not (429 or 500 or 502 or 503 or 504) || attempt >= options.Retries) return response;
                var asked = After(response);
                response.Dispose();
                if (asked > options.LongestWait) throw new FetchException(string.Create(CultureInfo.InvariantCulture, $"answers {status} and asks to come back in {asked.TotalSeconds:0} s; try again then"));
                if (asked > wait) wait = asked;
            }
            catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
            {
                if (attempt >= options.Retries) throw new FetchException(string.Create(CultureInfo.InvariantCulture, $"does not answer within {options.Timeout.TotalSeconds:0.#} s"));
            }
            catch (HttpRequestException e)
            {
                if (e.InnerException is FetchException) throw new FetchException(e.InnerException.Message, e);
                if (attempt >= options.Retries || e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError) throw new FetchException("cannot be fetched: " + (e.InnerException ?? e).Message, e);
            }

            await Task.Delay(wait, time, cancelled);
        }
    }

    /// <summary>Waits until the host may be asked again.</summary>
    private async Task Turn(Uri url, CancellationToken cancelled)
    {
        string host = url.GetLeftPart(UriPartial.Authority);
        var pause = options.Pause;
        if (robots.TryGetValue(host, out var rules) && rules.Pause > pause.TotalSeconds) pause = TimeSpan.FromSeconds(rules.Pause);
        if (lastRequest.TryGetValue(host, out long last) && pause - time.GetElapsedTime(last) is { Ticks: > 0 } left) await Task.Delay(left, time, cancelled);
        lastRequest[host] = time.GetTimestamp();
    }

    private TimeSpan After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => TimeSpan.Zero,
    };

    private static string? ContentTypeOf(HttpResponseMessage response) => response.Content.Headers.TryGetValues("Content-Type", out var values) ? values.First() : null;

    /// <summary>The body, unpacked, within the limits on time and size.</summary>
    private async Task<byte[]> Body(HttpResponseMessage response, CancellationToken cancelled)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        limit.CancelAfter(options.Timeout);
        if (response.Content.Headers.ContentLength > options.LongestBody) throw TooLong(options.LongestBody);
        try
        {
            await using var sent = await response.Content.ReadAsStreamAsync(limit.Token);
            byte[] packed = await All(sent, options.LongestBody, limit.Token);
            foreach (string coding in response.Content.Headers.ContentEncoding.Reverse())
            {
                using var stream = new MemoryStream(packed);
                await using Stream? plain = coding.ToUpperInvariant() switch
                {
                    "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
                    "DEFLATE" => new ZLibStream(stream, CompressionMode.Decompress),
                    "BR" => new BrotliStream(stream, CompressionMode.Decompress),
                    "IDENTITY" => null,
                    _ => throw new FetchException($"is packed in a way that is not known ({coding})"),
                };
                if (plain is not null) packed = await All(plain, options.LongestUnpacked, limit.Token);
            }

            return packed;
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            throw new FetchException(string.Create(CultureInfo.InvariantCulture, $"is not sent within {options.Timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or HttpRequestException)
        {
            throw new FetchException("is not sent whole: " + (e is InvalidDataException ? "what came is not packed as it says" : e.Message), e);
        }
    }

    private static async Task<byte[]> All(Stream stream, int longest, CancellationToken cancelled)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancelled)) > 0;)
        {
            if (all.Length + read > longest) throw TooLong(longest);
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static FetchException TooLong(int longest) => new(string.Create(CultureInfo.InvariantCulture, $"is longer than {longest / 1048576.0:0.##} MB; too much for a page"));
}
