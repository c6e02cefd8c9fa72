using Parley.Language;
using Parley.Statements;

namespace Parley.Positions;

/// <summary>An annotated report with the index of its text: what the trainers of this stage learn from.</summary>
internal sealed record TrainingReport(GoldReport Gold, ReportIndex Index)
{
    /// <summary>
    /// Annotates reports and indexes them with the annotation's own parties and attributions, so that proposals, issues and events are learned apart from the
    /// mistakes of the steps before.
    /// </summary>
    public static IReadOnlyList<TrainingReport> Load(IReadOnlyList<GoldReport> reports, Annotator annotator, WordClusters clusters) =>
        [.. reports.Select(g => new TrainingReport(g, IndexOf(g, annotator, clusters)))];

    private static ReportIndex IndexOf(GoldReport gold, Annotator annotator, WordClusters clusters)
    {
        var report = gold.ToReport();
        var reading = gold.ToReading(report);
        var attributions = gold.Statements.Where(s => s.Cue is not null)
            .Select(s => new Attribution(s.Source is { } source ? [source] : [], [s.Cue!.Value], s.Content, 1, false)).ToList();
        var mentions = reading.Parties.SelectMany(p => p.Mentions.Select(m => new PartyMention(m, p.Id, null, MentionForm.Name)))
            .Concat(reading.Actors.Where(a => a.Party is not null).SelectMany(a => a.Mentions.Select(m => new PartyMention(m, a.Party, a.Id, MentionForm.Name))));
        var document = annotator.Annotate(report);
        return new(document, attributions, new(reading.Parties, reading.Actors, mentions, new Dictionary<TextSpan, Speaker>()), clusters);
    }
}
