using System.CommandLine;

namespace Parley.Cli;

/// <summary>The command line <c>parley</c>: one file a verb.</summary>
internal static class Program
{
    private static int Main(string[] args) => new RootCommand("Reads news reports about a negotiation and says how the talks stand.").Parse(args).Invoke();
}
