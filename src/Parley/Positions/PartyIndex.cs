namespace Parley.Positions;

/// <summary>How a stretch of text refers to a party or an actor.</summary>
internal enum MentionForm : byte
{
    /// <summary>By a name: "Norway", "the Harbour Workers' Union", "Ms. Lund".</summary>
    Name,
    /// <summary>By an adjective or a noun before another noun: "<u>Norwegian</u> demands", "<u>union</u> members".</summary>
    Modifier,
    /// <summary>By a description: "the union", "Norwegian officials", "the minister".</summary>
    Description,
    /// <summary>By a pronoun.</summary>
    Pronoun,
}

/// <summary>A stretch of text that refers to a party, to an actor, or to an actor that speaks for a party.</summary>
/// <param name="Span">Where; a name's titles and a description's article are inside.</param>
/// <param name="Party">Id of the party, or null for an actor without one.</param>
/// <param name="Actor">Id of the actor, or null where the text names the party itself.</param>
/// <param name="Form">How it refers.</param>
internal readonly record struct PartyMention(TextSpan Span, string? Party, string? Actor, MentionForm Form);

/// <summary>Whom a source stands for: ids of an actor and of a party, each null where there is none.</summary>
internal readonly record struct Speaker(string? Actor, string? Party);

/// <summary>
/// The parties and actors of one report and everything that refers to them. Built once a report, then asked by every later step: who is this source, which sides does this
/// stretch speak of. Answers are in text order and do not depend on the order of asking. Serves one report after the other.
/// </summary>
internal sealed class PartyIndex
{
    private readonly List<(PartyMention Mention, int Place)> ordered = [];
    private readonly Dictionary<TextSpan, Speaker> speakers = [];
    private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);
    private PartyMention[] mentions = [];
    private int count;

    /// <summary>An index of nobody yet.</summary>
    public PartyIndex()
    {
    }

    /// <summary>Wraps what was found.</summary>
    /// <param name="parties">Parties, most important first.</param>
    /// <param name="actors">Actors in order of their first mention.</param>
    /// <param name="mentions">Everything that refers to them, in any order; stretches may nest ("<u>Norway</u>'s minister").</param>
    /// <param name="speakers">What is known of sources beyond the mentions: source stretch to speaker.</param>
    public PartyIndex(IReadOnlyList<Party> parties, IReadOnlyList<Actor> actors, IEnumerable<PartyMention> mentions, IReadOnlyDictionary<TextSpan, Speaker> speakers)
    {
        Clear();
        foreach (var mention in mentions) Add(mention);
        foreach (var (source, speaker) in speakers) Add(source, speaker);
        Close(parties, actors);
    }

    /// <summary>Forgets the report before.</summary>
    public void Clear()
    {
        ordered.Clear();
        speakers.Clear();
        actors.Clear();
    }

    /// <summary>Adds a mention.</summary>
    public void Add(PartyMention mention) => ordered.Add((mention, ordered.Count));

    /// <summary>Adds who a source is, in place of what is known of just this stretch.</summary>
    public void Add(TextSpan source, Speaker speaker) => speakers[source] = speaker;

    /// <summary>Ends the adding: parties, most important first, and actors in order of their first mention.</summary>
    public void Close(IReadOnlyList<Party> parties, IReadOnlyList<Actor> foundActors)
    {
        (Parties, Actors, count) = (parties, foundActors, ordered.Count);
        for (int i = 0; i < foundActors.Count; i++) actors.Add(foundActors[i].Id, foundActors[i]);
        ordered.Sort(static (a, b) => a.Mention.Span.Start != b.Mention.Span.Start ? a.Mention.Span.Start.CompareTo(b.Mention.Span.Start)
            : a.Mention.Span.End != b.Mention.Span.End ? b.Mention.Span.End.CompareTo(a.Mention.Span.End) : a.Place.CompareTo(b.Place));
        if (mentions.Length < count) mentions = new PartyMention[count * 2];
        for (int i = 0; i < count; i++) mentions[i] = ordered[i].Mention;
    }

    /// <summary>Sides of the negotiation and mediators, most important first.</summary>
    public IReadOnlyList<Party> Parties { get; private set; } = [];

    /// <summary>Persons and bodies that speak or act.</summary>
    public IReadOnlyList<Actor> Actors { get; private set; } = [];

    /// <summary>Every reference, by start, longer ones first.</summary>
    public ReadOnlySpan<PartyMention> Mentions => mentions.AsSpan(0, count);

    /// <summary>
    /// Who the source in <paramref name="source"/> is: the resolved speaker of exactly this stretch, else what the mention that opens it refers to, else nobody.
    /// </summary>
    public Speaker Resolve(TextSpan source)
    {
        if (speakers.TryGetValue(source, out var known)) return known;
        PartyMention? best = null;
        foreach (var m in MentionsIn(source))
        {
            // The actor in a source speaks, whatever party is named on the way to it ("Norway's negotiator Lund"); among equals the first.
            if (best is null || m.Actor is not null && best.Value.Actor is null) best = m;
        }

        return best is { } found ? new(found.Actor, found.Party) : default;
    }

    /// <summary>References that lie wholly inside <paramref name="span"/>, by start, longer ones first.</summary>
    public ReadOnlySpan<PartyMention> MentionsIn(TextSpan span)
    {
        int first = FirstFrom(span.Start), end = first;
        while (end < count && mentions[end].Span.Start < span.End) end++;
        var inside = mentions.AsSpan(first, end - first);
        foreach (var m in inside)
            if (!span.Contains(m.Span)) return inside.ToArray().Where(m => span.Contains(m.Span)).ToArray();
        return inside;
    }

    /// <summary>Ids of the parties that <paramref name="span"/> speaks of, by name, by description, through their actors or by pronoun; in order of first mention, each once.</summary>
    public IReadOnlyList<string> PartiesMentionedIn(TextSpan span)
    {
        var found = new List<string>();
        foreach (var m in MentionsIn(span))
            if (m.Party is { } party && !found.Contains(party)) found.Add(party);
        return found;
    }

    /// <summary>The party of an actor, or null.</summary>
    public string? PartyOf(string actor) => actors.GetValueOrDefault(actor)?.Party;

    private int FirstFrom(int offset)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int mid = (low + high) >>> 1;
            if (mentions[mid].Span.Start < offset) low = mid + 1;
            else high = mid;
        }

        return low;
    }
}
