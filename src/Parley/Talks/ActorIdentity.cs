using Parley.Positions;

namespace Parley.Talks;

/// <summary>
/// Whether actors of different reports are one: persons by full name or, where only one is called so, by surname, whatever party a single report lays them to; bodies and offices only
/// with the same party.
/// </summary>
internal static class ActorIdentity
{
    /// <summary>Joins the actors of several readings.</summary>
    /// <param name="items">Report, actor, and its party's cluster or null.</param>
    /// <param name="rules">What people decided, or null.</param>
    public static IdentityClusters Join(IReadOnlyList<(int Report, Actor Actor, int? Party)> items, IdentityRules? rules = null)
    {
        var clusters = new IdentityClusters([.. items.Select(item => item.Report)]) { Rules = rules };
        var names = items.Select(item => WordKey.OfName(item.Actor.Name)).ToArray();
        var offices = items.Select(item => WordKey.OfName(item.Actor.Office ?? "")).ToArray();
        clusters.Join(
            (a, b) =>
            {
                bool sameParty = items[a].Party is { } partyA && items[b].Party is { } partyB && partyA == partyB;
                bool person = items[a].Actor.Kind == ActorKind.Person && items[b].Actor.Kind == ActorKind.Person;
                bool full = names[a].Contains(' ', StringComparison.Ordinal);
                if (names[a] == names[b]) return sameParty ? 1 : person && full ? 0.95 : person ? 0.6 : 0;
                if (!person || !IsSurname(names[a], names[b]) && !IsSurname(names[b], names[a])) return 0;
                return !sameParty ? 0.5 : offices[a].Length > 0 && offices[a] == offices[b] ? 0.9 : 0.8;
            },
            (joined, a, b) =>
            {
                // A surname joins only where it can mean one person: clusters with two different full names stay apart.
                var full = joined.Members(a).Concat(joined.Members(b)).Select(i => names[i]).Where(name => name.Contains(' ', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count();
                return full <= 1;
            });
        return clusters;
    }

    private static bool IsSurname(string single, string full) =>
        !single.Contains(' ', StringComparison.Ordinal) && full.EndsWith(" " + single, StringComparison.Ordinal);
}
