using System.Globalization;
using BenchmarkDotNet.Running;
using Parley.Benchmarks;

// Many sizes at a glance, with medians and spreads; the switcher measures single ones closely.
if (args is ["bargaining", "frontier", string parties, string seed, ..])
{
    BargainingTable.PrintFrontier(int.Parse(parties, CultureInfo.InvariantCulture), uint.Parse(seed, CultureInfo.InvariantCulture), args is [.., "fine"]);
    return;
}

if (args is ["bargaining", "rule", string rule, string sides, string issues, string options, string draw])
{
    BargainingTable.PrintRule(Enum.Parse<Parley.Bargaining.SolutionKind>(rule), int.Parse(sides, CultureInfo.InvariantCulture), int.Parse(issues, CultureInfo.InvariantCulture), int.Parse(options, CultureInfo.InvariantCulture), uint.Parse(draw, CultureInfo.InvariantCulture));
    return;
}

if (args is ["bargaining", ..])
{
    BargainingTable.Print(args is [_, string folder, ..] ? folder : null);
    return;
}

if (args is ["reading", string reports, ..])
{
    ReadingTable.Print(reports, args is [_, _, string most] ? int.Parse(most, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue);
    return;
}

if (args is ["ledger", string where, ..])
{
    LedgerTable.Print(where, args is [_, _, string statements, ..] ? int.Parse(statements, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

if (args is ["talks", string many, ..])
{
    TalksTable.Print(int.Parse(many, CultureInfo.InvariantCulture), args is [_, _, string added, ..] ? int.Parse(added, CultureInfo.InvariantCulture) : 200);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
