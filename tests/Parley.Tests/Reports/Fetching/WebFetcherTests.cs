using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Parley.Reports.Fetching;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports.Fetching;

public sealed class WebFetcherTests : IDisposable
{
    private readonly LoopbackServer server = new();
    private readonly FetchOptions options = new() { AllowPrivate = true, Pause = TimeSpan.Zero, Backoff = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_page_is_fetched_with_a_clear_user_agent_and_nothing_that_identifies_the_user()
    {
        server.Say("/a", "<p>hello", "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: a=b");
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        var fetched = await fetcher.Fetch(server.Address("/a"));
        await fetcher.Fetch(server.Address("/a"));
        Encoding.UTF8.GetString(fetched.Body).ShouldBe("<p>hello");
        fetched.ContentType.ShouldBe("text/html; charset=utf-8");
        server.Requests.ShouldAllBe(r => r.Contains("User-Agent: Parley/") && !r.Contains("Cookie:") && !r.Contains("Referer"));
    }

    [Theory]
    [InlineData("file:///etc/passwd", "no http or https")]
    [InlineData("ftp://example.org/x", "no http or https")]
    [InlineData("gopher://example.org/x", "no http or https")]
    [InlineData("http://user:word@example.org/", "holds a user's name")]
    [InlineData("http://127.0.0.1/", "private address")]
    [InlineData("http://2130706433/", "private address")]
    [InlineData("http://0x7f.1/", "private address")]
    [InlineData("http://[::1]/", "private address")]
    [InlineData("http://[::ffff:10.0.0.1]/", "private address")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "private address")]
    [InlineData("http://192.168.1.1/", "private address")]
    [InlineData("http://localhost/", "private address")]
    public async Task Addresses_of_this_machine_and_its_networks_are_refused(string url, string why)
    {
        using var fetcher = new WebFetcher(new() { Retries = 0 }, TimeProvider.System);
        (await Should.ThrowAsync<FetchException>(() => fetcher.Fetch(new(url)))).Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("100.64.1.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::127.0.0.1", false)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    public async Task A_redirect_may_not_leave_the_web(string target)
    {
        server.Say("/a", "", $"Location: {target}", "302 Found");
        await Fails("/a", "no http or https");
    }

    [Theory]
    [InlineData("http://10.0.0.1/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("//169.254.169.254/latest/meta-data/")]
    [InlineData("http://0xc0a80001:80/x")]
    public async Task A_redirect_may_not_lead_to_a_private_address(string target)
    {
        // The server stands for a public one; every other address is judged as ever.
        FetchOptions fromOutside = options with { AllowPrivate = false, IsPublic = address => address.Equals(IPAddress.Loopback) || PublicAddress.IsPublic(address) };
        server.Say("/a", "", $"Location: {target}", "302 Found");
        await Fails("/a", "leads to a private address", fromOutside);
        server.Say("/robots.txt", "", $"Location: {target}", "302 Found");
        server.Say("/b", "ok");
        await Fails("/b", "leads to a private address", fromOutside);
    }

    [Fact]
    public async Task A_name_that_resolves_to_another_address_after_a_redirect_is_checked_again()
    {
        bool moved = false;
        server.Do("/a", async (_, stream) =>
        {
            moved = true;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: http://localhost:{server.Address("/").Port}/b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        });
        server.Say("/b", "secret");
        await Fails("/a", "leads to a private address (localhost)", options with { AllowPrivate = false, IsPublic = _ => !moved });
        server.Asked().ShouldBe(["/a"]);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_the_last_address_is_the_pages()
    {
        server.Say("/a", "", "Location: /b?x=1", "301 Moved Permanently");
        server.Say("/b?x=1", "here");
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        (await fetcher.Fetch(server.Address("/a"))).Url.ShouldBe(server.Address("/b?x=1"));
    }

    [Fact]
    public async Task A_loop_of_redirects_ends()
    {
        server.Say("/a", "", "Location: /b", "302 Found");
        server.Say("/b", "", "Location: /a", "302 Found");
        await Fails("/a", "redirected more than 5 times");
        server.Asked().Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_slow_server_is_left()
    {
        server.Do("/a", async (_, stream) => { await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"u8.ToArray()); await Task.Delay(60_000); });
        server.Say("/robots.txt", "");
        var watch = Stopwatch.StartNew();
        await Fails("/a", "not sent within", options with { Timeout = TimeSpan.FromSeconds(3), Retries = 0 });
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left()
    {
        server.Say("/robots.txt", "");
        server.Do("/a", (_, _) => Task.Delay(60_000));
        await Fails("/a", "does not answer within 2 s", options with { Timeout = TimeSpan.FromSeconds(2), Retries = 0 });
    }

    [Fact]
    public async Task Endless_headers_are_cut_off()
    {
        server.Say("/robots.txt", "");
        server.Do("/a", async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
            while (true) await stream.WriteAsync("X-More: and more and more and more and more\r\n"u8.ToArray());
        });
        await Fails("/a", "cannot be fetched", options with { Retries = 0 });
    }

    [Fact]
    public async Task What_comes_after_the_length_that_was_said_is_not_the_page()
    {
        server.Do("/a", async (_, stream) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n<p>hello<p>more"u8.ToArray()));
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        Encoding.UTF8.GetString((await fetcher.Fetch(server.Address("/a"))).Body).ShouldBe("<p>hello");
    }

    [Fact]
    public async Task An_endless_page_is_cut_off()
    {
        server.Do("/a", async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray());
            while (true) await stream.WriteAsync(new byte[8192]);
        });
        await Fails("/a", "is longer than 1 MB", options with { LongestBody = 1 << 20 });
    }

    [Fact]
    public async Task A_page_that_says_it_is_too_long_is_not_fetched()
    {
        server.Do("/a", async (_, stream) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n"u8.ToArray()));
        await Fails("/a", "is longer than");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_page_may_come_packed_and_a_bomb_does_not_go_off(string coding)
    {
        server.Say("/good", Packed("<p>hello"u8.ToArray(), coding), "Content-Type: text/html\r\nContent-Encoding: " + coding);
        server.Say("/bomb", Packed(new byte[8 << 20], coding), "Content-Type: text/html\r\nContent-Encoding: " + coding);
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        Encoding.UTF8.GetString((await fetcher.Fetch(server.Address("/good"))).Body).ShouldBe("<p>hello");
        await Fails("/bomb", "is longer than 1 MB", options with { LongestUnpacked = 1 << 20 });
    }

    [Fact]
    public async Task What_is_not_packed_as_it_says_is_a_fault()
    {
        server.Say("/a", "<p>hello", "Content-Type: text/html\r\nContent-Encoding: gzip");
        await Fails("/a", "not packed as it says");
    }

    [Fact]
    public async Task A_page_that_breaks_off_is_a_fault()
    {
        server.Do("/a", async (_, stream) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>short"u8.ToArray()));
        await Fails("/a", "not sent whole");
    }

    [Fact]
    public async Task A_reset_connection_is_tried_again()
    {
        int times = 0;
        server.Do("/a", async (_, stream) =>
        {
            if (++times < 3)
            {
                stream.Socket.LingerState = new(true, 0);
                stream.Socket.Close();
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
        });
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        Encoding.UTF8.GetString((await fetcher.Fetch(server.Address("/a"))).Body).ShouldBe("ok");
        times.ShouldBe(3);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task Retry_After_is_kept_to(string status)
    {
        int times = 0;
        server.Do("/a", async (_, stream) => await stream.WriteAsync(Encoding.ASCII.GetBytes(++times == 1
            ? $"HTTP/1.1 {status}\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")));
        var watch = Stopwatch.StartNew();
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        (await fetcher.Fetch(server.Address("/a"))).Body.Length.ShouldBe(2);
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(950));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_wait_is_left()
    {
        server.Say("/a", "", "Retry-After: 3600", "503 Service Unavailable");
        await Fails("/a", "come back in 3600 s");
        server.Asked().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Robots_txt_is_kept_to()
    {
        server.Say("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: parley # us\nDisallow: /closed/\nAllow: /closed/open$\n", "Content-Type: text/plain");
        server.Say("/public", "ok");
        server.Say("/closed/open", "ok");
        using var fetcher = new WebFetcher(options, TimeProvider.System);
        await fetcher.Fetch(server.Address("/public"));
        await fetcher.Fetch(server.Address("/closed/open"));
        await Should.ThrowAsync<FetchException>(() => fetcher.Fetch(server.Address("/closed/x")));
        server.Requests.Count(r => r.StartsWith("/robots.txt", StringComparison.Ordinal)).ShouldBe(1);
        server.Asked().ShouldBe(["/public", "/closed/open"]);
    }

    [Fact]
    public async Task Where_robots_txt_is_out_of_order_nothing_is_fetched()
    {
        server.Say("/robots.txt", "", status: "500 Oops");
        server.Say("/a", "ok");
        await Fails("/a", "robots");
        server.Asked().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /a*z$", "/abcz", false)]
    [InlineData("User-agent: *\nDisallow: /a*z$", "/abczy", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /n", "/news", true)]
    [InlineData("User-agent: *\nDisallow:", "/x", true)]
    [InlineData("User-agent: other\nDisallow: /", "/x", true)]
    [InlineData("User-agent: other\nUser-agent: Parley\nDisallow: /x", "/x", false)]
    [InlineData("Disallow: /", "/x", true)]
    public void The_rules_of_a_robots_txt(string text, string path, bool allowed) => RobotRules.Of(text, WebFetcher.RobotName).Allows(path).ShouldBe(allowed);

    [Fact]
    public void A_pattern_of_stars_takes_no_long_time()
    {
        var rules = RobotRules.Of("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "b", "Parley");
        rules.Allows("/" + new string('a', 5000)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_is_asked_for_again_only_if_it_changed()
    {
        string folder = Directory.CreateTempSubdirectory("parley-").FullName;
        server.Do("/a", async (request, stream) => await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Contains("If-None-Match: \"v1\"") && request.Contains("If-Modified-Since: Tue, 04 Mar 2031 08:00:00 GMT")
            ? "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Tue, 04 Mar 2031 08:00:00 GMT\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")));
        for (int time = 0; time < 2; time++)
        {
            using var fetcher = new WebFetcher(options with { Cache = folder }, TimeProvider.System);
            var fetched = await fetcher.Fetch(server.Address("/a"));
            (Encoding.UTF8.GetString(fetched.Body), fetched.ContentType, fetched.Unchanged).ShouldBe(("ok", "text/html", time == 1));
        }

        foreach (string file in Directory.GetFiles(folder, "*.bin")) File.WriteAllText(file, "cut");
        using var again = new WebFetcher(options with { Cache = folder }, TimeProvider.System);
        (await again.Fetch(server.Address("/a"))).Unchanged.ShouldBeFalse("what is kept was damaged");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_host_is_asked_once_in_a_while()
    {
        server.Say("/a", "ok");
        var watch = Stopwatch.StartNew();
        using var fetcher = new WebFetcher(options with { Pause = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        for (int i = 0; i < 3; i++) await fetcher.Fetch(server.Address("/a"));
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(850), "robots.txt and three pages: three pauses");
    }

    private async Task Fails(string path, string why, FetchOptions? with = null)
    {
        using var fetcher = new WebFetcher(with ?? options, TimeProvider.System);
        (await Should.ThrowAsync<FetchException>(() => fetcher.Fetch(server.Address(path)))).Message.ShouldContain(why);
    }

    private static byte[] Packed(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest) : coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest) : new ZLibStream(packed, CompressionLevel.Fastest)) stream.Write(bytes);
        return packed.ToArray();
    }
}
