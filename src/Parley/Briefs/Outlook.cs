using Parley.Positions;
using Parley.Talks;

namespace Parley.Briefs;

/// <summary>Counts over what is shown, and one sentence that follows from them by the rule that stands beside it. No forecast: nothing is said that the counts do not carry.</summary>
/// <param name="Indicators">The counts, in fixed order.</param>
/// <param name="Sentence">What they say.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="Drivers">Figures that bear on it, in fixed order: refusals among the answers, which decide the sentence; beside them the widest distance, claims denied, deadlines, movement, a turn of events. Empty where none does.</param>
public sealed record Outlook(IReadOnlyList<Indicator> Indicators, string Sentence, string Rule, IReadOnlyList<string> Drivers)
{
    /// <summary>The outlook of a negotiation.</summary>
    internal static Outlook Of(Negotiation talks, TalksMeasures measures)
    {
        var authors = talks.Proposals.ToDictionary(proposal => proposal.Id, proposal => proposal.By, StringComparer.Ordinal);
        PositionHistory[] own = [.. talks.Positions.Where(history => history.Now is { Voice: Voice.Own })];
        PositionHistory[] onTexts = [.. own.Where(history => authors.TryGetValue(history.Target, out IReadOnlyList<string>? by) && !by.Contains(history.Holder))];
        int accepted = onTexts.Count(history => history.Now!.Stance == Stance.For);
        int refused = onTexts.Count(history => history.Now!.Stance == Stance.Against);
        int conditional = onTexts.Count(history => history.Now!.Stance == Stance.Mixed);
        var byTarget = own.GroupBy(history => history.Target, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        int opposed = byTarget.Count(group => group.Any(history => history.Now!.Stance == Stance.For) && group.Any(history => history.Now!.Stance == Stance.Against));
        int agreed = byTarget.Count(group => group.All(history => history.Now!.Stance == group.First().Now!.Stance) && group.First().Now!.Stance != Stance.Mixed);
        int denied = talks.Disagreements.Count(disagreement => disagreement is { IsClaimUnnamed: false, Kind: DisagreementKind.ClaimDenied or DisagreementKind.ClaimAgainstOwnWord });
        int deadlines = talks.Timeline.Count(entry => entry is { IsDeadline: true, Kind: "moved" or "passed" });
        Indicator[] indicators =
        [
            new("accepted", "Accepted", accepted, "answers in a side's own word to a text of another side"),
            new("refused", "Refused", refused, "such answers that refuse the text"),
            new("conditional", "Conditional", conditional, "such answers that accept in part or set conditions"),
            new("opposed", "Opposed", opposed, "texts and points with own words both for and against"),
            new("agreed", "Agreed", agreed, "texts and points with two own words or more, all alike"),
            new("claimsDenied", "Claims denied", denied, "claims of a named source that the other side's own word denies"),
            new("deadlinesMovedOrPassed", "Deadlines", deadlines, "deadlines that were moved or have passed"),
        ];
        (string sentence, string rule) = Conclude(accepted, refused, conditional, opposed, agreed);
        if (denied > 0) sentence += $", and {Wording.Count(denied, "claim")} of one side {(denied == 1 ? "is" : "are")} denied by the other";
        return new Outlook(indicators, sentence + ".", rule, Weighing(talks, measures, accepted, refused, conditional, deadlines));
    }

    private static List<string> Weighing(Negotiation talks, TalksMeasures measures, int accepted, int refused, int conditional, int deadlines)
    {
        var drivers = new List<string>();
        int answers = accepted + refused + conditional;
        if (answers > 0) drivers.Add($"{Wording.None(refused)} of {Wording.Count(answers, "answer")} to another side's text {(refused == 1 ? "is a refusal" : "are refusals")}");
        if (measures.Distances.FirstOrDefault(pair => pair is { Distance: > 0, Shared: > 1 }) is { } far) drivers.Add($"{Wording.Party(talks, far.A)} and {Wording.Party(talks, far.B)} stand {Wording.Figure(far.Distance)} apart over {Wording.Count(far.Shared, "shared text or point", "shared texts and points")}");
        if (measures.Claims is { Denied: > 0 } claims) drivers.Add($"{Wording.Number(claims.Denied)} of {Wording.Count(claims.Claims, "stance")} claimed of another side {(claims.Denied == 1 ? "is" : "are")} denied by that side");
        if (deadlines > 0) drivers.Add($"{Wording.Count(deadlines, "deadline")} moved or passed");
        if (measures.Movement is { Moved: > 0 } movement) drivers.Add($"{Wording.Number(movement.Moved)} of {Wording.Count(movement.Cells, "position")} that {(movement.Cells == 1 ? "stands" : "stand")} on several days moved");
        const int enough = 3;
        if (measures.Weeks is [.., { } before, { } week] && week.Monday == before.Monday.AddDays(7) && week.Cooperation + week.Conflict >= enough && before.Cooperation + before.Conflict >= enough && Math.Abs(week.Balance - before.Balance) >= 0.5)
            drivers.Add($"events turned towards {(week.Balance > before.Balance ? "cooperation" : "conflict")} in the last week");
        return drivers;
    }

    private static (string Sentence, string Rule) Conclude(int accepted, int refused, int conditional, int opposed, int agreed)
    {
        string counts = $"{Wording.Count(accepted, "acceptance")}, {Wording.Count(refused, "refusal")} and {Wording.Count(conditional, "conditional answer")}";
        if (accepted + refused + conditional == 0)
        {
            return opposed + agreed == 0
                ? ("The reports carry too little of the sides' own words to say where the talks are going", "no side's own word on another's text, and no text or point on which two sides speak for themselves")
                : opposed >= agreed
                    ? ($"The sides speak for themselves on {Wording.Count(opposed + agreed, "shared point")} and stand opposed on {Wording.Number(opposed)}: what was read shows no agreement yet", "no side's own word on another's text; opposed at least as often as alike")
                    : ($"The sides speak for themselves on {Wording.Count(opposed + agreed, "shared point")} and stand alike on {Wording.Number(agreed)}: what was read shows more common ground than open dispute", "no side's own word on another's text; alike more often than opposed");
        }
        if (refused == 0 && conditional == 0) return ($"Every answer found to another side's text is an acceptance ({Wording.Number(accepted)}): what was read points to agreement on it", "acceptances only");
        if (refused == 0) return ($"No side was found to refuse another's text ({counts}): what was read leaves the way to agreement open", "no refusals");
        if (refused > accepted) return ($"Refusals outweigh acceptances ({counts}): what was read does not point to agreement on the texts now on the table", "more refusals than acceptances");
        return ($"Acceptances match or outweigh refusals, but refusals remain ({counts}): what was read points to no common text yet", "at least as many acceptances as refusals, and some refusals");
    }
}

/// <summary>A count.</summary>
/// <param name="Name">Its name in the JSON form.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Count">How many.</param>
/// <param name="Meaning">What is counted.</param>
public sealed record Indicator(string Name, string Label, int Count, string Meaning);
