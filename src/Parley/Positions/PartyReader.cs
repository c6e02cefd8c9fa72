using Parley.Language;
using Parley.Learning;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>Finds the parties and actors of a report and who each source is: names, descriptions, ties of speakers to sides, resolution of sources, choice of parties, in this order.</summary>
internal sealed class PartyReader(PartyModel model)
{
    /// <summary>Least probability with which a side is called a party.</summary>
    public const double Threshold = 0.3;

    /// <summary>The same for a side that is the source of a statement, or that the report names a representative of.</summary>
    public const double SpeakerThreshold = 0.02;

    // Confidence in whom a speaker speaks for: where the text says so, and where the rest of the report only suggests it: the shares that are right in
    // cross-validation over the training reports.
    private const double Told = 0.78, Guessed = 0.46;

    // Statements that can matter to one another stand no further apart in their order.
    private const int Window = 64;

    /// <summary>Reads one report; <paramref name="set"/> is used for its referents, and may be again for the next.</summary>
    public PartyIndex Read(Document document, IReadOnlyList<Attribution> attributions, ReferentSet set)
    {
        FindReferents(document, set);
        ActorFinder.Assign(set, model.Sides);
        Source[] sources = [.. attributions.Select(Source.Of)];
        return Choose(set, attributions, sources, Speakers(set, sources, model.Speakers));
    }

    /// <summary>The report's referents by name and description, with the ties of its speakers.</summary>
    public static ReferentSet Referents(Document document)
    {
        var set = new ReferentSet();
        FindReferents(document, set);
        return set;
    }

    private static void FindReferents(Document document, ReferentSet set)
    {
        set.Begin(document);
        NameFinder.Find(set);
        TitleOwners.Find(set);
        set.Settle();
        DescriptionFinder.Find(set);
        set.Settle();
        NameJoiner.JoinEarlyDescriptions(set);
        HeadlineFinder.FindNouns(set);
        TieFinder.Find(set);
        OfficeFinder.Find(set);
        TieFinder.ByOffice(set);
        set.Settle();
    }

    /// <summary>Where a statement's source, cue and content stand: what resolving needs of an attribution.</summary>
    /// <param name="Span">The source, or null where it is implied.</param>
    /// <param name="At">Where the statement stands in the report, for the order of speakers.</param>
    /// <param name="Content">The content's stretches.</param>
    public sealed record Source(TextSpan? Span, int At, IReadOnlyList<TextSpan> Content)
    {
        /// <summary>The source of an attribution.</summary>
        public static Source Of(Attribution a) => new(
            a.Source.Count > 0 ? a.Source[0] : null,
            a.Source.Count > 0 ? a.Source[0].Start : a.Cue.Count > 0 ? a.Cue[0].Start : a.Content.Count > 0 ? a.Content[0].Start : 0,
            a.Content);
    }

    /// <summary>Who each source is: one referent or null a source, in the order given.</summary>
    public static Referent?[] Speakers(ReferentSet set, IReadOnlyList<Source> sources, LinearClassifier ranker)
    {
        var found = new Referent?[sources.Count];
        var resolver = new MentionResolver(set);
        foreach (int i in Order(sources, out int[] outer))
        {
            if (sources[i].Span is not { } span) continue;
            var (first, end) = set.Document.TokensIn(span);
            if (first >= end) continue;
            var direct = resolver.Direct(first, end, out bool open, out int head);
            if (!open)
            {
                found[i] = direct;
                continue;
            }

            var context = ContextOf(set, sources, found, outer, i, first, end, head);
            var (who, _) = resolver.Rank(context, ranker);
            found[i] = who ?? direct;
        }

        return found;
    }

    /// <summary>The context of an open source, given who the speakers before it are.</summary>
    public static MentionResolver.Context ContextOf(ReferentSet set, IReadOnlyList<Source> sources, Referent?[] speakers, int[] outer, int i, int first, int end, int head)
    {
        var previous = new Referent?[3];
        int at = sources[i].At, filled = 0;
        foreach (int j in Enumerable.Range(Math.Max(0, i - Window), Math.Min(sources.Count, i + Window) - Math.Max(0, i - Window)).Where(j => sources[j].At < at && outer[j] < 0 && speakers[j] is not null).OrderByDescending(j => sources[j].At).ThenBy(j => j).Take(3))
            previous[filled++] = speakers[j];
        return new(first, end, head, outer[i] >= 0 ? speakers[outer[i]] : null, previous, InsideQuotes(set.Document, first));
    }

    /// <summary>The order in which sources are resolved (whose words hold others' before those, then text order), and for each the statement in whose content it stands, or -1.</summary>
    public static IReadOnlyList<int> Order(IReadOnlyList<Source> sources, out int[] outer)
    {
        outer = new int[sources.Count];
        var depth = new int[sources.Count];
        for (int i = 0; i < sources.Count; i++)
        {
            outer[i] = -1;
            int length = int.MaxValue;
            if (sources[i].Span is not { } span) continue;
            for (int j = Math.Max(0, i - Window); j < sources.Count && j <= i + Window; j++)
            {
                if (j == i) continue;
                for (int c = 0; c < sources[j].Content.Count; c++)
                {
                    var content = sources[j].Content[c];
                    if (!content.Contains(span) || content.Length >= length) continue;
                    outer[i] = j;
                    length = content.Length;
                }
            }
        }

        for (int i = 0; i < sources.Count; i++)
        {
            int steps = 0;
            for (int j = outer[i]; j >= 0 && steps < 8; j = outer[j]) steps++;
            depth[i] = steps;
            // Two statements that hold each other's sources: the earlier goes first.
            if (steps == 8) outer[i] = -1;
        }

        return [.. Enumerable.Range(0, sources.Count).OrderBy(i => depth[i]).ThenBy(i => sources[i].At).ThenBy(i => i)];
    }

    // An odd number of quotation marks before it in its paragraph.
    private static bool InsideQuotes(Document document, int token)
    {
        var tokens = document.Tokens;
        int block = document.Sentences[tokens[token].Sentence].Block;
        bool inside = false;
        for (int i = token - 1; i >= 0 && document.Sentences[tokens[i].Sentence].Block == block; i--)
        {
            string word = tokens[i].Word;
            if (word is "“" or "``") return true;
            if (word is "”" or "''") return false;
            if (word == "\"") inside = !inside;
        }

        return inside;
    }

    /// <summary>How many statements each referent (by index) is the speaker of, itself or through its speakers.</summary>
    public static int[] Spoken(ReferentSet set, Referent?[] speakers)
    {
        var counts = new int[set.All.Count];
        foreach (var speaker in speakers)
        {
            if (speaker is null) continue;
            counts[speaker.Index]++;
            if (speaker.Kind != ReferentKind.Side && speaker.Side is { } side) counts[side.Index]++;
        }

        return counts;
    }

    /// <summary>Adds sources that name a side by themselves to its mentions: "some unions for the yard's staff" is more than its head.</summary>
    public static void AddSources(ReferentSet set, IReadOnlyList<Source> sources, Referent?[] speakers)
    {
        var tokens = set.Document.Tokens;
        for (int i = 0; i < sources.Count; i++)
        {
            if (sources[i].Span is not { } span || speakers[i] is not { Kind: ReferentKind.Side } side) continue;
            var (first, end) = set.Document.TokensIn(span);
            bool own = false, joint = false;
            foreach (var m in side.Mentions) own |= m.Form != MentionForm.Modifier && m.First >= first && m.First <= first + 1 && m.End <= end;
            for (int t = first; t < end; t++) joint |= tokens[t].Tag is PennTag.CC or PennTag.Comma;
            if (own && !joint && !side.Mentions.Exists(m => m.First == first && m.End == end)) side.Mentions.Add(new(first, end, end - 1, MentionForm.Description));
        }
    }

    private PartyIndex Choose(ReferentSet set, IReadOnlyList<Attribution> attributions, IReadOnlyList<Source> sources, Referent?[] speakers)
    {
        int[] spoken = Spoken(set, speakers), ranks = ActorFinder.Importance(set);
        var features = FeatureList.Scratch;
        var chosen = new List<(Referent Side, double Probability)>();
        AddSources(set, sources, speakers);
        foreach (var side in set.All)
        {
            if (!PartyFinder.MayBeParty(side)) continue;
            PartyFinder.Features(set, side, spoken[side.Index], attributions.Count, ranks, features);
            double p = PartyFinder.Probability(model.Parties, features);
            bool represented = spoken[side.Index] > 0 || set.All.Exists(r => r.Kind == ReferentKind.Person && ReferenceEquals(r.Side, side) && ActorFinder.Tied(r) is not null);
            if (p >= (represented && (side.Classes & (NounClass.Media | NounClass.Observer | NounClass.Journalist)) == NounClass.None ? SpeakerThreshold : Threshold)) chosen.Add((side, p));
        }

        chosen.Sort((a, b) => a.Probability != b.Probability ? b.Probability.CompareTo(a.Probability) : a.Side.Index.CompareTo(b.Side.Index));
        var ids = new Dictionary<Referent, string>(ReferenceEqualityComparer.Instance);
        var parties = new List<Party>();
        foreach (var (side, p) in chosen)
        {
            string id = "p" + (parties.Count + 1);
            ids.Add(side, id);
            var mentioned = side.Mentions.Concat(Teams(set, side)).ToList();
            var aliases = side.Names.Where(n => n != side.Name).Concat(mentioned.Where(m => m.Form == MentionForm.Description).Select(m => set.Text(m.First, m.End)));
            if (side.Fact is { Adjective: { } adjective, Kind: FactKind.State or FactKind.FormerState } && GovernmentActs(set, side))
                aliases = aliases.Append(adjective + " government").Append(side.Name + " government").Concat(side.Names.Where(n => Facts.World.TryName(n, out var form) && (form.Form is FactForm.Name or FactForm.Adjective)).Select(n => n + " government"));
            parties.Add(new(id, side.Name, [.. aliases.Distinct(StringComparer.Ordinal)], side.Kind == ReferentKind.Person ? PartyKind.Group : side.PartyKind,
                [.. mentioned.Select(m => set.Document.SpanOf(m.First, m.End)).Distinct().Order()], Math.Round(p, 3)));
        }

        var partyIds = new Dictionary<Referent, string>(ids, ReferenceEqualityComparer.Instance);
        string? PartyOf(Referent? r) => r is null ? null : partyIds.TryGetValue(r, out string? own) ? own : r.Side is { } side ? partyIds.GetValueOrDefault(side) : null;
        var actors = new List<Actor>();
        foreach (var r in set.All)
        {
            if (r.Mentions.Count == 0 || r.Kind == ReferentKind.Side || r.Kind == ReferentKind.Office && (spoken[r.Index] == 0 || PartyOf(r) is null)) continue;
            string id = "a" + (actors.Count + 1);
            ids[r] = id;
            string? office = r.Kind == ReferentKind.Office ? r.Noun : r.Offices.Count == 0 ? null : string.Join("; ", r.Offices);
            actors.Add(new(id, r.Name, r.Kind == ReferentKind.Office ? ActorKind.Office : ActorKind.Person, office, PartyOf(r),
                [.. r.Mentions.Select(m => set.Document.SpanOf(m.First, m.End)).Distinct()], r.Side is null ? 0.5 : ActorFinder.Tied(r) is null ? Guessed : Told));
        }

        var mentions = new List<PartyMention>();
        foreach (var r in set.All)
        {
            string? party = PartyOf(r), actor = r.Kind == ReferentKind.Side ? null : ids.GetValueOrDefault(r);
            if (party is null && actor is null) continue;
            foreach (var m in r.Mentions) mentions.Add(new(set.Document.SpanOf(m.First, m.End), party, actor, m.Form));
        }

        var known = new Dictionary<TextSpan, Speaker>();
        for (int i = 0; i < attributions.Count; i++)
        {
            if (attributions[i].Source.Count == 0) continue;
            var r = speakers[i];
            known[attributions[i].Source[0]] = r is null ? default : new(r.Kind == ReferentKind.Side ? null : ids.GetValueOrDefault(r), PartyOf(r));
        }

        return new(parties, actors, mentions, known);
    }

    // "Lund's government", "Prime Minister Lund": mentions of the state that Lund heads.
    private static IEnumerable<ReferentMention> Teams(ReferentSet set, Referent side) =>
        set.All.Where(r => r.Kind == ReferentKind.Person && side.PartyKind == PartyKind.State && ReferenceEquals(r.Side, side) && (r.Classes & NounClass.Ruler) != NounClass.None)
            .SelectMany(r => r.Mentions.Where(m => m.End - m.First > 2)).Concat(
        set.All.Where(r => r.Kind == ReferentKind.Office && ReferenceEquals(r.Side, side) && (r.Classes & (NounClass.Government | NounClass.Side)) != NounClass.None).SelectMany(r => r.Mentions));

    // Whether the report shows the state's government at work: by that word, or by its ministers.
    private static bool GovernmentActs(ReferentSet set, Referent side) =>
        side.Mentions.Exists(m => m.Form == MentionForm.Description)
        || set.All.Exists(r => r.Kind != ReferentKind.Side && ReferenceEquals(r.Side, side) && (r.Classes & (NounClass.Ruler | NounClass.Minister)) != NounClass.None);
}
