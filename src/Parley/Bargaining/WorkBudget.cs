namespace Parley.Bargaining;

/// <summary>When work must end for reasons other than its amount: a caller that gives up, or a time limit. Without a time limit results do not depend on the machine.</summary>
internal sealed class WorkClock(CancellationToken cancel, TimeProvider? time = null, TimeSpan? limit = null)
{
    private readonly long begin = time?.GetTimestamp() ?? 0;
    private readonly TimeSpan limit = limit ?? TimeSpan.MaxValue;

    /// <summary>Ends everything with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>Whether the time is up: what is under way stops with what it has.</summary>
    public bool IsOver => time is not null && limit != TimeSpan.MaxValue && time.GetElapsedTime(begin) > limit;

    /// <summary>A clock for one of <paramref name="parts"/> equal parts of the time that is left.</summary>
    public WorkClock Part(int parts) => limit == TimeSpan.MaxValue ? this : new WorkClock(cancel, time, (limit - time!.GetElapsedTime(begin)) / parts);

    /// <summary>A clock that never runs out.</summary>
    public static WorkClock None(CancellationToken cancel = default) => new(cancel);
}

/// <summary>Steps of work that several searches share, in the order in which they run.</summary>
internal sealed class WorkBudget(long steps)
{
    private readonly long least = steps / 1_000;
    private long left = steps;

    /// <summary>A quarter of what is left, but always enough for a first look.</summary>
    public long Allowed => Math.Max(left / 4, least);

    public void Spend(long work) => left -= work;
}
