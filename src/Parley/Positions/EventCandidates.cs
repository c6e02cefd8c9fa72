using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>A word that may tell of an event, with the shortest stretch that says it and the clause around it.</summary>
/// <param name="Trigger">The verb or noun.</param>
/// <param name="First">First token of the stretch.</param>
/// <param name="End">One past its last token.</param>
/// <param name="Verb">Whether the trigger is a verb.</param>
internal readonly record struct EventCandidate(int Trigger, int First, int End, bool Verb);

/// <summary>Finds the words that may tell of events between the sides, and says what is known of each.</summary>
internal sealed class EventCandidates
{
    private static readonly Dictionary<string, EventKind> Triggers = LoadTriggers();

    private ReportIndex index = null!;
    private PhraseTree tree = null!;

    /// <summary>No candidates yet.</summary>
    public EventCandidates()
    {
    }

    /// <summary>The candidates of a report.</summary>
    public EventCandidates(ReportIndex index) => Build(index);

    /// <summary>Finds the candidates of a report, in place of those of the report before.</summary>
    public void Build(ReportIndex value)
    {
        (index, tree) = (value, value.Tree);
        Found.Clear();
        Find();
    }

    /// <summary>All candidates in text order of their triggers.</summary>
    public List<EventCandidate> Found { get; } = [];

    /// <summary>Kind of event that a lower-case lemma mostly tells of; null for a word that is no trigger.</summary>
    public static EventKind? KindOf(string lemma) => Triggers.TryGetValue(lemma, out var kind) ? kind : null;

    /// <summary>Features of a candidate.</summary>
    public void Describe(EventCandidate candidate, FeatureList features)
    {
        features.Clear();
        var tokens = index.Document.Tokens;
        int trigger = candidate.Trigger;
        string part = candidate.Verb ? "verb" : "noun", lemma = Lemma(trigger), kind = Kind(trigger);
        features.Add("part", part);
        features.Add("lemma", part, lemma);
        if (lemma.Length > 4) features.Add("begins", lemma.AsSpan(0, 4));
        features.Add("kind", part, kind);
        features.Add("relation", part, tokens[trigger].Relation.Name());
        features.Add("relation+kind", kind, tokens[trigger].Relation.Name());
        features.Add("depth", index.Depth(trigger));
        features.Add("depth+part", part, $"{index.Depth(trigger)}");
        features.Add("content", part, index.ContentAt(trigger) >= 0 ? "in" : "out");
        if (index.CueAt(trigger) >= 0) features.Add("cue", part, kind);
        bool dated = false, party = false, figure = false;
        int parties = 0;
        for (int i = candidate.First; i < candidate.End; i++)
        {
            if (index.PartyAt(i) is not null && (i == 0 || index.PartyAt(i) != index.PartyAt(i - 1))) parties++;
            figure |= tokens[i].Tag == PennTag.CD;
            dated |= IsTime(i);
            if (i != trigger && Kind(i) is { Length: > 0 } other) features.Add("beside", other);
        }

        party = parties > 0;
        features.Add("parties", part, $"{Math.Min(3, parties)}");
        features.Flag("figure", figure);
        features.Flag("dated", dated || (candidate.End < tokens.Length && IsTime(candidate.End)) || (candidate.End + 1 < tokens.Length && IsTime(candidate.End + 1)));
        features.Add("length", part, $"{Math.Min(12, (candidate.End - candidate.First) / 2)}");
        if (candidate.Verb) DescribeVerb(trigger, kind, party, features);
        else DescribeNoun(candidate, kind, features);
    }

    /// <summary>The lemma of a trigger with its particle ("break down").</summary>
    public string Lemma(int trigger)
    {
        var tokens = index.Document.Tokens;
        foreach (int c in tree.ChildrenOf(trigger))
            if (c > trigger && c <= trigger + 3 && tokens[c].Relation == Relation.compound && tokens[c].Tag is PennTag.RP or PennTag.RB or PennTag.IN)
                return index.Lemmas[trigger] + " " + index.Lemmas[c];
        if (trigger + 1 < tokens.Length && tokens[trigger + 1].Tag == PennTag.RP) return index.Lemmas[trigger] + " " + index.Lemmas[trigger + 1];
        return index.Lemmas[trigger];
    }

    private static Dictionary<string, EventKind> LoadTriggers()
    {
        var table = new Dictionary<string, EventKind>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", "event-triggers.tsv"))
        {
            int tab = line.IndexOf('\t');
            table.TryAdd(line[..tab], Enum.Parse<EventKind>(line.AsSpan(tab + 1), ignoreCase: true));
        }

        return table;
    }

    private string Kind(int trigger) => (KindOf(Lemma(trigger)) ?? KindOf(index.Lemmas[trigger]))?.Name() ?? "";

    private bool IsTime(int token) =>
        index.Lemmas[token] is "today" or "yesterday" or "tomorrow" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "week" or "month" or "year"
            or "january" or "february" or "march" or "april" or "june" or "july" or "august" or "september" or "october" or "november" or "december";

    private void DescribeVerb(int verb, string kind, bool party, FeatureList features)
    {
        var tokens = index.Document.Tokens;
        features.Add("tag", tokens[verb].Tag.Name());
        string modality = "";
        bool passive = false, negated = false;
        foreach (int c in tree.ChildrenOf(verb))
        {
            if (tokens[c].Tag == PennTag.MD) modality = index.Lemmas[c];
            if (tokens[c].Relation == Relation.aux && index.Lemmas[c] == "have") features.Add("perfect", 1);
            passive |= tokens[c].Relation is Relation.aux_pass or Relation.nsubj_pass;
            negated |= index.Lemmas[c] is "not" or "never" or "n't";
            if (tokens[c].Relation == Relation.mark) features.Add("mark", index.Lemmas[c]);
            if (c > verb && tokens[c].Relation is Relation.obl or Relation.nmod && tree.Child(c, Relation.@case) is >= 0 and var p)
            {
                features.Add("oblique", index.Lemmas[p], index.PartyAt(c) is null ? "" : "party");
                features.Add("oblique lemma", index.Lemmas[c]);
            }

            if (tokens[c].Relation == Relation.xcomp) features.Add("complement kind", Kind(c));
        }

        features.Add("modality", modality, tokens[verb].Tag.Name());
        features.Flag("passive", passive);
        features.Add("passive+kind", passive ? "yes" : "no", kind);
        features.Flag("negated", negated);
        int subject = tree.Subject(verb), patient = tree.Child(verb, Relation.obj);
        if (patient < 0) patient = tree.Child(verb, Relation.nsubj_pass);
        string who = subject < 0 ? "none" : index.PartyAt(subject) is not null ? "party" : tokens[subject].Tag is PennTag.PRP ? "pronoun" : "other";
        features.Add("subject", who, kind);
        if (subject >= 0)
        {
            features.Add("subject lemma", who == "party" ? "party" : index.Lemmas[subject]);
            features.Add("subject kind", Kind(subject));
        }

        if (patient >= 0)
        {
            string what = index.PartyAt(patient) is not null ? "party" : Kind(patient);
            features.Add("object", what, kind);
            features.Add("object lemma", index.Lemmas[patient]);
            features.Add("object kind", Kind(patient));
            features.Flag("object is proposal", ProposalMentions.IsProposalNoun(index.Lemmas[patient]));
            features.Add("verb+object", index.Lemmas[verb], what);
        }
        else
        {
            features.Add("object", "none", kind);
        }

        int above = tokens[verb].Head;
        if (above >= 0) features.Add("above", index.Lemmas[above], tokens[verb].Relation.Name());
        features.Flag("party+kind", party && kind.Length > 0);
    }

    private void DescribeNoun(EventCandidate candidate, string kind, FeatureList features)
    {
        var tokens = index.Document.Tokens;
        int noun = candidate.Trigger, governor = tokens[noun].Head;
        if (governor >= 0)
        {
            features.Add("governor", index.Lemmas[governor], kind);
            features.Add("governor kind", Kind(governor), kind);
            features.Add("governor relation", tokens[noun].Relation.Name(), kind);
        }

        if (tree.Child(noun, Relation.@case) is >= 0 and var p) features.Add("preposition", index.Lemmas[p], kind);
        for (int i = candidate.First; i < noun; i++)
        {
            if (tokens[i].Head != noun) continue;
            if (tokens[i].Relation == Relation.det) features.Add("determiner", index.Lemmas[i], kind);
            else if (tokens[i].Relation is Relation.amod or Relation.compound) features.Add("modifier", index.Lemmas[i]);
            else if (tokens[i].Relation == Relation.nmod) features.Add("determiner", "own", kind);
        }

        foreach (int c in tree.ChildrenOf(noun))
            if (c > noun && tree.Child(c, Relation.@case) is >= 0 and var q) features.Add("behind", index.Lemmas[q], index.PartyAt(c) is null ? "" : "party");
        features.Flag("plural", tokens[noun].Tag == PennTag.NNS);
    }

    private void Find()
    {
        var tokens = index.Document.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            var tag = tokens[i].Tag;
            if (tag is >= PennTag.VB and <= PennTag.VBZ)
            {
                if (tokens[i].Relation is Relation.aux or Relation.aux_pass or Relation.cop or Relation.amod or Relation.@case) continue;
                var (first, end) = ClauseOf(i);
                if (end - first <= 40) Found.Add(new(i, first, end, true));
            }
            else if (tag is PennTag.NN or PennTag.NNS && tokens[i].Relation is not (Relation.compound or Relation.flat) && KindOf(index.Lemmas[i]) is not null)
            {
                var (first, end) = tree.NounPhrase(i, complements: true);
                if (end - first > 14) (first, end) = tree.NounPhrase(i, complements: false);
                Found.Add(new(i, first, end, false));
            }
        }
    }

    /// <summary>From the subject to the last object or complement: clauses of time and reason, appositions and what follows a comma are left out.</summary>
    private (int First, int End) ClauseOf(int verb)
    {
        var tokens = index.Document.Tokens;
        int first = verb, end = verb + 1;
        foreach (int c in tree.ChildrenOf(verb))
        {
            var relation = tokens[c].Relation;
            var (from, to) = tree.Yield(c);
            if (c < verb)
            {
                if (relation is Relation.nsubj or Relation.nsubj_pass or Relation.csubj or Relation.aux or Relation.aux_pass) first = Math.Min(first, relation is Relation.aux or Relation.aux_pass ? c : SubjectStart(c, from));
                continue;
            }

            if (relation is Relation.obj or Relation.iobj or Relation.xcomp or Relation.ccomp or Relation.compound or Relation.nsubj or Relation.nsubj_pass) end = Math.Max(end, CutAt(c, to));
            else if (relation is Relation.obl or Relation.nmod or Relation.advmod && from <= end + 1 && to - from <= 8) end = Math.Max(end, to);
            else if (relation is Relation.punct or Relation.advcl or Relation.conj or Relation.cc or Relation.parataxis) break;
        }

        while (end > verb + 1 && tokens[end - 1].Relation == Relation.punct) end--;
        return (first, end);
    }

    private int SubjectStart(int subject, int from) => subject - from > 12 ? tree.NounPhrase(subject, complements: false).First : from;

    /// <summary>An object's relative clauses are no part of what happened.</summary>
    private int CutAt(int child, int to)
    {
        var tokens = index.Document.Tokens;
        foreach (int c in tree.ChildrenOf(child))
            if (c > child && tokens[c].Relation is Relation.acl or Relation.appos or Relation.advcl or Relation.parataxis && tree.Yield(c).First is var cut && cut > child && to - cut > 3) return cut;
        return to;
    }
}
