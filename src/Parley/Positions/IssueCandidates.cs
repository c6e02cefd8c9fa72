using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>What kind of phrase words a point under negotiation.</summary>
internal enum IssuePhrase : byte
{
    /// <summary>A noun with what stands before it.</summary>
    Noun,
    /// <summary>A noun with its prepositional phrases and infinitives.</summary>
    LongNoun,
    /// <summary>An infinitive with its objects.</summary>
    Infinitive,
    /// <summary>A verb in -ing with its objects.</summary>
    Gerund,
    /// <summary>A clause with its subject.</summary>
    Clause,
}

/// <summary>A phrase that may word a point under negotiation.</summary>
internal readonly record struct IssueCandidate(int Head, int First, int End, IssuePhrase Phrase);

/// <summary>Finds the phrases that may word points under negotiation, and says what is known of each.</summary>
internal sealed class IssueCandidates
{
    private static readonly Dictionary<string, string> Stance = LoadStance();

    private ReportIndex index = null!;
    private PhraseTree tree = null!;

    /// <summary>No candidates yet.</summary>
    public IssueCandidates()
    {
    }

    /// <summary>The candidates of a report.</summary>
    public IssueCandidates(ReportIndex index) => Build(index);

    /// <summary>Finds the candidates of a report, in place of those of the report before.</summary>
    public void Build(ReportIndex value)
    {
        (index, tree) = (value, value.Tree);
        Found.Clear();
        Find();
    }

    /// <summary>All candidates, by head; a noun may have a short and a long one.</summary>
    public List<IssueCandidate> Found { get; } = [];

    /// <summary>Class of a word that takes a point of negotiation as its object or topic; empty for any other.</summary>
    public static string StanceOf(string lemma) => Stance.GetValueOrDefault(lemma, "");

    /// <summary>Features of a candidate.</summary>
    public void Describe(IssueCandidate candidate, FeatureList features)
    {
        features.Clear();
        var tokens = index.Document.Tokens;
        var (head, first, end, phrase) = candidate;
        string kind = phrase.Name(), lemma = index.Lemmas[head];
        int words = end - first;
        features.Add("phrase", kind);
        features.Add("lemma", lemma);
        features.Add("cluster", kind, $"{index.Cluster(head)}");
        if (lemma.Length > 5) features.Add("ending", kind, lemma.AsSpan(lemma.Length - 4));
        features.Add("head class", kind, StanceOf(lemma));
        features.Flag("head is proposal", ProposalMentions.IsProposalNoun(lemma));
        features.Flag("name", tokens[head].Tag is PennTag.NNP or PennTag.NNPS);
        features.Add("words", kind, $"{(words > 12 ? 12 : words > 8 ? 9 : words > 5 ? 6 : words)}");
        features.Add("relation", kind, tokens[head].Relation.Name());
        DescribeGovernor(head, kind, features);
        DescribeAttribution(candidate, kind, features);

        int depth = index.Depth(head), count = index.Count(lemma);
        features.Add("depth", depth);
        features.Add("depth+phrase", kind, $"{depth}");
        features.Add("count", count > 4 ? 5 : count);
        int content = 0, repeated = 0, inTitle = 0, parties = 0;
        bool figure = false, negated = false, modal = false;
        for (int i = first; i < end; i++)
        {
            if (index.PartyAt(i) is not null) parties++;
            if (tokens[i].Tag == PennTag.CD) figure = true;
            if (index.Lemmas[i] is "not" or "no" or "never") negated = true;
            if (tokens[i].Tag == PennTag.MD) modal = true;
            if (!IsContent(i)) continue;
            content++;
            if (index.Count(index.Lemmas[i]) > 2) repeated++;
            if (index.InTitle(index.Lemmas[i]) && !index.IsTitle(i)) inTitle++;
        }

        features.Add("content", Math.Min(6, content));
        features.Add("repeated", kind, $"{(content == 0 ? 0 : 4 * repeated / content)}");
        features.Add("headline", kind, $"{(content == 0 ? 0 : (3 * inTitle + content - 1) / content)}");
        features.Add("parties", kind, $"{Math.Min(2, parties)}");
        features.Flag("figure", figure);
        features.Flag("negated", negated);
        features.Flag("modal", modal);
        features.Flag("quoted", first > 0 && tokens[first - 1].Tag == PennTag.OpenQuote);
        features.Flag("whole party", parties >= words - 1);
        for (int i = first; i < head && phrase <= IssuePhrase.LongNoun; i++)
        {
            if (tokens[i].Head != head) continue;
            if (tokens[i].Relation == Relation.det) features.Add("determiner", index.Lemmas[i]);
            else if (tokens[i].Relation is Relation.amod or Relation.compound) features.Add("modifier", index.Lemmas[i]);
            else if (tokens[i].Relation == Relation.nmod) features.Add("determiner", "own");
        }

        if (phrase == IssuePhrase.LongNoun && end > head + 1) features.Add("behind", index.Lemmas[head + 1]);
        if (phrase >= IssuePhrase.Infinitive)
        {
            features.Flag("object", tree.Child(head, Relation.obj) >= 0);
            if (tree.Child(head, Relation.obj) is >= 0 and var o) features.Add("object cluster", index.Cluster(o));
        }
    }

    /// <summary>Whether a token is a word of content: a noun, verb, adjective or figure that is not an auxiliary.</summary>
    public bool IsContent(int token) => index.Document.Tokens[token].Tag switch
    {
        PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS or PennTag.JJ or PennTag.JJR or PennTag.JJS or PennTag.CD => true,
        >= PennTag.VB and <= PennTag.VBZ => index.Lemmas[token] is not ("be" or "have" or "do"),
        _ => false,
    };

    private static Dictionary<string, string> LoadStance()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", "stance-cues.tsv"))
        {
            int tab = line.IndexOf('\t');
            table.TryAdd(line[..tab], line[(tab + 1)..]);
        }

        return table;
    }

    private void DescribeGovernor(int head, string kind, FeatureList features)
    {
        var tokens = index.Document.Tokens;
        int governor = tokens[head].Head;
        if (governor < 0) return;
        string lemma = index.Lemmas[governor], relation = tokens[head].Relation.Name();
        int marker = tree.Child(head, Relation.@case);
        if (marker < 0) marker = tree.Child(head, Relation.mark);
        string preposition = marker >= 0 ? index.Lemmas[marker] : "";
        features.Add("governor", lemma);
        features.Add("governor cluster", index.Cluster(governor));
        features.Add("governor cluster+preposition", preposition, $"{index.Cluster(governor)}");
        features.Add("governor+preposition", lemma, preposition);
        features.Add("preposition", kind, preposition);
        features.Add("preposition+relation", relation, preposition);
        features.Add("governor class", kind, StanceOf(lemma));
        features.Add("governor class+preposition", StanceOf(lemma), preposition);
        features.Add("governor class+relation", StanceOf(lemma), relation);
        features.Flag("governor is proposal", ProposalMentions.IsProposalNoun(lemma));
        int subject = tree.Subject(governor);
        features.Flag("party wants", subject >= 0 && subject != head && index.PartyAt(subject) is not null);
        features.Add("governor tag", tokens[governor].Tag.Name());
        int above = tokens[governor].Head;
        if (above >= 0) features.Add("above class", kind, StanceOf(index.Lemmas[above]));
    }

    private void DescribeAttribution(IssueCandidate candidate, string kind, FeatureList features)
    {
        int attribution = index.ContentAt(candidate.Head);
        features.Flag("cue", index.CueAt(candidate.Head) >= 0);
        features.Flag("source", index.SourceAt(candidate.Head) >= 0);
        features.Add("content", attribution >= 0 ? "in" : "out", kind);
        if (attribution < 0) return;
        string cue = index.CueLemma(candidate.Head);
        features.Add("said by", cue);
        features.Add("said by class", StanceOf(cue), kind);
        var content = index.Attributions[attribution].Content;
        double share = double.MinValue;
        bool opens = false;
        for (int s = 0; s < content.Count; s++)
        {
            share = Math.Max(share, WordOverlap.Dice(index.Document, candidate.First, candidate.End, content[s]));
            int first = index.Document.TokenAt(content[s].Start);
            opens |= first >= candidate.First - 2 && first <= candidate.First;
        }

        features.Add("share of content", StanceOf(cue), $"{(int)(share * 4)}");
        features.Flag("opens content", opens);
    }

    private void Find()
    {
        var tokens = index.Document.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            var tag = tokens[i].Tag;
            if (tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS)
            {
                if (tokens[i].Relation is Relation.compound or Relation.flat && tokens[i].Head != i) continue;
                var (first, end) = tree.NounPhrase(i, complements: false);
                var (longFirst, longEnd) = tree.NounPhrase(i, complements: true);
                bool name = tag is PennTag.NNP or PennTag.NNPS;
                if (!name || end - first > 1) Add(new(i, first, end, IssuePhrase.Noun));
                if (longEnd - longFirst > end - first) Add(new(i, longFirst, longEnd, IssuePhrase.LongNoun));
            }
            else if (tag is >= PennTag.VB and <= PennTag.VBZ && tokens[i].Relation is not (Relation.aux or Relation.aux_pass or Relation.cop))
            {
                AddVerb(i);
            }
        }

        void Add(IssueCandidate candidate)
        {
            if (candidate.End - candidate.First <= 24) Found.Add(candidate);
        }

        void AddVerb(int verb)
        {
            var tokens = index.Document.Tokens;
            int end = VerbEnd(verb);
            var relation = tokens[verb].Relation;
            if (tokens[verb].Tag == PennTag.VBG && relation is Relation.advcl or Relation.acl or Relation.xcomp or Relation.ccomp or Relation.nmod or Relation.obl or Relation.obj or Relation.nsubj or Relation.csubj or Relation.conj)
            {
                if (tree.Subject(verb) < 0 || relation != Relation.conj) Add(new(verb, verb, end, IssuePhrase.Gerund));
            }
            else if (tokens[verb].Tag == PennTag.VB && tree.Child(verb, Relation.mark) is >= 0 and var to && index.Lemmas[to] == "to")
            {
                Add(new(verb, verb, end, IssuePhrase.Infinitive));
            }

            if (relation is Relation.ccomp or Relation.csubj or Relation.advcl or Relation.acl or Relation.parataxis or Relation.root or Relation.conj
                && tree.Child(verb, Relation.nsubj) is var s && (s >= 0 || (s = tree.Child(verb, Relation.nsubj_pass)) >= 0))
                Add(new(verb, Math.Min(tree.Yield(s).First, verb), end, IssuePhrase.Clause));
        }
    }

    /// <summary>Where the objects and complements of a verb end; what comes as an afterthought (clauses of time or reason, appositions, punctuation) is left out.</summary>
    private int VerbEnd(int verb)
    {
        var tokens = index.Document.Tokens;
        int end = verb + 1;
        foreach (int c in tree.ChildrenOf(verb))
        {
            if (c < verb) continue;
            if (tokens[c].Relation is Relation.punct or Relation.parataxis or Relation.advcl or Relation.cc or Relation.conj)
            {
                if (tokens[c].Relation == Relation.punct && tokens[c].Tag is not (PennTag.Comma or PennTag.Stop or PennTag.Colon)) continue;
                break;
            }

            end = Math.Max(end, tree.Yield(c).End);
        }

        while (end > verb + 1 && tokens[end - 1].Relation == Relation.punct) end--;
        return end;
    }
}
