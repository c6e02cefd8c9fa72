using System.Text;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Exchange;

/// <summary>A text that stands in for a report of which only coded passages are known: the headline, then a paragraph for each passage.</summary>
internal sealed class StandInText(string? headline)
{
    private readonly StringBuilder text = new(string.IsNullOrWhiteSpace(headline) ? "" : headline.Trim() + "\n");

    /// <summary>Adds a passage and says where it stands.</summary>
    public TextSpan Add(string passage)
    {
        if (text.Length > 0) text.Append('\n');
        int start = text.Length;
        text.Append(passage).Append('\n');
        return new(start, start + passage.Length);
    }

    /// <summary>What stands for the bytes that came in: two documents of the same passages are two reports all the same.</summary>
    public static byte[] Original(RawReport report) => Encoding.UTF8.GetBytes($"{report.Id}\n{report.Text}");

    /// <summary>The report.</summary>
    public RawReport Report(string id, string? published, string? publisher, string? url)
    {
        string whole = text.ToString();
        return new(id, id, whole)
        {
            Title = string.IsNullOrWhiteSpace(headline) ? null : headline.Trim(),
            Publisher = publisher,
            Url = url,
            Published = published is null ? null : CalendarDate.Normalise(published),
        };
    }
}

/// <summary>Things by their names, made where they are not there yet.</summary>
internal static class Named
{
    public static string Party(List<Party> parties, string name)
    {
        if (parties.Find(party => party.Name == name) is { } known) return known.Id;
        parties.Add(new(NewId("p", parties.Select(party => party.Id)), name, [], PartyKind.Group, [], 1));
        return parties[^1].Id;
    }

    public static string Actor(List<Actor> actors, string name, string? office, string? party)
    {
        if (actors.Find(actor => actor.Name == name && actor.Party == party) is { } known) return known.Id;
        actors.Add(new(NewId("a", actors.Select(actor => actor.Id)), name, ActorKind.Person, office, party, [], 1));
        return actors[^1].Id;
    }

    public static string Issue(List<Issue> issues, string label)
    {
        if (issues.Find(issue => issue.Label == label) is { } known) return known.Id;
        issues.Add(new(NewId("i", issues.Select(issue => issue.Id)), label, [], 1));
        return issues[^1].Id;
    }

    public static string Proposal(List<Proposal> proposals, string label)
    {
        if (proposals.Find(proposal => proposal.Label == label) is { } known) return known.Id;
        proposals.Add(new(NewId("t", proposals.Select(proposal => proposal.Id)), label, [], null, null, [], 1));
        return proposals[^1].Id;
    }

    private static string NewId(string kind, IEnumerable<string> taken)
    {
        var ids = taken.ToHashSet(StringComparer.Ordinal);
        int number = 1;
        while (ids.Contains($"{kind}{number}")) number++;
        return $"{kind}{number}";
    }
}
