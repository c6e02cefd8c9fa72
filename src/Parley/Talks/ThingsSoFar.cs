namespace Parley.Talks;

/// <summary>A thing of the picture: a cluster of what reports name, with what is shown of it.</summary>
internal sealed class ThingSoFar<TNode, TThing> where TNode : IdentityNode
{
    /// <summary>The node that stands for its cluster.</summary>
    public required TNode Root { get; init; }

    /// <summary>Where it is first named.</summary>
    public required (TalksReading Reading, int Index) First { get; init; }

    /// <summary>Its id as long as no other thing is first named at the same words.</summary>
    public required string FirstId { get; init; }

    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What is shown of it.</summary>
    public required TThing Shown { get; set; }

    /// <summary>Numbers of the reports that name it.</summary>
    public required int[] Reports { get; set; }

    /// <summary>Whether another has taken its place.</summary>
    public bool IsGone { get; set; }
}

/// <summary>All parties, actors, proposals or issues of the picture: what is shown of each is made anew only where something of it changed.</summary>
internal abstract class ThingsSoFar<TNode, TThing> where TNode : IdentityNode
{
    private readonly char kind;
    private readonly IdentityClusters<TNode> clusters;
    private readonly HashSet<TNode> touched = [];
    private readonly Dictionary<IdentityNode, ThingSoFar<TNode, TThing>> things = [];
    private readonly Ranking<ThingSoFar<TNode, TThing>> ranking;

    /// <summary>Starts without a thing.</summary>
    /// <param name="kind">Letter of the ids.</param>
    /// <param name="clusters">What is one.</param>
    protected ThingsSoFar(char kind, IdentityClusters<TNode> clusters)
    {
        this.kind = kind;
        this.clusters = clusters;
        ranking = new((a, b) => Compare(a, b) is not 0 and var order ? order : IdentityNode.ByTime(a.First, b.First));
    }

    /// <summary>The things in their order.</summary>
    public IReadOnlyList<ThingSoFar<TNode, TThing>> All => ranking.All;

    /// <summary>The thing that a node stands for.</summary>
    public ThingSoFar<TNode, TThing> this[IdentityNode root] => things[root];

    /// <summary>The things that the last <see cref="Update"/> made anew.</summary>
    protected IReadOnlyList<ThingSoFar<TNode, TThing>> Made { get; private set; } = [];

    /// <summary>Whether some id is another than it was before the last <see cref="Update"/>.</summary>
    public bool HasNewIds { get; private set; }

    /// <summary>Something that is shown of a node changed.</summary>
    protected void Touch(TNode node) => touched.Add(node);

    /// <summary>What is shown of a cluster.</summary>
    protected abstract TThing Show(List<TNode> members, (TalksReading Reading, int Index) first);

    /// <summary>The order of two things; equal ones follow by where they are first named.</summary>
    protected abstract int Compare(ThingSoFar<TNode, TThing> a, ThingSoFar<TNode, TThing> b);

    /// <summary>Where the reading of a place names the thing, and what it calls it.</summary>
    protected abstract (IReadOnlyList<TextSpan> Mentions, string Id) Named((TalksReading Reading, int Index) place);

    /// <summary>Brings the things up to date.</summary>
    /// <param name="renumbered">The first number of a report that is another than before.</param>
    /// <returns>Nodes that are in another cluster than before.</returns>
    protected List<TNode> Update(int renumbered)
    {
        var changed = clusters.Resolve();
        HashSet<IdentityNode> roots = IdentityClusters<TNode>.RootsOf(changed, touched);
        touched.Clear();
        var made = new List<ThingSoFar<TNode, TThing>>();
        foreach (IdentityNode root in roots)
        {
            if (things.Remove(root, out ThingSoFar<TNode, TThing>? old)) old.IsGone = true;
            if (root.Root != root) continue;
            ThingSoFar<TNode, TThing> thing = Make((TNode)root);
            if (old is not null) thing.Id = old.Id;
            things[root] = thing;
            made.Add(thing);
        }

        foreach (ThingSoFar<TNode, TThing> thing in things.Values)
            if (thing.Reports[^1] >= renumbered) thing.Reports = Numbers(thing.Root, thing.Reports, renumbered);
        ranking.Change(thing => thing.IsGone, made);
        Made = made;
        Name();
        return [.. changed.Select(change => change.Node)];
    }

    private ThingSoFar<TNode, TThing> Make(TNode root)
    {
        List<TNode> members = [.. IdentityClusters<TNode>.Members(root)];
        var first = IdentityClusters<TNode>.First(root);
        (IReadOnlyList<TextSpan> mentions, string id) = Named(first);
        return new() { Root = root, First = first, FirstId = ThingId.Of(kind, first.Reading.Reading.Report.Id, mentions, id, []), Shown = Show(members, first), Reports = Numbers(root, [], 0) };
    }

    /// <summary>Numbers of the reports that name a thing, of which those below one are known.</summary>
    private static int[] Numbers(TNode root, int[] known, int from)
    {
        var numbers = new HashSet<int>();
        foreach (IdentityNode node in root.Members)
            for (int i = node.Places.Count - 1; i >= 0 && node.Places[i].Reading.Report!.Number is var number && number >= from; i--) numbers.Add(number);
        int below = Array.BinarySearch(known, from);
        if (below < 0) below = ~below;
        int[] sorted = [.. known.AsSpan(0, below), .. numbers];
        Array.Sort(sorted, below, numbers.Count);
        return sorted;
    }

    /// <summary>Gives every thing its id; of several first named at the same words the first in time has the plain one.</summary>
    private void Name()
    {
        HasNewIds = false;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        bool unique = true;
        foreach (ThingSoFar<TNode, TThing> thing in All) unique &= taken.Add(thing.FirstId);
        if (!unique) taken.Clear();
        IEnumerable<ThingSoFar<TNode, TThing>> inOrder = unique ? All : All.OrderBy(thing => thing.First, IdentityNode.TimeOrder);
        foreach (ThingSoFar<TNode, TThing> thing in inOrder)
        {
            string id = thing.FirstId;
            if (!unique)
            {
                (IReadOnlyList<TextSpan> mentions, string read) = Named(thing.First);
                id = ThingId.Of(kind, thing.First.Reading.Reading.Report.Id, mentions, read, taken);
            }

            if (thing.Id != id && thing.Id.Length > 0) HasNewIds = true;
            thing.Id = id;
        }
    }

    /// <summary>The wording used most often; of equally frequent ones the longest.</summary>
    protected static string MostUsed(IReadOnlyDictionary<string, int> wordings) =>
        wordings.GroupBy(wording => WordKey.OfName(wording.Key), StringComparer.Ordinal).OrderByDescending(group => group.Sum(wording => wording.Value)).ThenByDescending(group => group.Max(wording => wording.Key.Length)).ThenBy(group => group.Key, StringComparer.Ordinal).First()
            .Select(wording => wording.Key).OrderBy(WordKey.IsShouted).ThenByDescending(wording => wording.Length).ThenBy(wording => wording, StringComparer.Ordinal).First();

    /// <summary>What the nodes of a cluster count, added up.</summary>
    protected static Dictionary<T, int> Sum<T>(List<TNode> members, Func<TNode, Tally<T>> of) where T : notnull
    {
        var sums = new Dictionary<T, int>();
        foreach (TNode node in members)
            foreach ((T thing, int times) in of(node).Counts) sums[thing] = sums.GetValueOrDefault(thing) + times;
        return sums;
    }

    /// <summary>Other wordings than the one shown, in alphabetical order; of those of one key the one used most, of equally frequent ones that with the fewest capitals.</summary>
    protected static string[] Others(IReadOnlyDictionary<string, int> wordings, string shown)
    {
        string key = WordKey.OfName(shown);
        return [.. wordings.GroupBy(wording => WordKey.OfName(wording.Key), StringComparer.Ordinal).Where(group => group.Key != key)
            .Select(group => group.OrderByDescending(wording => wording.Value).ThenBy(wording => wording.Key.Count(char.IsUpper)).ThenBy(wording => wording.Key, StringComparer.Ordinal).First().Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>The wording that people decided on for one of the nodes, the first named, or null.</summary>
    protected static string? Wording(List<TNode> members, Func<(TalksReading Reading, int Index), string> name)
    {
        IdentityNode? first = null;
        foreach (TNode node in members)
            if (node.Decided is not null && (first is null || IdentityNode.ByFirst(node, first) < 0)) first = node;
        return first is null ? null : name(first.Places[0]);
    }
}
