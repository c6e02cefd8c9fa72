using System.Text;
using Parley.Cli;

namespace Parley.Tests.Cli;

/// <summary>Runs one command line in this process, with streams of its own.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Runs <c>parley arguments</c>.</summary>
    public static CliRun Of(params string[] arguments) => With("", arguments);

    /// <summary>Runs <c>parley arguments</c> with text on standard input.</summary>
    public static CliRun With(string input, params string[] arguments)
    {
        using var output = new MemoryStream();
        var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, new(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, OutIsTerminal: false, ErrorIsTerminal: false, Terminal.DefaultWidth));
        return new(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
