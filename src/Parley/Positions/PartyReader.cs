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

    /// <summary>Working state of one caller, used again for the next report.</summary>
    internal sealed class State
    {
        internal readonly ReferentSet Set = new();
        internal readonly PartyIndex Index = new();
        internal readonly SourceOrder Order = new();
        internal readonly List<Source> Sources = [];
        internal readonly List<(Referent Side, double Probability)> Chosen = [];
        internal readonly List<ReferentMention> Mentioned = [];
        internal readonly List<string> Aliases = [];

        // By index of the referent; null where it is no party, or no actor.
        internal string?[] PartyIds = [], ActorIds = [];

        private readonly List<TextSpan> spans = [];
        private readonly HashSet<TextSpan> seen = [];
        private readonly HashSet<string> known = new(StringComparer.Ordinal);

        /// <summary>Makes room for the ids of so many referents.</summary>
        internal void Room(int referents)
        {
            if (PartyIds.Length < referents) (PartyIds, ActorIds) = (new string?[referents * 2], new string?[referents * 2]);
            PartyIds.AsSpan(0, referents).Clear();
            ActorIds.AsSpan(0, referents).Clear();
        }

        /// <summary>The party that a referent is or speaks for, or null.</summary>
        internal string? PartyOf(Referent r) => PartyIds[r.Index] ?? (r.Side is { } side ? PartyIds[side.Index] : null);

        /// <summary>Forgets the aliases.</summary>
        internal void ClearAliases()
        {
            Aliases.Clear();
            known.Clear();
        }

        /// <summary>Adds an alias if it is new.</summary>
        internal void AddAlias(string name)
        {
            if (known.Add(name)) Aliases.Add(name);
        }

        /// <summary>The stretches of mentions, each once, in their order or that of the text.</summary>
        internal TextSpan[] SpansOf(List<ReferentMention> mentions, bool ordered)
        {
            spans.Clear();
            seen.Clear();
            foreach (var m in mentions)
                if (Set.Document.SpanOf(m.First, m.End) is var span && seen.Add(span)) spans.Add(span);
            if (ordered) spans.Sort();
            return [.. spans];
        }
    }

    /// <summary>Reads one report; what is found stands until the state is used for the next.</summary>
    public PartyIndex Read(Document document, IReadOnlyList<Attribution> attributions, State state)
    {
        FindReferents(document, state.Set);
        ActorFinder.Assign(state.Set, model.Sides);
        state.Sources.Clear();
        for (int i = 0; i < attributions.Count; i++) state.Sources.Add(Source.Of(attributions[i]));
        return Choose(state, attributions, Speakers(state.Set, state.Sources, model.Speakers, state.Order));
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
        set.Begin(NameBorders.Mend(document));
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
    public readonly record struct Source(TextSpan? Span, int At, IReadOnlyList<TextSpan> Content)
    {
        /// <summary>The source of an attribution.</summary>
        public static Source Of(Attribution a) => new(
            a.Source.Count > 0 ? a.Source[0] : null,
            a.Source.Count > 0 ? a.Source[0].Start : a.Cue.Count > 0 ? a.Cue[0].Start : a.Content.Count > 0 ? a.Content[0].Start : 0,
            a.Content);
    }

    /// <summary>Who each source is: one referent or null a source, in the order given.</summary>
    public static Referent?[] Speakers(ReferentSet set, IReadOnlyList<Source> sources, LinearClassifier ranker, SourceOrder order)
    {
        var found = new Referent?[sources.Count];
        var resolver = new MentionResolver(set);
        foreach (var (_, _, i) in order.Of(sources))
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

            var context = ContextOf(set, sources, found, order.Outer, i, first, end, head);
            var (who, _) = resolver.Rank(context, ranker);
            found[i] = who ?? direct;
        }

        return found;
    }

    /// <summary>The context of an open source, given who the speakers before it are.</summary>
    public static MentionResolver.Context ContextOf(ReferentSet set, IReadOnlyList<Source> sources, Referent?[] speakers, int[] outer, int i, int first, int end, int head)
    {
        var previous = new Referent?[3];
        // The latest before it; of equals the one that was found first.
        Span<int> latest = stackalloc int[previous.Length];
        int filled = 0;
        for (int j = Math.Max(0, i - SourceOrder.Window); j < Math.Min(sources.Count, i + SourceOrder.Window); j++)
        {
            if (sources[j].At >= sources[i].At || outer[j] >= 0 || speakers[j] is null) continue;
            int place = filled;
            while (place > 0 && sources[latest[place - 1]].At < sources[j].At) place--;
            if (place == latest.Length) continue;
            filled = Math.Min(filled + 1, latest.Length);
            latest[place..(filled - 1)].CopyTo(latest[(place + 1)..]);
            latest[place] = j;
        }

        for (int k = 0; k < filled; k++) previous[k] = speakers[latest[k]];
        return new(first, end, head, outer[i] >= 0 ? speakers[outer[i]] : null, previous, InsideQuotes(set.Document, first));
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
            bool own = false, joint = false, known = false;
            foreach (var m in side.Mentions)
            {
                own |= m.Form != MentionForm.Modifier && m.First >= first && m.First <= first + 1 && m.End <= end;
                known |= m.First == first && m.End == end;
            }

            for (int t = first; t < end; t++) joint |= tokens[t].Tag is PennTag.CC or PennTag.Comma;
            if (own && !joint && !known) side.Mentions.Add(new(first, end, end - 1, MentionForm.Description));
        }
    }

    private PartyIndex Choose(State state, IReadOnlyList<Attribution> attributions, Referent?[] speakers)
    {
        var set = state.Set;
        int[] spoken = Spoken(set, speakers), ranks = ActorFinder.Importance(set);
        var features = FeatureList.Scratch;
        var chosen = state.Chosen;
        chosen.Clear();
        AddSources(set, state.Sources, speakers);
        foreach (var side in set.All)
        {
            if (!PartyFinder.MayBeParty(side)) continue;
            PartyFinder.Features(set, side, spoken[side.Index], attributions.Count, ranks, features);
            double p = PartyFinder.Probability(model.Parties, features);
            bool represented = spoken[side.Index] > 0 || HasRepresentative(set, side);
            if (p >= (represented && (side.Classes & (NounClass.Media | NounClass.Observer | NounClass.Journalist)) == NounClass.None ? SpeakerThreshold : Threshold)) chosen.Add((side, p));
        }

        chosen.Sort(static (a, b) => a.Probability != b.Probability ? b.Probability.CompareTo(a.Probability) : a.Side.Index.CompareTo(b.Side.Index));
        state.Room(set.All.Count);
        var parties = new Party[chosen.Count];
        for (int i = 0; i < parties.Length; i++)
        {
            var (side, p) = chosen[i];
            string id = state.PartyIds[side.Index] = "p" + (i + 1);
            Mentioned(set, side, state.Mentioned);
            parties[i] = new(id, side.Name, Aliases(state, side), side.Kind == ReferentKind.Person ? PartyKind.Group : side.PartyKind, state.SpansOf(state.Mentioned, ordered: true), Math.Round(p, 3));
        }

        var actors = new List<Actor>();
        foreach (var r in set.All)
        {
            if (r.Mentions.Count == 0 || r.Kind == ReferentKind.Side || r.Kind == ReferentKind.Office && (spoken[r.Index] == 0 || state.PartyOf(r) is null)) continue;
            string id = state.ActorIds[r.Index] = "a" + (actors.Count + 1);
            string? office = r.Kind == ReferentKind.Office ? r.Noun : r.Offices.Count == 0 ? null : string.Join("; ", r.Offices);
            actors.Add(new(id, r.Name, r.Kind == ReferentKind.Office ? ActorKind.Office : ActorKind.Person, office, state.PartyOf(r),
                state.SpansOf(r.Mentions, ordered: false), r.Side is null ? 0.5 : ActorFinder.Tied(r) is null ? Guessed : Told));
        }

        var index = state.Index;
        index.Clear();
        foreach (var r in set.All)
        {
            string? party = state.PartyOf(r), actor = state.ActorIds[r.Index];
            if (party is null && actor is null) continue;
            foreach (var m in r.Mentions) index.Add(new(set.Document.SpanOf(m.First, m.End), party, actor, m.Form));
        }

        for (int i = 0; i < attributions.Count; i++)
        {
            if (attributions[i].Source.Count == 0) continue;
            index.Add(attributions[i].Source[0], speakers[i] is { } r ? new(state.ActorIds[r.Index], state.PartyOf(r)) : default);
        }

        index.Close(parties, actors);
        return index;
    }

    private static bool HasRepresentative(ReferentSet set, Referent side)
    {
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Person && ReferenceEquals(r.Side, side) && ActorFinder.Tied(r) is not null) return true;
        return false;
    }

    // Other names and descriptions of a side, each once; its name is among them only as a description.
    private static string[] Aliases(State state, Referent side)
    {
        var set = state.Set;
        state.ClearAliases();
        foreach (string name in side.Names)
            if (name != side.Name) state.AddAlias(name);
        foreach (var m in state.Mentioned)
            if (m.Form == MentionForm.Description) state.AddAlias(set.Text(m.First, m.End));
        if (side.Fact is { Adjective: { } adjective, Kind: FactKind.State or FactKind.FormerState } && GovernmentActs(set, side))
        {
            state.AddAlias(adjective + " government");
            state.AddAlias(side.Name + " government");
            foreach (string name in side.Names)
                if (Facts.World.TryName(name, out var form) && (form.Form is FactForm.Name or FactForm.Adjective)) state.AddAlias(name + " government");
        }

        return [.. state.Aliases];
    }

    // A side's own mentions, and those of the state that Lund heads: "Lund's government", "Prime Minister Lund".
    private static void Mentioned(ReferentSet set, Referent side, List<ReferentMention> into)
    {
        into.Clear();
        into.AddRange(side.Mentions);
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Person || side.PartyKind != PartyKind.State || !ReferenceEquals(r.Side, side) || (r.Classes & NounClass.Ruler) == NounClass.None) continue;
            foreach (var m in r.Mentions)
                if (m.End - m.First > 2) into.Add(m);
        }

        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Office && ReferenceEquals(r.Side, side) && (r.Classes & (NounClass.Government | NounClass.Side)) != NounClass.None) into.AddRange(r.Mentions);
    }

    // Whether the report shows the state's government at work: by that word, or by its ministers.
    private static bool GovernmentActs(ReferentSet set, Referent side)
    {
        foreach (var m in side.Mentions)
            if (m.Form == MentionForm.Description) return true;
        foreach (var r in set.All)
            if (r.Kind != ReferentKind.Side && ReferenceEquals(r.Side, side) && (r.Classes & (NounClass.Ruler | NounClass.Minister)) != NounClass.None) return true;
        return false;
    }
}
