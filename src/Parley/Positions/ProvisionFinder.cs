using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Finds what a proposal says: the complement of its noun ("a plan <u>to raise the pension age</u>"), what it is said to contain or to do ("the plan <u>would raise it to 65</u>"),
/// and its price ("a <u>530 pence-per-share</u> offer"). Each is tied to the issue whose words it shares.
/// </summary>
internal static class ProvisionFinder
{
    /// <summary>The provisions of the proposals of a report, in text order, each stretch once.</summary>
    public static IReadOnlyList<Provision> Find(ReportIndex index, IReadOnlyList<Proposal> proposals, IReadOnlyList<Issue> issues)
    {
        if (proposals.Count == 0) return [];
        var found = new List<Stretch>();
        foreach (var proposal in proposals)
        {
            var stretches = new Stretches(index.Document, proposal, found);
            foreach (var mention in proposal.Mentions)
            {
                var (first, end) = index.Document.TokensIn(mention);
                int head = HeadOf(index, first, end);
                Complements(index, head, stretches);
                Predicates(index, head, stretches);
                Price(index, first, head, stretches);
            }
        }

        found.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First) : b.End.CompareTo(a.End));
        var kept = new List<Provision>();
        int last = -1;
        foreach (var (first, end, proposal, weight) in found)
        {
            if (first < last) continue;
            last = end;
            kept.Add(new(proposal.Id, IssueOf(index, first, end, issues), [index.Document.SpanOf(first, end)], Math.Round(proposal.Confidence * weight, 3)));
        }

        return kept;
    }

    /// <summary>A stretch that may word what a proposal says, and how sure that is where the proposal is one.</summary>
    private readonly record struct Stretch(int First, int End, Proposal Proposal, double Weight);

    /// <summary>The stretches that are found for one proposal.</summary>
    private readonly record struct Stretches(Document Document, Proposal Proposal, List<Stretch> Found)
    {
        /// <summary>Adds a stretch unless it says too little or too much.</summary>
        public void Add(int first, int end, double weight)
        {
            var span = Document.SpanOf(first, end);
            // A bare number says nothing of what it counts.
            bool says = span.Of(Document.Text).IndexOfAnyInRange('A', 'z') >= 0 || span.Of(Document.Text).IndexOfAny("$£€¥%") >= 0;
            if (end - first == 1 && Document.Tokens[first].Tag == PennTag.CD && char.IsLetter(Document.Text[span.Start])) return;
            if (end - first is >= 1 and <= 30 && says) Found.Add(new(first, end, Proposal, weight));
        }
    }

    private static int HeadOf(ReportIndex index, int first, int end)
    {
        var tokens = index.Document.Tokens;
        for (int i = first; i < end; i++)
            if (tokens[i].Head < first || tokens[i].Head >= end) return i;
        return end - 1;
    }

    private static void Complements(ReportIndex index, int head, Stretches into)
    {
        var tokens = index.Document.Tokens;
        foreach (int c in index.Tree.ChildrenOf(head))
        {
            if (c <= head) continue;
            var (from, to) = index.Tree.Yield(c);
            if (tokens[c].Relation is Relation.acl or Relation.ccomp or Relation.xcomp)
            {
                bool infinitive = tokens[c].Tag == PennTag.VB && index.Tree.Child(c, Relation.mark) is >= 0 and var m && index.Lemmas[m] == "to";
                if (infinitive) into.Add(c, Trim(index, c, to), 0.7);
                // "a plan raising the age", but not "the plan after hearing both sides".
                else if (tokens[c].Tag is PennTag.VBG && index.Tree.Child(c, Relation.mark) < 0) into.Add(c, Trim(index, c, to), 0.6);
                else if (index.Tree.Child(c, Relation.mark) is >= 0 and var that && index.Lemmas[that] == "that") into.Add(that + 1, Trim(index, c, to), 0.6);
                else if (index.Tree.Child(c, Relation.nsubj) is >= 0 and var who && index.Lemmas[who] is "that" or "which") into.Add(who + 1, Trim(index, c, to), 0.6);
            }
            else if (tokens[c].Relation == Relation.nmod && index.Tree.Child(c, Relation.@case) is >= 0 and var p && index.Lemmas[p] is "on" or "for" or "of" && index.PartyAt(c) is null && to - from >= 4 && !IsText(index, head, c))
            {
                into.Add(p + 1, to, 0.5);
            }
        }
    }

    // "the draft of the plan", "a text of substance": what it is of is no part of what it says.
    private static bool IsText(ReportIndex index, int head, int complement) => index.Lemmas[head] is "draft" or "version" or "text" or "document" or "copy" or "outline" || ProposalMentions.IsProposalNoun(index.Lemmas[complement]);

    private static void Predicates(ReportIndex index, int head, Stretches into)
    {
        var tokens = index.Document.Tokens;
        int verb = tokens[head].Head;
        if (verb < 0 || tokens[head].Relation != Relation.nsubj || tokens[verb].Tag is not (>= PennTag.VB and <= PennTag.VBZ)) return;
        string lemma = index.Lemmas[verb];
        if (lemma is "include" or "contain" or "provide" or "propose" or "call" or "offer" or "envisage" or "stipulate" or "cover" or "require" or "demand" or "seek" or "specify" or "foresee" or "set")
        {
            foreach (int c in index.Tree.ChildrenOf(verb))
            {
                if (c < verb || tokens[c].Relation is not (Relation.obj or Relation.obl or Relation.ccomp or Relation.xcomp)) continue;
                int marker = index.Tree.Child(c, Relation.@case);
                into.Add(marker >= 0 ? marker + 1 : index.Tree.Yield(c).First, index.Tree.Yield(c).End, 0.8);
                return;
            }
        }

        bool modal = false;
        foreach (int c in index.Tree.ChildrenOf(verb))
            if (c < verb && tokens[c].Tag == PennTag.MD && index.Lemmas[c] is "would" or "will") modal = true;
        bool does = modal || (tokens[verb].Tag == PennTag.VBZ && index.Tree.Child(verb, Relation.obj) >= 0 && IssueCandidates.StanceOf(lemma) is "change" or "accept" or "clause" or "refuse");
        if (does && lemma is not ("be" or "have")) into.Add(verb, Trim(index, verb, index.Tree.Yield(verb).End), modal ? 0.6 : 0.5);
    }

    /// <summary>Figures with their unit before the noun.</summary>
    private static void Price(ReportIndex index, int first, int head, Stretches into)
    {
        var tokens = index.Document.Tokens;
        int from = -1;
        for (int i = first; i < head; i++)
        {
            bool figure = tokens[i].Tag is PennTag.CD or PennTag.Dollar || char.IsDigit(tokens[i].Word[0]);
            if (figure && from < 0) from = i;
            if (from < 0 || figure || tokens[i].Tag is PennTag.HYPH || index.Lemmas[i] is "-" or "per" or "a" or "share" or "pence" or "pct" or "%" or "percent") continue;
            into.Add(from, i, 0.6);
            return;
        }

        if (from >= 0) into.Add(from, head, 0.6);
    }

    /// <summary>Clauses of time and reason behind a verb are no part of what is provided.</summary>
    private static int Trim(ReportIndex index, int verb, int end)
    {
        var tokens = index.Document.Tokens;
        foreach (int c in index.Tree.ChildrenOf(verb))
        {
            if (c <= verb || tokens[c].Relation is not (Relation.parataxis or Relation.punct) || tokens[c].Tag is PennTag.OpenQuote or PennTag.HYPH or PennTag.Dollar) continue;
            if (tokens[c].Relation == Relation.punct && tokens[c].Tag is not (PennTag.Comma or PennTag.Stop or PennTag.Colon)) continue;
            end = Math.Min(end, index.Tree.Yield(c).First);
            break;
        }

        return end;
    }

    private static string? IssueOf(ReportIndex index, int first, int end, IReadOnlyList<Issue> issues)
    {
        string? best = null;
        int most = 0;
        foreach (var issue in issues)
        {
            int shared = 0;
            foreach (var mention in issue.Mentions)
            {
                var (from, to) = index.Document.TokensIn(mention);
                int overlap = 0;
                for (int i = first; i < end; i++)
                {
                    if (!Content(index, i)) continue;
                    for (int j = from; j < to; j++)
                    {
                        if (index.Lemmas[j] != index.Lemmas[i]) continue;
                        overlap++;
                        break;
                    }
                }

                shared = Math.Max(shared, overlap);
            }

            if (shared > most) (best, most) = (issue.Id, shared);
        }

        return best;
    }

    private static bool Content(ReportIndex index, int token) =>
        index.Document.Tokens[token].Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.JJ or PennTag.VB or PennTag.VBG or PennTag.VBN or PennTag.CD && index.Lemmas[token] is not ("be" or "have");
}
