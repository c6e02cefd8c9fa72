namespace Parley.Reports;

/// <summary>Why an input could not be read, or not wholly: where, what is wrong and what to do, in one line.</summary>
/// <param name="Where">File, or file and line ("reports.jsonl:12").</param>
/// <param name="What">What is wrong and what to do.</param>
public sealed record InputFault(string Where, string What)
{
    /// <summary>"where: what" on one line.</summary>
    public override string ToString() => $"{Where}: {What}".ReplaceLineEndings(" ");
}

/// <summary>One thing that an input gave: a report, a fault, or a remark that is no fault ("3 files of other kinds skipped"). Exactly one of the three is not null.</summary>
/// <param name="Report">A report, not yet laid out.</param>
/// <param name="Fault">What kept a report from being read.</param>
/// <param name="Remark">What the user may want to know.</param>
public readonly record struct InputItem(RawReport? Report, InputFault? Fault, string? Remark)
{
    internal static InputItem Of(RawReport report) => new(report, null, null);

    internal static InputItem Of(InputFault fault) => new(null, fault, null);

    internal static InputItem Of(string remark) => new(null, null, remark);
}
