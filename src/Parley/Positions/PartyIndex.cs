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
/// stretch speak of. Answers are in text order and do not depend on the order of asking. Not to be changed after it is built.
/// </summary>
internal sealed class PartyIndex
{
    private readonly PartyMention[] mentions;
    private readonly Dictionary<TextSpan, Speaker> speakers;
    private readonly Dictionary<string, Actor> actors;

    /// <summary>Wraps what was found.</summary>
    /// <param name="parties">Parties, most important first.</param>
    /// <param name="actors">Actors in order of their first mention.</param>
    /// <param name="mentions">Everything that refers to them, in any order; stretches may nest ("<u>Norway</u>'s minister").</param>
    /// <param name="speakers">What is known of sources beyond the mentions: source stretch to speaker.</param>
    public PartyIndex(IReadOnlyList<Party> parties, IReadOnlyList<Actor> actors, IEnumerable<PartyMention> mentions, IReadOnlyDictionary<TextSpan, Speaker> speakers)
    {
        Parties = parties;
        Actors = actors;
        this.mentions = [.. mentions.OrderBy(m => m.Span.Start).ThenByDescending(m => m.Span.End)];
        this.speakers = new(speakers);
        this.actors = actors.ToDictionary(a => a.Id, StringComparer.Ordinal);
    }

    /// <summary>Sides of the negotiation and mediators, most important first.</summary>
    public IReadOnlyList<Party> Parties { get; }

    /// <summary>Persons and bodies that speak or act.</summary>
    public IReadOnlyList<Actor> Actors { get; }

    /// <summary>Every reference, by start, longer ones first.</summary>
    public ReadOnlySpan<PartyMention> Mentions => mentions;

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
        while (end < mentions.Length && mentions[end].Span.Start < span.End) end++;
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
        int low = 0, high = mentions.Length;
        while (low < high)
        {
            int mid = (low + high) >>> 1;
            if (mentions[mid].Span.Start < offset) low = mid + 1;
            else high = mid;
        }

        return low;
    }
}
