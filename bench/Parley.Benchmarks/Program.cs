using BenchmarkDotNet.Running;
using Parley.Benchmarks;

// Many sizes at a glance, with medians and spreads; the switcher measures single ones closely.
if (args is ["bargaining", ..])
{
    BargainingTable.Print(args is [_, string folder, ..] ? folder : null);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
