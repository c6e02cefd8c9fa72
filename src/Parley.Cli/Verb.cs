using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Parley.Cli;

/// <summary>A command with an example of its use, which its help ends with.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in one sentence.</param>
/// <param name="example">One or more command lines, each with a remark above if it needs one.</param>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    /// <summary>What the help ends with.</summary>
    public string Example { get; } = example;
}

/// <summary>The usual help, at a fixed width, with the example below it.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly HelpAction inner = new() { MaxWidth = Terminal.DefaultWidth };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        // What a verb takes by itself is nothing to the verbs below it.
        for (SymbolResult? above = parseResult.CommandResult.Parent; above is CommandResult result; above = above.Parent)
            foreach (Argument argument in result.Command.Arguments) argument.Hidden = true;
        int code = inner.Invoke(parseResult);
        string? example = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Example,
            RootCommand => CommandLine.Example,
            _ => null,
        };
        if (example is not null)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.Write("Example:\n");
            foreach (string line in example.Split('\n')) output.Write($"  {line}\n");
        }

        return code;
    }
}
