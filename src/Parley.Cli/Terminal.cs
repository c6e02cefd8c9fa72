using System.Text;

namespace Parley.Cli;

/// <summary>Where a command reads and writes: handed in, so that tests run commands in one process.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output, as bytes.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutIsTerminal">Whether people watch standard output: colour and the terminal's width are for them.</param>
/// <param name="ErrorIsTerminal">Whether people watch standard error: progress is for them.</param>
/// <param name="Width">Columns of the terminal.</param>
internal sealed record Terminal(Stream In, Stream Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, int Width)
{
    /// <summary>Columns where the output is no terminal.</summary>
    public const int DefaultWidth = 100;

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess()
    {
        bool outIsTerminal = !Console.IsOutputRedirected;
        int width = DefaultWidth;
        if (outIsTerminal)
        {
            try
            {
                if (Console.WindowWidth > 0) width = Console.WindowWidth;
            }
            catch (IOException)
            {
                // A terminal that does not tell its width gets the default.
                width = DefaultWidth;
            }
        }

        return new(
            Console.OpenStandardInput(),
            new BufferedStream(Console.OpenStandardOutput(), 1 << 16),
            new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
            outIsTerminal,
            !Console.IsErrorRedirected,
            width);
    }

    /// <summary>Writes text to standard output as UTF-8.</summary>
    public void Write(string text) => Out.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a line to standard output as UTF-8, ended by a line feed on every system.</summary>
    public void WriteLine(string line) => Write(line + "\n");

    /// <summary>Writes one line to standard error: what is wrong, where, and what to do.</summary>
    public void Complain(string line) => Error.Write($"parley: {line.ReplaceLineEndings(" ")}\n");
}
