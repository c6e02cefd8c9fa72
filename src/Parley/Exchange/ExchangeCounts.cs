using System.Globalization;

namespace Parley.Exchange;

/// <summary>How many of what were written or read, in the order they were first counted: nothing is left out in silence.</summary>
public sealed class ExchangeCounts
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    /// <summary>What could not be taken over, one line each.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>What the imported file holds, in words; empty for an export.</summary>
    public string InFile { get; internal set; } = "";

    /// <summary>How many of one kind; 0 for none.</summary>
    public long this[string name] => counts.GetValueOrDefault(name);

    /// <summary>Counts.</summary>
    public void Add(string name, long number = 1)
    {
        if (counts.TryAdd(name, number)) names.Add(name);
        else counts[name] += number;
    }

    /// <summary>Notes what could not be taken over, and why.</summary>
    public void Fault(string what) => faults.Add(what.ReplaceLineEndings(" "));

    /// <summary>"3 reports, 12 statements".</summary>
    public override string ToString() => names.Count == 0 ? "nothing" : string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{counts[name]:N0} {name}")));
}
