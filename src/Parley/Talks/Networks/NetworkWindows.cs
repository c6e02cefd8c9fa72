namespace Parley.Talks.Networks;

/// <summary>
/// Cuts the period of a selection into moving windows. By default a window covers whole calendar units (days, ISO weeks, months, years) and moves by one, from that of the first moment to that of the
/// last. As DNA does it, a window of <c>w</c> units is centred at moments one unit apart, reaches <c>floor((w-1)/2 + 0.5)</c> units to either side, both ends included, and is dropped where it leaves
/// the period. Windows of statements follow the order of the statements; DNA draws lots among those of one moment, here the order decides.
/// </summary>
internal static class NetworkWindows
{
    /// <summary>More windows than these are a slip of the unit.</summary>
    private const int Most = 100_000;

    /// <summary>The windows in time order, each with its statements.</summary>
    public static IEnumerable<(DateTime From, DateTime To, List<NetworkStatement> Statements)> Of(StatementSelection selection, NetworkSettings settings)
    {
        NetworkWindow window = settings.Window!;
        List<NetworkStatement> dated = [.. selection.Filtered.Where(statement => statement.Document.Date is not null)];
        if (window.Unit == WindowUnit.Events) return OfStatements(dated, window.Size);
        if (selection.From is not { } from || selection.To is not { } to) throw new NetworkException("no document is dated, so there is no window in time; give dates, or leave out the window");
        return (settings.AsDna ? Centred(from, to, window) : Whole(from, to, window, settings.Weeks))
            .Select(bounds => (bounds.From, bounds.To, dated.FindAll(statement => statement.Document.Date >= bounds.From && statement.Document.Date <= bounds.To)));
    }

    private static IEnumerable<(DateTime, DateTime, List<NetworkStatement>)> OfStatements(List<NetworkStatement> statements, int size)
    {
        if (size < 2) throw new NetworkException("a window of statements holds at least 2");
        int half = size / 2;
        for (int t = half; t + half < statements.Count; t++)
        {
            List<NetworkStatement> inside = statements.GetRange(t - half, 2 * half + 1);
            yield return (inside[0].Document.Date!.Value, inside[^1].Document.Date!.Value, inside);
        }
    }

    private static IEnumerable<(DateTime From, DateTime To)> Centred(DateTime from, DateTime to, NetworkWindow window)
    {
        int half = window.Size / 2, windows = 0;
        for (DateTime t = from; t <= to; t = Add(t, 1, window.Unit))
        {
            Limit(++windows);
            DateTime first = Add(t, -half, window.Unit), last = Add(t, half, window.Unit);
            if (first >= from && last <= to) yield return (first, last);
        }
    }

    private static IEnumerable<(DateTime From, DateTime To)> Whole(DateTime from, DateTime to, NetworkWindow window, WeekRule weeks)
    {
        DateTime start = StartOf(from, window.Unit, weeks), last = StartOf(to, window.Unit, weeks);
        int n = 0;
        do
        {
            Limit(n + 1);
            yield return (Add(start, n, window.Unit), Add(start, n + window.Size, window.Unit).AddSeconds(-1));
            n++;
        }
        while (Add(start, n + window.Size - 1, window.Unit) <= last);
    }

    private static void Limit(int windows)
    {
        if (windows > Most) throw new NetworkException($"the period has more than {Most} windows; take a longer unit");
    }

    private static DateTime StartOf(DateTime moment, WindowUnit unit, WeekRule weeks) => unit switch
    {
        WindowUnit.Seconds => moment,
        WindowUnit.Minutes => moment.Date.AddMinutes(Math.Floor(moment.TimeOfDay.TotalMinutes)),
        WindowUnit.Hours => moment.Date.AddHours(moment.Hour),
        WindowUnit.Days => moment.Date,
        WindowUnit.Weeks => moment.Date.AddDays(-(weeks == WeekRule.Iso ? ((int)moment.DayOfWeek + 6) % 7 : (int)moment.DayOfWeek)),
        WindowUnit.Months => new DateTime(moment.Year, moment.Month, 1),
        _ => new DateTime(moment.Year, 1, 1),
    };

    private static DateTime Add(DateTime moment, int units, WindowUnit unit)
    {
        try
        {
            return unit switch
            {
                WindowUnit.Seconds => moment.AddSeconds(units),
                WindowUnit.Minutes => moment.AddMinutes(units),
                WindowUnit.Hours => moment.AddHours(units),
                WindowUnit.Days => moment.AddDays(units),
                WindowUnit.Weeks => moment.AddDays(7.0 * units),
                WindowUnit.Months => moment.AddMonths(units),
                _ => moment.AddYears(units),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new NetworkException("the window reaches beyond the calendar; take a shorter one");
        }
    }
}
