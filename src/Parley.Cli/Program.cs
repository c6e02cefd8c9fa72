namespace Parley.Cli;

/// <summary>The command line <c>parley</c>: one file a verb.</summary>
internal static class Program
{
    private static int Main(string[] args) => CommandLine.Run(args, Terminal.OfProcess());
}
