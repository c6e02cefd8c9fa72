using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds what happened (or is arranged to happen) between the sides: every verb and every noun of the trade is classified as one of the kinds of event or as none, and of
/// stretches that overlap the surest is kept.
/// </summary>
internal sealed class EventFinder
{
    /// <summary>The model's file.</summary>
    public const string File = "events.bin";

    private const string Name = "events";
    private const int Version = 2;

    private static readonly int Kinds = Enum.GetValues<EventKind>().Length;

    private readonly LinearClassifier classifier;
    private readonly Options options;

    private EventFinder(LinearClassifier classifier, Options options) => (this.classifier, this.options) = (classifier, options);

    /// <summary>What was chosen by cross-validation.</summary>
    /// <param name="Floor">An event less probable than this is left out.</param>
    /// <param name="Penalty">Penalty of the classifier.</param>
    internal sealed record Options(double Floor = 0.2, double Penalty = 8);

    /// <summary>Working state of one caller, used again for the next report.</summary>
    internal sealed class State
    {
        internal readonly EventCandidates Candidates = new();
        internal readonly List<(EventCandidate Candidate, EventKind Kind, double Confidence)> Ranked = [], Kept = [];

        internal readonly List<string> Parties = [];
        internal readonly List<FoundDate> Dates = [];

        /// <summary>Of each sentence the attributions with a source whose cue stands in it.</summary>
        internal readonly TokenLists Told = new();

        /// <summary>Looks up where a report's attributions are told.</summary>
        internal void Lay(ReportIndex index)
        {
            var document = index.Document;
            Told.Clear(document.Sentences.Length);
            for (int a = 0; a < index.Attributions.Count; a++)
                if (SentenceOf(index, a) is >= 0 and var sentence) Told.Expect(sentence, sentence + 1);
            Told.Lay();
            for (int a = 0; a < index.Attributions.Count; a++)
                if (SentenceOf(index, a) is >= 0 and var sentence) Told.Add(sentence, sentence + 1, a);
        }

        private static int SentenceOf(ReportIndex index, int attribution)
        {
            var a = index.Attributions[attribution];
            return a.Source.Count == 0 || a.Cue.Count == 0 ? -1 : index.Document.Tokens[index.Document.TokenAt(a.Cue[0].Start)].Sentence;
        }
    }

    /// <summary>Reads the trained model.</summary>
    public static EventFinder Load(string modelFolder) =>
        ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, r => new EventFinder(LinearClassifier.Load(r), new()));

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, classifier.Save);

    /// <summary>Trains on annotated reports.</summary>
    public static EventFinder Train(IReadOnlyList<TrainingReport> reports, Options? options = null)
    {
        options ??= new();
        var features = new FeatureList();
        var examples = new List<(uint[], int, double)>();
        foreach (var report in reports)
        {
            var candidates = new EventCandidates(report.Index);
            foreach (var candidate in candidates.Found)
            {
                int label = 0;
                double most = 0.499;
                foreach (var e in report.Gold.Events)
                {
                    double dice = WordOverlap.Dice(report.Index.Document, candidate.First, candidate.End, e.Span);
                    if (dice > most) (label, most) = (1 + (int)e.Kind, dice);
                }

                candidates.Describe(candidate, features);
                examples.Add((features.ToArray(), label, label > 0 ? most : 1));
            }
        }

        return new(SmallDataTrainer.Fit(examples, Kinds + 1, 15, options.Penalty), options);
    }

    /// <summary>The events of a report in text order; ids e1, e2, ...; <paramref name="coder"/> tells the category of those whose kind does not.</summary>
    public IReadOnlyList<NegotiationEvent> Find(ReportIndex index, PloverCoder coder, State state)
    {
        var (candidates, ranked, kept, document) = (state.Candidates, state.Ranked, state.Kept, index.Document);
        candidates.Build(index);
        ranked.Clear();
        kept.Clear();
        state.Lay(index);
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[Kinds + 1];
        foreach (var candidate in candidates.Found)
        {
            candidates.Describe(candidate, features);
            classifier.Probabilities(features.Hashes, p);
            double confidence = 1 - p[0];
            if (confidence < options.Floor || OnlyTells(index.Attributions, state.Told.At(document.Tokens[candidate.Trigger].Sentence), document.SpanOf(FirstWord(index, candidate), candidate.End))) continue;
            int best = 1;
            for (int k = 2; k < p.Length; k++)
                if (p[k] > p[best]) best = k;
            ranked.Add((candidate, (EventKind)(best - 1), confidence));
        }

        ranked.Sort(static (a, b) => a.Confidence != b.Confidence ? b.Confidence.CompareTo(a.Confidence) : a.Candidate.First.CompareTo(b.Candidate.First));
        foreach (var r in ranked)
            if (!kept.Exists(k => k.Candidate.First < r.Candidate.End && r.Candidate.First < k.Candidate.End)) kept.Add(r);
        kept.Sort(static (a, b) => a.Candidate.First.CompareTo(b.Candidate.First));
        var found = new NegotiationEvent[kept.Count];
        for (int i = 0; i < found.Length; i++)
        {
            var (candidate, kind, confidence) = kept[i];
            found[i] = new($"e{i + 1}", EventCategory.Of(index, candidate, kind, coder), kind, EventParties(index, candidate, state.Parties), EventDate(index, candidate, state.Dates),
                [document.SpanOf(FirstWord(index, candidate), candidate.End)], Math.Round(confidence, 3));
        }

        return found;
    }

    /// <summary>Whether a stretch holds nothing but who says something and that they say it ("a spokesman for the union said").</summary>
    private static bool OnlyTells(IReadOnlyList<Statements.Attribution> attributions, ReadOnlySpan<int> told, TextSpan stretch)
    {
        foreach (int a in told)
        {
            var (source, cue) = (attributions[a].Source, attributions[a].Cue);
            int start = int.MaxValue, end = 0;
            for (int s = 0; s < source.Count; s++) (start, end) = (Math.Min(start, source[s].Start), Math.Max(end, source[s].End));
            for (int s = 0; s < cue.Count; s++) (start, end) = (Math.Min(start, cue[s].Start), Math.Max(end, cue[s].End));
            if (new TextSpan(start, end).Contains(stretch) && Touches(source, stretch) && Touches(cue, stretch) && !Touches(attributions[a].Content, stretch)) return true;
        }

        return false;
    }

    private static bool Touches(IReadOnlyList<TextSpan> spans, TextSpan stretch)
    {
        for (int s = 0; s < spans.Count; s++)
            if (stretch.Overlaps(spans[s])) return true;
        return false;
    }

    /// <summary>A stretch's first token that is no comma or dash.</summary>
    private static int FirstWord(ReportIndex index, EventCandidate candidate)
    {
        int first = candidate.First;
        while (first < candidate.Trigger && index.Document.Tokens[first].Word is "," or ";" or ":" or "-" or "–" or "—" or "--") first++;
        return first;
    }

    /// <summary>The parties in the stretch and, where it names fewer than two, those that the trigger's clause names besides.</summary>
    private static string[] EventParties(ReportIndex index, EventCandidate candidate, List<string> parties)
    {
        parties.Clear();
        Collect(candidate.First, candidate.End);
        if (parties.Count < 2) AddClause();
        return [.. parties];

        void Collect(int first, int end)
        {
            for (int i = first; i < end; i++)
                if (index.PartyAt(i) is { } party && !parties.Contains(party)) parties.Add(party);
        }

        void AddClause()
        {
            int verb = candidate.Trigger;
            var tokens = index.Document.Tokens;
            for (int steps = 0; steps < 6 && verb >= 0 && tokens[verb].Tag is not (>= PennTag.VB and <= PennTag.VBZ); steps++) verb = tokens[verb].Head;
            if (verb < 0) return;
            if (index.Tree.Subject(verb) is >= 0 and var subject) CollectPhrase(subject);
            foreach (int c in index.Tree.ChildrenOf(verb))
                if (c >= verb && tokens[c].Relation is Relation.obl or Relation.obj or Relation.nmod or Relation.iobj) CollectPhrase(c);
        }

        void CollectPhrase(int noun)
        {
            var (first, end) = index.Tree.NounPhrase(noun, complements: true);
            Collect(first, end);
        }
    }

    private static string? EventDate(ReportIndex index, EventCandidate candidate, List<FoundDate> dates)
    {
        var document = index.Document;
        var sentence = document.Sentences[document.Tokens[candidate.Trigger].Sentence];
        DateResolver.Find(document, sentence.First, sentence.End, DateResolver.DayOf(document.Report.Published), EventTense.Of(index, candidate.Trigger), dates);
        string? best = null;
        int nearest = int.MaxValue;
        foreach (var date in dates)
        {
            var (first, end) = document.TokensIn(date.Span);

            // A date belongs to the event whose clause it stands in: inside the stretch or hanging on the trigger (or on the verb that governs it).
            bool inside = candidate.First <= first && end <= candidate.End;
            int verb = candidate.Verb ? candidate.Trigger : document.Tokens[candidate.Trigger].Head;
            bool attached = index.Tree.IsUnder(end - 1, candidate.Trigger) || (verb >= 0 && document.Tokens[AnchorOf(document, first, end)].Head == verb);
            if (!inside && !attached) continue;
            int distance = Math.Abs(first - candidate.Trigger);
            if (distance < nearest) (best, nearest) = (date.ToIso(), distance);
        }

        return best;
    }

    /// <summary>The word of a date that hangs outside it.</summary>
    private static int AnchorOf(Document document, int first, int end)
    {
        for (int i = first; i < end; i++)
            if (document.Tokens[i].Head < first || document.Tokens[i].Head >= end) return i;
        return first;
    }
}

/// <summary>Whether an event lies behind or ahead of the report, by its verb.</summary>
internal static class EventTense
{
    /// <summary>Ahead where the verb (or the one that governs the noun) stands with "will", "to", or a word of arrangement; else behind.</summary>
    public static DateDirection Of(ReportIndex index, int trigger)
    {
        var tokens = index.Document.Tokens;
        int verb = trigger;
        for (int steps = 0; steps < 6 && verb >= 0; steps++, verb = tokens[verb].Head)
        {
            if (tokens[verb].Tag is not (>= PennTag.VB and <= PennTag.VBZ)) continue;
            if (tokens[verb].Tag == PennTag.VBD) return DateDirection.Past;
            foreach (int c in index.Tree.ChildrenOf(verb))
            {
                if (c > verb) break;
                if (tokens[c].Tag == PennTag.MD && index.Lemmas[c] is "will" or "shall" or "would" or "may" or "must" or "should" or "can" or "wo" or "'ll") return DateDirection.Future;
                if (tokens[c].Relation is Relation.aux or Relation.aux_pass && tokens[c].Tag is PennTag.VBD || index.Lemmas[c] == "have") return DateDirection.Past;
                if (tokens[c].Tag == PennTag.TO) return DateDirection.Future;
            }

            if (tokens[verb].Tag is PennTag.VBG or PennTag.VBP or PennTag.VBZ && tokens[verb].Relation is Relation.root or Relation.ccomp or Relation.conj) return DateDirection.Future;
        }

        return DateDirection.Past;
    }
}
