using Parley.Language;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>
/// Trains <see cref="PartyModel"/> on annotated reports: which side a speaker speaks for from the annotated actors, which sides are parties from the annotated parties, and who an
/// open source is from the party of its statement.
/// </summary>
internal static class PartyTrainer
{
    private const int Bits = 14;

    // By cross-validation: few reports, so that every weight must be small.
    private const double Penalty = 64;

    private static readonly LinearClassifier.Options SpeakerOptions = new(Bits, Epochs: 20, L2: 0.02);

    /// <summary>One annotated report, read as far as training needs.</summary>
    public sealed record Example(GoldReport Gold, Document Document);

    /// <summary>Trains on <c>negotiations-train</c> under <paramref name="dataFolder"/> with the language models of <paramref name="modelFolder"/>, and writes the model there.</summary>
    public static void Train(string dataFolder, string modelFolder, Action<string> log)
    {
        var annotator = Annotator.Load(modelFolder);
        var examples = Read(TrainingReports.Load(dataFolder), annotator);
        Fit(examples, PronounExamples.Make(dataFolder, modelFolder, annotator)).Save(modelFolder);
        log($"parties: {examples.Count} reports, {new FileInfo(PartyModel.PathIn(modelFolder)).Length} bytes");
    }

    /// <summary>Annotated reports, split into blocks and annotated as the reader would.</summary>
    public static IReadOnlyList<Example> Read(IReadOnlyList<GoldReport> reports, Annotator annotator) =>
        [.. reports.Select(g => new Example(g, annotator.Annotate(new RawReport(g.Name, g.Name + ".txt", g.Text).ToReport())))];

    /// <summary>Trains on some annotated reports, and on pronouns of other texts where they are given.</summary>
    public static PartyModel Fit(IReadOnlyList<Example> examples, IReadOnlyList<(uint[] Features, int Class, double Weight)>? pronouns = null)
    {
        var sides = new List<(uint[], int, double)>();
        var parties = new List<(uint[], int, double)>();
        var speakers = new List<(uint[], int, double)>();
        var f = new FeatureList();
        var read = examples.Select(e => (e, Set: PartyReader.Referents(e.Document))).ToList();
        foreach (var (example, set) in read) AddSides(example.Gold, set, f, sides);
        var sideModel = SmallDataTrainer.Fit(sides, 2, Bits, Penalty);
        foreach (var (example, set) in read)
        {
            ActorFinder.Assign(set, sideModel);
            AddSpeakers(example.Gold, set, f, speakers);
        }

        if (pronouns is not null) speakers.AddRange(pronouns);
        var speakerModel = LinearClassifier.Train(speakers, 2, SpeakerOptions);
        foreach (var (example, set) in read) AddParties(example.Gold, set, speakerModel, f, parties);
        return new(sideModel, SmallDataTrainer.Fit(parties, 2, Bits, Penalty), speakerModel);
    }

    private static void AddSides(GoldReport gold, ReferentSet set, FeatureList f, List<(uint[], int, double)> examples)
    {
        int[] ranks = ActorFinder.Importance(set);
        foreach (var speaker in set.All)
        {
            if (speaker.Kind != ReferentKind.Person || speaker.Mentions.Count == 0) continue;
            var actor = gold.Actors.FirstOrDefault(a => a.Party is not null && speaker.Names.Exists(n => IsActor(a.Name, n)));
            if (actor?.Party is not { } party) continue;
            bool tied = ActorFinder.Tied(speaker) is not null;
            var subject = ActorFinder.LastSubject(set, speaker, hide: tied);
            foreach (var side in set.All)
            {
                if (side.Kind != ReferentKind.Side || side.Mentions.Count == 0 || !ActorFinder.Suits(speaker, side)) continue;
                ActorFinder.Features(set, speaker, side, subject, ranks, f, hide: tied);
                examples.Add((f.ToArray(), GoldParties.Of(gold, set, side) == party ? 1 : 0, tied ? 0.5 : 1));
            }
        }
    }

    private static bool IsActor(string goldName, string name) => NameForms.IsPersonFormOf(NameForms.Words(name), NameForms.Words(goldName)) || NameForms.IsPersonFormOf(NameForms.Words(goldName), NameForms.Words(name));

    /// <summary>The annotated statements as sources to resolve.</summary>
    public static IReadOnlyList<PartyReader.Source> Sources(GoldReport gold) =>
        [.. gold.Statements.Select(s => new PartyReader.Source(s.Source, s.Source?.Start ?? s.Cue?.Start ?? (s.Content.Count > 0 ? s.Content[0].Start : 0), s.Content))];

    private static void AddSpeakers(GoldReport gold, ReferentSet set, FeatureList f, List<(uint[], int, double)> examples)
    {
        var sources = Sources(gold);
        var found = new Referent?[sources.Count];
        var resolver = new MentionResolver(set);
        var order = new SourceOrder();
        foreach (var (_, _, i) in order.Of(sources))
        {
            if (sources[i].Span is not { } span) continue;
            var (first, end) = set.Document.TokensIn(span);
            if (first >= end) continue;
            var direct = resolver.Direct(first, end, out bool open, out int head);
            found[i] = direct;
            if (!open) continue;
            var context = PartyReader.ContextOf(set, sources, found, order.Outer, i, first, end, head);
            string? party = gold.Statements[i].Party;
            var right = new List<Referent>();
            foreach (var candidate in resolver.Candidates(context))
            {
                bool matches = party is not null && PartyOf(gold, set, candidate) == party;
                resolver.Features(context, candidate, f);
                examples.Add((f.ToArray(), matches ? 1 : 0, 1));
                if (matches) right.Add(candidate);
            }

            resolver.Features(context, null, f);
            examples.Add((f.ToArray(), party is null ? 1 : 0, 1));
            // The chain goes on with the likeliest right one: the speaker before, else the person mentioned last.
            found[i] = right.Find(r => context.Previous.Contains(r)) ?? right.OrderBy(r => r.Kind == ReferentKind.Person ? 0 : 1).ThenByDescending(r => LastBefore(r, first)).FirstOrDefault();
        }
    }

    private static int LastBefore(Referent r, int token) => r.Mentions.Where(m => m.First < token).Select(m => m.First).DefaultIfEmpty(-1).Max();

    /// <summary>Id of the annotated party of a referent: a side's own, a person's by annotation, else that of its side.</summary>
    public static string? PartyOf(GoldReport gold, ReferentSet set, Referent referent)
    {
        if (referent.Kind == ReferentKind.Side) return GoldParties.Of(gold, set, referent);
        if (referent.Kind == ReferentKind.Person)
        {
            var actor = gold.Actors.FirstOrDefault(a => referent.Names.Exists(n => IsActor(a.Name, n)));
            if (actor is not null) return actor.Party;
        }

        return referent.Side is { } side ? GoldParties.Of(gold, set, side) : null;
    }

    private static void AddParties(GoldReport gold, ReferentSet set, LinearClassifier speakerModel, FeatureList f, List<(uint[], int, double)> examples)
    {
        var sources = Sources(gold);
        var speakers = PartyReader.Speakers(set, sources, speakerModel, new());
        int[] spoken = PartyReader.Spoken(set, speakers), ranks = ActorFinder.Importance(set);
        PartyReader.AddSources(set, sources, speakers);
        foreach (var side in set.All)
        {
            if (!PartyFinder.MayBeParty(side)) continue;
            PartyFinder.Features(set, side, spoken[side.Index], sources.Count, ranks, f);
            examples.Add((f.ToArray(), GoldParties.Of(gold, set, side) is not null ? 1 : 0, 1));
        }
    }
}
