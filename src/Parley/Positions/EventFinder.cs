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
    public IReadOnlyList<NegotiationEvent> Find(ReportIndex index, PloverCoder coder)
    {
        var candidates = new EventCandidates(index);
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[Kinds + 1];
        var ranked = new List<(EventCandidate Candidate, EventKind Kind, double Confidence)>();
        var document = index.Document;
        var told = index.Attributions.Where(a => a.Source.Count > 0 && a.Cue.Count > 0).ToLookup(a => document.Tokens[document.TokenAt(a.Cue[0].Start)].Sentence);
        foreach (var candidate in candidates.Found)
        {
            candidates.Describe(candidate, features);
            classifier.Probabilities(features.Hashes, p);
            double confidence = 1 - p[0];
            if (confidence < options.Floor || OnlyTells(told[document.Tokens[candidate.Trigger].Sentence], document.SpanOf(FirstWord(index, candidate), candidate.End))) continue;
            int best = 1;
            for (int k = 2; k < p.Length; k++)
                if (p[k] > p[best]) best = k;
            ranked.Add((candidate, (EventKind)(best - 1), confidence));
        }

        ranked.Sort((a, b) => a.Confidence != b.Confidence ? b.Confidence.CompareTo(a.Confidence) : a.Candidate.First.CompareTo(b.Candidate.First));
        var kept = new List<(EventCandidate Candidate, EventKind Kind, double Confidence)>();
        foreach (var r in ranked)
            if (!kept.Exists(k => k.Candidate.First < r.Candidate.End && r.Candidate.First < k.Candidate.End)) kept.Add(r);
        kept.Sort((a, b) => a.Candidate.First.CompareTo(b.Candidate.First));
        return [.. kept.Select((k, i) => new NegotiationEvent($"e{i + 1}", EventCategory.Of(index, k.Candidate, k.Kind, coder), k.Kind, EventParties(index, k.Candidate), EventDate(index, k.Candidate),
            [index.Document.SpanOf(FirstWord(index, k.Candidate), k.Candidate.End)], Math.Round(k.Confidence, 3)))];
    }

    /// <summary>Whether a stretch holds nothing but who says something and that they say it ("a spokesman for the union said").</summary>
    private static bool OnlyTells(IEnumerable<Statements.Attribution> told, TextSpan stretch)
    {
        foreach (var attribution in told)
        {
            var parts = attribution.Source.Concat(attribution.Cue).ToArray();
            var whole = new TextSpan(parts.Min(span => span.Start), parts.Max(span => span.End));
            if (whole.Contains(stretch) && attribution.Source.Any(stretch.Overlaps) && attribution.Cue.Any(stretch.Overlaps) && !attribution.Content.Any(stretch.Overlaps)) return true;
        }

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
    private static List<string> EventParties(ReportIndex index, EventCandidate candidate)
    {
        var parties = new List<string>();
        void Collect(int first, int end)
        {
            for (int i = first; i < end; i++)
                if (index.PartyAt(i) is { } party && !parties.Contains(party)) parties.Add(party);
        }

        Collect(candidate.First, candidate.End);
        if (parties.Count >= 2) return parties;
        int verb = candidate.Trigger;
        var tokens = index.Document.Tokens;
        for (int steps = 0; steps < 6 && verb >= 0 && tokens[verb].Tag is not (>= PennTag.VB and <= PennTag.VBZ); steps++) verb = tokens[verb].Head;
        if (verb < 0) return parties;
        if (index.Tree.Subject(verb) is >= 0 and var subject)
        {
            var (first, end) = index.Tree.NounPhrase(subject, complements: true);
            Collect(first, end);
        }

        foreach (int c in index.Tree.ChildrenOf(verb))
        {
            if (c < verb || tokens[c].Relation is not (Relation.obl or Relation.obj or Relation.nmod or Relation.iobj)) continue;
            var (first, end) = index.Tree.NounPhrase(c, complements: true);
            Collect(first, end);
        }

        return parties;
    }

    private static string? EventDate(ReportIndex index, EventCandidate candidate)
    {
        var document = index.Document;
        var sentence = document.Sentences[document.Tokens[candidate.Trigger].Sentence];
        var dates = DateResolver.Find(document, sentence.First, sentence.End, DateResolver.DayOf(document.Report.Published), EventTense.Of(index, candidate.Trigger));
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
