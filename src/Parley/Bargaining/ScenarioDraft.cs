using System.Globalization;
using System.Text;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Bargaining;

/// <summary>
/// A scenario to be filled in, from what reports say: their parties, their issues as yes-or-no questions (with what proposals provide on them as comments), scores from the
/// positions found, equal weights, proposals as drafts. The evidence stands beside each entry as a comment. It is a valid scenario from the start, but what reports do not say
/// (weights, reservations, red lines, options in between) is for a person who knows.
/// </summary>
public static class ScenarioDraft
{
    private const int QuoteLength = 110;

    /// <summary>Writes the scenario.</summary>
    /// <param name="readings">Parties, issues and proposals of different readings are one when they share a name or, for parties, an alias.</param>
    /// <param name="decisions">What people decided on the names of parties, proposals and issues (merged, renamed, left out), in the order in which they did; null for nothing.</param>
    /// <returns>The content of a <c>scenario.yaml</c>.</returns>
    /// <exception cref="ScenarioException">No party or no issue was found.</exception>
    public static string Write(IEnumerable<Reading> readings, IEnumerable<Decision>? decisions = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        Collection found = new(NameRules.Of(decisions ?? []));
        foreach (Reading reading in readings) found.Add(reading);
        if (found.Parties.Count == 0 || found.Issues.Count == 0)
            throw new ScenarioException($"the reports name {found.Parties.Count} parties and {found.Issues.Count} issues; a scenario needs at least one of each");
        return found.Write();
    }

    private sealed record Named(string Id, string Name, HashSet<string> Keys);

    private sealed record Evidence(int Party, int Target, Stance Stance, Voice Voice, double Confidence, string? Date, string Where, string Quote);

    private sealed class Collection(NameRules rules)
    {
        private static readonly string[] Options = ["no", "yes"];

        private readonly List<(Named Proposal, List<int> By, int? Revises, int? Counters)> proposals = [];
        private readonly List<Evidence> onIssues = [], onProposals = [];
        private readonly List<(int Proposal, int Issue, string Text, string Where)> provisions = [];

        public List<Named> Parties { get; } = [];

        public List<Named> Issues { get; } = [];

        public void Add(Reading reading)
        {
            Dictionary<string, int> parties = [], issues = [], texts = [];
            HashSet<string> holders = [.. reading.Statements.SelectMany(s => s.Positions).Select(p => p.Holder), .. reading.Proposals.SelectMany(p => p.By)];
            // Parties without a position or a proposal of their own have nothing to say to a scenario.
            foreach (Party p in reading.Parties.Where(p => holders.Contains(p.Id))) parties[p.Id] = Find(Parties, ThingKind.Party, p.Name, p.Aliases, Scenario.MaximumParties);
            foreach (Issue i in reading.Issues) issues[i.Id] = Find(Issues, ThingKind.Issue, i.Label, [], Scenario.MaximumIssues);
            foreach (Proposal p in reading.Proposals)
            {
                if (Shown(ThingKind.Proposal, p.Label) is not string label) continue;
                int at = proposals.FindIndex(x => x.Proposal.Keys.Contains(Key(label)));
                if (at < 0)
                {
                    at = proposals.Count;
                    proposals.Add((new Named(p.Id, label, [Key(label)]), [], null, null));
                }

                texts[p.Id] = at;
            }

            foreach (Proposal p in reading.Proposals.Where(p => texts.ContainsKey(p.Id)))
            {
                (Named proposal, List<int> by, int? revises, int? counters) = proposals[texts[p.Id]];
                foreach (string author in p.By)
                    if (parties.TryGetValue(author, out int index) && index >= 0 && !by.Contains(index)) by.Add(index);
                // Only towards texts known before, so that no lineage comes back to itself.
                if (revises is null && p.Revises is not null && texts.TryGetValue(p.Revises, out int earlier) && earlier < texts[p.Id]) revises = earlier;
                if (counters is null && p.Counters is not null && texts.TryGetValue(p.Counters, out int other) && other < texts[p.Id]) counters = other;
                proposals[texts[p.Id]] = (proposal, by, revises, counters);
            }

            foreach (Provision p in reading.Provisions)
                if (p.Issue is not null && texts.TryGetValue(p.Proposal, out int text) && issues.TryGetValue(p.Issue, out int issue) && issue >= 0 && p.Spans.Count > 0)
                    provisions.Add((text, issue, Quote(reading, p.Spans), Where(reading, p.Spans[0])));
            foreach (Statement s in reading.Statements)
                foreach (Position p in s.Positions)
                {
                    if (!parties.TryGetValue(p.Holder, out int party) || party < 0) continue;
                    IReadOnlyList<TextSpan> spans = s.Content.Spans.Count > 0 ? s.Content.Spans : s.Cue.Spans;
                    string where = spans.Count > 0 ? Where(reading, spans[0]) : reading.Report.Id;
                    if (issues.TryGetValue(p.Target, out int issue) && issue >= 0) onIssues.Add(Of(issue));
                    else if (texts.TryGetValue(p.Target, out int text)) onProposals.Add(Of(text));

                    Evidence Of(int target) => new(party, target, p.Stance, p.Voice, p.Confidence, reading.Report.Published, where, Quote(reading, spans));
                }
        }

        public string Write()
        {
            StringBuilder yaml = new();
            Line("# A scenario to be filled in. Parties, issues, scores and drafts come from the positions found in the reports; the evidence stands beside them.");
            Line("# Weights are equal, reservations 0 and red lines none because reports do not tell them: put in what you know.");
            Line("# Better options than yes and no can be added to any issue (then score them for every party).");
            Line("scenario: negotiation");
            Line("parties:");
            foreach (Named p in Parties) Line($"  - {{ id: {p.Id}, name: {ScenarioFile.Quote(p.Name)}, reservation: 0 }}");
            Line("issues:");
            for (int i = 0; i < Issues.Count; i++)
            {
                Line($"  - id: {Issues[i].Id}");
                Line($"    name: {ScenarioFile.Quote(Issues[i].Name)}");
                foreach ((int proposal, _, string text, string where) in provisions.Where(p => p.Issue == i)) Line($"    # {proposals[proposal].Proposal.Name} provides: {text}  [{where}]");
                Line($"    options: [{string.Join(", ", Options)}]");
            }

            Line("preferences:");
            for (int p = 0; p < Parties.Count; p++)
            {
                Line($"  {Parties[p].Id}:");
                for (int i = 0; i < Issues.Count; i++)
                {
                    List<Evidence> evidence = [.. onIssues.Where(e => e.Party == p && e.Target == i).OrderBy(e => e.Date is null).ThenBy(e => e.Date, StringComparer.Ordinal)];
                    foreach (Evidence e in evidence) Line("    # " + Describe(e));
                    if (evidence.Count == 0) Line("    # no position found");
                    int weight = 100 / Issues.Count + (i < 100 % Issues.Count ? 1 : 0);
                    int yes = Decide(evidence) switch { Stance.For => 100, Stance.Against => 0, _ => 50 };
                    Line($"    {Issues[i].Id}: {{ weight: {weight}, scores: [{100 - yes}, {yes}] }}");
                }
            }

            Positions();
            Drafts();
            return yaml.ToString();

            void Line(string line) => yaml.Append(line).Append('\n');

            void Positions()
            {
                Line("positions:");
                for (int p = 0; p < Parties.Count; p++)
                {
                    IEnumerable<string> held = Enumerable.Range(0, Issues.Count)
                        .Select(i => (Issue: i, Stance: Decide([.. onIssues.Where(e => e.Party == p && e.Target == i)])))
                        .Where(x => x.Stance is Stance.For or Stance.Against)
                        .Select(x => $"{Issues[x.Issue].Id}: {Options[x.Stance == Stance.For ? 1 : 0]}");
                    Line($"  {Parties[p].Id}: {{ {string.Join(", ", held)} }}");
                }
            }

            void Drafts()
            {
                if (proposals.Count == 0) return;
                Line("drafts:");
                HashSet<string> names = [];
                List<string> unique = [];
                foreach ((Named proposal, _, _, _) in proposals)
                {
                    string name = proposal.Name;
                    for (int n = 2; !names.Add(name); n++) name = $"{proposal.Name} ({n})";
                    unique.Add(name);
                }

                for (int t = 0; t < proposals.Count; t++)
                {
                    (_, List<int> by, int? revises, int? counters) = proposals[t];
                    Line($"  - name: {ScenarioFile.Quote(unique[t])}");
                    foreach (Evidence e in onProposals.Where(e => e.Target == t).OrderBy(e => e.Party)) Line($"    # {Parties[e.Party].Name}: {Describe(e)}");
                    if (by.Count > 0) Line($"    by: [{string.Join(", ", by.Select(p => Parties[p].Id))}]");
                    if (revises is int r) Line($"    revises: {ScenarioFile.Quote(unique[r])}");
                    if (counters is int c) Line($"    counters: {ScenarioFile.Quote(unique[c])}");
                    Line("    package:");
                    for (int i = 0; i < Issues.Count; i++)
                    {
                        Stance? authors = by.Select(p => Decide([.. onIssues.Where(e => e.Party == p && e.Target == i)])).FirstOrDefault(s => s is not null);
                        bool provided = provisions.Exists(p => p.Proposal == t && p.Issue == i);
                        int option = provided || authors == Stance.For ? 1 : 0;
                        string remark = provided ? "provided for" : authors is not null ? "its author's position" : "not found: check";
                        Line($"      {Issues[i].Id}: {Options[option]}  # {remark}");
                    }
                }
            }
        }

        /// <summary>What the evidence comes to: own voice before others', then the latest; null without any.</summary>
        private static Stance? Decide(List<Evidence> evidence)
        {
            Evidence? best = null;
            foreach (Evidence e in evidence)
                if (best is null || (e.Voice == Voice.Own) != (best.Voice == Voice.Own) ? best is null || e.Voice == Voice.Own : string.CompareOrdinal(e.Date ?? "", best.Date ?? "") >= 0) best = e;
            return best?.Stance;
        }

        private static string Describe(Evidence e) =>
            string.Create(CultureInfo.InvariantCulture, $"{e.Stance.ToString().ToLowerInvariant()} ({e.Voice.ToString().ToLowerInvariant()}, {e.Confidence:0.00}{(e.Date is null ? "" : ", " + e.Date)}): {e.Quote}  [{e.Where}]");

        private static string Where(Reading reading, TextSpan span) => $"{reading.Report.Id}:{span.Start}-{span.End}";

        private static string Quote(Reading reading, IReadOnlyList<TextSpan> spans)
        {
            string text = string.Join(" ... ", spans.Select(s => s.Of(reading.Report.Text).ToString()));
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            text = new string([.. text.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\u0085' or '\uFEFF'))]);
            if (text.Length <= QuoteLength) return text;
            int end = char.IsHighSurrogate(text[QuoteLength - 4]) ? QuoteLength - 4 : QuoteLength - 3;
            return text[..end] + "...";
        }

        private static string Key(string name) => string.Join(' ', name.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        /// <summary>The name under which people want a thing to be shown; null where they said that there is no such thing.</summary>
        private string? Shown(ThingKind kind, string name)
        {
            Name shown = rules.Shown(Name.Of(kind, name));
            return rules.IsLeftOut(shown) || rules.IsLeftOut(Name.Of(kind, name)) ? null : shown.Text;
        }

        /// <summary>The thing of that name; a new one where there is none; -1 where there is no more room, or it was left out.</summary>
        private int Find(List<Named> list, ThingKind kind, string own, IReadOnlyList<string> aliases, int most)
        {
            if (Shown(kind, own) is not string name) return -1;
            string[] keys = [Key(name), .. aliases.Select(Key)];
            int at = list.FindIndex(n => n.Keys.Overlaps(keys));
            if (at >= 0)
            {
                list[at].Keys.UnionWith(keys);
                return at;
            }

            if (list.Count == most) return -1;
            string stem = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Trim();
            stem = string.Join('_', stem.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4));
            if (stem.Length == 0 || !char.IsAsciiLetter(stem[0])) stem = "x" + stem;
            string id = stem;
            for (int n = 2; list.Exists(x => x.Id == id); n++) id = $"{stem}_{n}";
            list.Add(new Named(id, name, [.. keys]));
            return list.Count - 1;
        }
    }
}
