using System.Globalization;
using Parley.Positions;

namespace Parley.Talks.Networks;

/// <summary>
/// The positions of a negotiation as coded statements: variables <c>party</c> (the holder), <c>actor</c> (who says so, where the holder's own side does), <c>issue</c>, <c>proposal</c> and <c>target</c>
/// (either of them), and the qualifier <c>stance</c> (-1 against, 0 mixed, 1 for). A report is a document, its publisher the source and its byline the author.
/// </summary>
public static class TalksNetworkData
{
    /// <summary>The qualifier's name.</summary>
    public const string Qualifier = "stance";

    private static readonly NetworkVariable[] Variables =
    [
        new("party", VariableKind.ShortText), new("actor", VariableKind.ShortText), new("issue", VariableKind.ShortText), new("proposal", VariableKind.ShortText), new("target", VariableKind.ShortText),
        new(Qualifier, VariableKind.Stance),
    ];

    /// <summary>The positions of at least this confidence, each by its own statement; without one those of the stances that a brief shows.</summary>
    public static NetworkData Of(Negotiation talks, double? least = null)
    {
        ArgumentNullException.ThrowIfNull(talks);
        Dictionary<int, NetworkDocument> documents = talks.Reports.ToDictionary(report => report.Number, report => new NetworkDocument(report.Number, Moment(report))
        {
            Title = report.Report.Title ?? "",
            Author = report.Report.Byline ?? "",
            Source = report.Report.Publisher ?? "",
        });
        Dictionary<string, string> parties = Distinct(talks.Parties.Select(party => (party.Id, party.Name)));
        Dictionary<string, string> targets = Distinct(talks.Proposals.Select(proposal => (proposal.Id, proposal.Label)).Concat(talks.Issues.Select(issue => (issue.Id, issue.Label))));
        HashSet<string> proposals = [.. talks.Proposals.Select(proposal => proposal.Id)], actors = [.. talks.Actors.Select(actor => actor.Name)];
        var statements = new List<NetworkStatement>();
        foreach (PositionHistory history in talks.Positions)
            foreach (PositionEntry entry in Counted(history, least))
            {
                var values = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["party"] = parties[history.Holder],
                    ["target"] = targets[history.Target],
                    [proposals.Contains(history.Target) ? "proposal" : "issue"] = targets[history.Target],
                    [Qualifier] = entry.Stance switch { Stance.For => "1", Stance.Against => "-1", _ => "0" },
                };
                if (entry.Voice == Voice.Own && entry.Quotation.Speaker is { } speaker && actors.Contains(speaker)) values["actor"] = speaker;

                // What several documents say is a statement of each: which repetitions count is a setting of the network.
                foreach (Quotation place in entry.Repeats.Prepend(entry.Quotation))
                    statements.Add(new(statements.Count + 1, documents[place.Report], place.Span.Start, place.Span.End, values));
            }

        return new(Variables, [.. documents.Values], statements);
    }

    /// <summary>Number of tellings that <see cref="Of"/> leaves out.</summary>
    public static int LeftOut(Negotiation talks, double? least = null)
    {
        ArgumentNullException.ThrowIfNull(talks);
        return talks.Positions.Sum(history => history.Entries.Count + history.Uncertain.Count - Counted(history, least).Count());
    }

    private static IEnumerable<PositionEntry> Counted(PositionHistory history, double? least) =>
        least is { } bar ? history.Entries.Concat(history.Uncertain).Where(entry => entry.Confidence >= bar) : history.Entries;

    /// <summary>Names by id; where two things are called the same, the later one's id stands behind its name.</summary>
    private static Dictionary<string, string> Distinct(IEnumerable<(string Id, string Name)> named)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, name) in named) names[id] = taken.Add(name) ? name : $"{name} ({id})";
        return names;
    }

    private static DateTime? Moment(TalksReport report)
    {
        string? published = report.Report.Published;
        if (published is { Length: > 10 } && DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)) return moment.UtcDateTime;
        return report.Day?.ToDateTime(TimeOnly.MinValue);
    }
}
