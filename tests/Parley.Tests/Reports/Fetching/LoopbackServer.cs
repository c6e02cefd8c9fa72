using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Reports.Fetching;

/// <summary>A web server on loopback that answers each path with the bytes it was told, and can misbehave: a script writes to the raw connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentDictionary<string, Func<string, NetworkStream, Task>> paths = new();

    public LoopbackServer()
    {
        listener.Start();
        _ = Accept();
    }

    /// <summary>Requests in the order of their coming, each "PATH" with its headers below.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}{path}");

    /// <summary>Paths asked for, robots.txt excepted.</summary>
    public string[] Asked() => [.. Requests.Select(r => r.Split('\n')[0]).Where(p => p != "/robots.txt")];

    /// <summary>Answers a path with a status line, headers and a body.</summary>
    public void Say(string path, string body, string headers = "Content-Type: text/html; charset=utf-8", string status = "200 OK") => Say(path, Encoding.UTF8.GetBytes(body), headers, status);

    public void Say(string path, byte[] body, string headers = "Content-Type: text/html; charset=utf-8", string status = "200 OK") =>
        Do(path, async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(body);
        });

    /// <summary>Answers a path by a script that is given the request and the raw connection.</summary>
    public void Do(string path, Func<string, NetworkStream, Task> script) => paths[path] = script;

    public void Dispose()
    {
        stopped.Cancel();
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync(stopped.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var request = new StringBuilder();
            byte[] buffer = new byte[8192];
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = await stream.ReadAsync(buffer, stopped.Token);
                if (read == 0) return;
                request.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            string[] lines = request.ToString().Split("\r\n");
            string path = lines[0].Split(' ')[1];
            string seen = path + "\n" + string.Join('\n', lines[1..]);
            Requests.Enqueue(seen);
            if (paths.TryGetValue(path, out var script)) await script(seen, stream);
            else await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client hung up, as it should on a server that misbehaves.
        }
    }
}
