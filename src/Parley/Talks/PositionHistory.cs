using Parley.Positions;

namespace Parley.Talks;

/// <summary>Everything found on one party's position on one target, over time.</summary>
/// <param name="Holder">Id of the party.</param>
/// <param name="Target">Id of a proposal or an issue.</param>
/// <param name="Entries">The tellings of every stance that is sure enough to be shown (<see cref="ShownConfidence.Position"/>), in time order (undated last).</param>
/// <param name="Uncertain">The rest, in time order.</param>
/// <param name="Now">Where the party stands; null where only uncertain entries were found.</param>
/// <param name="Before">Where it stood before it changed, by the same rules; null where no change is known.</param>
/// <param name="Change">What happened to the position since the date that was asked for.</param>
public sealed record PositionHistory(
    string Holder, string Target, IReadOnlyList<PositionEntry> Entries, IReadOnlyList<PositionEntry> Uncertain, Standing? Now, Standing? Before, PositionChange Change)
{
    /// <summary>
    /// The history of a party's position, from entries in any order. Rules: the holder's own word outranks what an unaffiliated source reports, that outranks what another side
    /// claims; within a rank, the latest day outranks earlier ones; what is undated is never ordered and therefore always counts along. Entries that decide and differ are
    /// weighed by their summed confidence (equal weights: mixed before against before for), and the standing says that they differ.
    /// </summary>
    internal static PositionHistory Of(string holder, string target, IEnumerable<PositionEntry> found, DateOnly? since) => Of(holder, target, found.Select(entry => (entry, WordsOf(entry.Quotation))), since);

    /// <summary>The same, where the words of each sentence are known (<see cref="WordsOf"/>).</summary>
    internal static PositionHistory Of(string holder, string target, IEnumerable<(PositionEntry Entry, string Words)> found, DateOnly? since) => OfTellings(holder, target, Tellings(found), since);

    /// <summary>The words of a quotation, in a form in which those of the same sentence compare equal.</summary>
    internal static string WordsOf(Quotation quotation) => string.Join(' ', WordKey.Words(quotation.Text));

    /// <summary>The same of entries that no two sentences repeat.</summary>
    internal static PositionHistory OfTellings(string holder, string target, IEnumerable<PositionEntry> tellings, DateOnly? since)
    {
        PositionEntry[] all = [.. tellings.OrderBy(entry => entry.Quotation.Day ?? DateOnly.MaxValue).ThenBy(entry => entry.Quotation.Report).ThenBy(entry => entry.Quotation.Span).ThenBy(entry => entry.Voice)
            .ThenBy(entry => entry.Stance).ThenByDescending(entry => entry.Confidence)];
        double[,] support = SupportOf(all);
        bool IsShown(PositionEntry entry) => entry.Confidence >= ShownConfidence.Telling && support[(int)entry.Voice, (int)entry.Stance] >= ShownConfidence.Position;
        PositionEntry[] shown = [.. all.Where(IsShown)];
        Standing? now = StandingOf(shown);
        Standing? before = null;
        if (now?.Since is { } changed)
            before = StandingOf([.. shown.Where(entry => entry.Voice == now.Voice && entry.Quotation.Day < changed)]);
        return new PositionHistory(holder, target, shown, [.. all.Where(entry => !IsShown(entry))], now, before, ChangeSince(shown, now, since));
    }

    /// <summary>Where the party stood at the end of a day by what was known then and sure enough to be shown, or null where nothing was. What is undated counts on no day.</summary>
    internal Standing? NowOn(DateOnly day) => OfTellings(Holder, Target, Entries.Concat(Uncertain).Where(entry => entry.Quotation.Day <= day), null).Now;

    /// <summary>Where the party stands by everything that was found, however uncertain.</summary>
    internal Standing NowByAll => StandingOf([.. Entries, .. Uncertain])!;

    /// <summary>
    /// How sure each stance is in each voice, by their numbers: the probability that not all who tell it are wrong, 1 − ∏(1 − p), as if they erred independently. Tellings that are hardly more than a guess do not count,
    /// or many guesses would make a certainty.
    /// </summary>
    private static double[,] SupportOf(IEnumerable<PositionEntry> entries)
    {
        var support = new double[3, 3];
        foreach (PositionEntry entry in entries.Where(entry => entry.Confidence >= ShownConfidence.Telling))
        {
            ref double known = ref support[(int)entry.Voice, (int)entry.Stance];
            known = 1 - ((1 - known) * (1 - entry.Confidence));
        }

        return support;
    }

    /// <summary>Within so many days the same sentence in another report is the same telling; later it is said again.</summary>
    private const int SameStory = 3;

    /// <summary>A sentence of fewer words may be said twice without being a copy.</summary>
    private const int ShortestCopy = 5;

    /// <summary>The same sentence in several reports of a few days, or told by two statements within it, is one telling: the first of them in time, as sure as the surest.</summary>
    private static IEnumerable<PositionEntry> Tellings(IEnumerable<(PositionEntry Entry, string Words)> found)
    {
        foreach (var sentence in found.GroupBy(told => (told.Entry.Stance, told.Entry.Voice, told.Words), told => told.Entry))
        {
            var places = new List<PositionEntry>();
            foreach (PositionEntry entry in sentence.OrderBy(entry => entry.Quotation.Day ?? DateOnly.MaxValue).ThenBy(entry => entry.Quotation.Report).ThenByDescending(entry => entry.Confidence)
                .ThenBy(entry => entry.Quotation.Statement, StringComparer.Ordinal))
            {
                bool same = places.Count > 0 && (entry.Quotation.Report == places[0].Quotation.Report
                    || (sentence.Key.Words.AsSpan().Count(' ') + 1 >= ShortestCopy && !(entry.Quotation.Day?.DayNumber - places[0].Quotation.Day?.DayNumber > SameStory)));
                if (!same && places.Count > 0)
                {
                    yield return Telling(places);
                    places.Clear();
                }

                places.Add(entry);
            }

            yield return Telling(places);
        }
    }

    private static PositionEntry Telling(List<PositionEntry> places) => places[0] with
    {
        Confidence = places.Max(entry => entry.Confidence),
        Repeats = [.. places.SelectMany(entry => entry.Repeats.Prepend(entry.Quotation)).Where(quotation => quotation.Report != places[0].Quotation.Report).DistinctBy(quotation => quotation.Report).OrderBy(quotation => quotation.Report)],
    };

    private static PositionChange ChangeSince(PositionEntry[] shown, Standing? now, DateOnly? since)
    {
        if (since is not { } day || now is null || !now.Basis.Any(entry => entry.Quotation.Day > day)) return PositionChange.None;
        Standing? then = StandingOf([.. shown.Where(entry => entry.Quotation.Day <= day)]);
        if (then is null) return PositionChange.New;

        // What others claimed of a side before it spoke for itself was never its stance: it did not move.
        if (then.Voice != now.Voice) return then.Stance == now.Stance ? PositionChange.Restated : PositionChange.New;
        return then.Stance != now.Stance ? PositionChange.Moved : PositionChange.None;
    }

    private static Standing? StandingOf(PositionEntry[] entries)
    {
        if (entries.Length == 0) return null;
        Voice voice = entries.Select(entry => entry.Voice).MinBy(Rank);
        PositionEntry[] ranked = [.. entries.Where(entry => entry.Voice == voice)];
        DateOnly? latest = ranked.Select(entry => entry.Quotation.Day).Max();
        PositionEntry[] deciding = [.. ranked.Where(entry => entry.Quotation.Day is null || entry.Quotation.Day == latest)];
        Stance stance = Weightiest(deciding);
        DateOnly? since = latest;
        foreach (IGrouping<DateOnly?, PositionEntry> day in ranked.Where(entry => entry.Quotation.Day is not null).GroupBy(entry => entry.Quotation.Day).OrderByDescending(group => group.Key))
        {
            if (Weightiest([.. day]) != stance) break;
            since = day.Key;
        }
        PositionEntry[] basis = [.. deciding.Where(entry => entry.Stance == stance)];
        PositionEntry[] other = [.. deciding.Where(entry => entry.Stance != stance)];
        return new Standing(stance, voice, since, basis, other, Math.Round(SupportOf(entries)[(int)voice, (int)stance], 3));
    }

    private static int Rank(Voice voice) => voice switch { Voice.Own => 0, Voice.Reported => 1, _ => 2 };

    private static Stance Weightiest(PositionEntry[] entries)
    {
        double pro = 0, contra = 0, mixed = 0;
        foreach (PositionEntry entry in entries)
        {
            if (entry.Stance == Stance.For) pro += entry.Confidence;
            else if (entry.Stance == Stance.Against) contra += entry.Confidence;
            else mixed += entry.Confidence;
        }
        return mixed >= contra && mixed >= pro ? Stance.Mixed : contra >= pro ? Stance.Against : Stance.For;
    }
}

/// <summary>A position as one statement tells it.</summary>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Who vouches for it.</param>
/// <param name="Condition">The condition in the source's words, or null.</param>
/// <param name="Act">What the speaker does by saying it.</param>
/// <param name="Confidence">Probability that this statement alone tells holder, target and stance right.</param>
/// <param name="Quotation">The sentences that say it, in the first report that has them.</param>
/// <param name="Repeats">The same sentences in other reports.</param>
public sealed record PositionEntry(Stance Stance, Voice Voice, string? Condition, Act Act, double Confidence, Quotation Quotation, IReadOnlyList<Quotation> Repeats);

/// <summary>Where a party stands on a target.</summary>
/// <param name="Stance">For, against or mixed.</param>
/// <param name="Voice">Whose word it rests on.</param>
/// <param name="Since">First day of the unbroken run of that stance, or null when all that bears it is undated.</param>
/// <param name="Basis">The entries that say so.</param>
/// <param name="Other">Entries of the same rank and day that say otherwise: the conflict is shown, not settled.</param>
/// <param name="Confidence">Probability that not all who tell the stance in that voice are wrong, on any day.</param>
public sealed record Standing(Stance Stance, Voice Voice, DateOnly? Since, IReadOnlyList<PositionEntry> Basis, IReadOnlyList<PositionEntry> Other, double Confidence)
{
    /// <summary>Whether the deciding entries hold both "for" and "against".</summary>
    public bool IsDivided => Stance != Stance.Mixed && Other.Any(entry => entry.Stance != Stance.Mixed);

    /// <summary>The latest condition that was named, in the source's words, or null.</summary>
    public string? Condition => Basis.LastOrDefault(entry => entry.Condition is not null)?.Condition;
}

/// <summary>What happened to a position since a date.</summary>
public enum PositionChange
{
    /// <summary>Nothing, or no date was asked for.</summary>
    None,
    /// <summary>The first that is known of it came after the date.</summary>
    New,
    /// <summary>The stance is another one.</summary>
    Moved,
    /// <summary>The stance is the same, on better authority.</summary>
    Restated,
}
