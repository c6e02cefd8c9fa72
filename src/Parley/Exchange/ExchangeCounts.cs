using System.Globalization;

namespace Parley.Exchange;

/// <summary>How many of what were written or read, in the order they were first counted: nothing is left out in silence.</summary>
public sealed class ExchangeCounts
{
    private const string Left = "left out";

    private readonly List<string> names = [];
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private readonly List<(string Line, string One, string Many, long Number)> notes = [];

    /// <summary>What could not be taken over, one line each.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>What the form of an export has no place for, or says otherwise, and how many of each: a line for what is left out, a line for each other thing.</summary>
    public IEnumerable<string> Notes => notes.GroupBy(note => note.Line).Select(line =>
        $"{line.Key}: {string.Join(", ", line.Select(note => Number(note.Number, note.Number == 1 ? note.One : note.Many)))}{(line.Key == Left ? "; csv and jsonl have all" : "")}");

    /// <summary>Readings that were written, of all that the ledger has.</summary>
    internal long Readings { get; set; }

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

    /// <summary>Counts what the form has no place for.</summary>
    internal void LeaveOut(long number, string one, string? many = null) => Note(Left, number, one, many);

    /// <summary>Counts what the form says otherwise, or not where one looks for it.</summary>
    /// <param name="line">How, in words.</param>
    /// <param name="number">How many; none are not mentioned.</param>
    /// <param name="one">What to call one.</param>
    /// <param name="many">What to call several; null for an s more.</param>
    internal void Note(string line, long number, string one, string? many = null)
    {
        if (number <= 0) return;
        int at = notes.FindIndex(note => note.Line == line && note.One == one);
        if (at < 0) notes.Add((line, one, many ?? one + "s", number));
        else notes[at] = notes[at] with { Number = notes[at].Number + number };
    }

    /// <summary>"3 reports, 12 statements".</summary>
    public override string ToString() => names.Count == 0 ? "nothing" : string.Join(", ", names.Select(name => Number(counts[name], name)));

    private static string Number(long number, string name) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {name}");
}
