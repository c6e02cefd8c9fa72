using Parley.Learning;

namespace Parley.Statements;

/// <summary>Why an attribution was found: how sure each step was, and what spoke most for and against it.</summary>
/// <param name="Cue">Probability of the cue, in [0, 1].</param>
/// <param name="Content">Least probability of a border of the content.</param>
/// <param name="Source">The same of the source; 1 where it is implied.</param>
/// <param name="Strongest">What weighed most, in words, with its log-odds: positive for, negative against.</param>
internal sealed record AttributionGrounds(double Cue, double Content, double Source, IReadOnlyList<(string Words, double LogOdds)> Strongest)
{
    private const int Most = 4;

    // By what the ranker looks at, as AttributionRanker writes it. Where several are looked at together, the words are joined. What every candidate has needs none.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["cue"] = "how sure the cue is",
        ["content"] = "how clear the borders of the content are",
        ["source"] = "how clear the source is",
        ["fit"] = "how well source, cue and content fit together",
        ["contentChoice"] = "how far the content stands out among those that are possible",
        ["sourceChoice"] = "how far the source stands out among those that are possible",
        ["lemma"] = "the cue's word",
        ["g.Cluster[head]"] = "the cue's word",
        ["g.Tag[head]"] = "the cue's form",
        ["(uint)tokens[head].Pos"] = "the cue's form",
        ["size"] = "the length of the content",
        ["(uint)a.Content.Count"] = "the number of parts of the content",
        ["sourceKind"] = "what kind of word the source is",
        ["entity"] = "what kind of name the source is",
        ["none ? 1u : 0u"] = "whether a source is named",
        ["none ? 1u : 0"] = "whether a source is named",
        ["quoted ? 1u : 0"] = "whether the content stands in quotation marks",
        ["cueQuoted ? 1u : 0"] = "whether the cue stands in quotation marks",
        ["g.Lemma[sourceHead]"] = "the source's word",
        ["(uint)tokens[sourceHead].Relation"] = "the source's place in the sentence",
        ["sourceHead < head ? 1u : 0"] = "the order of source and cue",
        ["tokens[sourceHead].Head == head ? 1u : 0"] = "whether the source is the cue's subject",
        ["g.Tag[s]"] = "how the content begins",
        ["g.Tag[e - 1]"] = "how the content ends",
        ["g.Word[s]"] = "the content's first word",
        ["s < head ? 1u : 0"] = "the order of content and cue",
        ["e < g.Count ? g.Word[e] : 0"] = "the word after the content",
        ["s > 0 ? g.Word[s - 1] : 0"] = "the word before the content",
        ["Verbs(tokens, a.Content) > 0 ? 1u : 0"] = "whether the content has a verb",
        ["Grade(inside)"] = "whether it stands in another statement",
        ["Grade(holds)"] = "whether another statement stands in it",
        ["Grade(shares)"] = "whether another statement has the same content",
        ["bargaining"] = "how much the report is about bargaining",
        ["Grade(outer.Likelihood)"] = "how sure the statement around it is",
        ["g.Lemma[from]"] = "the word of the cue around it",
        ["outerNone ? 1u : 0"] = "whether the statement around it names a source",
        ["opens ? 1u : 0"] = "whether it begins the statement around it",
        ["none || outerNone ? 2u : g.Word[sourceHead] == g.Word[NounHead(tokens, outer.Source.First, outer.Source.End)] ? 1u : 0"] = "whether both have the same source",
        ["none ? 0 : g.Word[sourceHead]"] = "the source's word",
        ["(g.Has(head, Relation.xcomp) ? 1u : 0) | (g.Has(head, Relation.ccomp) ? 2u : 0)"] = "whether a clause hangs on the cue",
        ["(uint)Math.Min(8, a.Source.End - a.Source.First)"] = "the length of the source",
        ["0"] = "",
    };

    /// <summary>What the ranker looks at, as it is written there, wherever there are words for it.</summary>
    internal static IReadOnlyCollection<string> Worded => Words.Keys;

    /// <summary>The grounds of a ranked candidate, whose features were listed with their names.</summary>
    public static AttributionGrounds Of(Arguments candidate, LinearClassifier ranker, FeatureList features)
    {
        var shares = new double[features.Count];
        ranker.Contributions(features.Hashes, shares);
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < shares.Length; i++)
        {
            string[] parts = [.. features.Names[i].Split('\t').Select(n => Words.GetValueOrDefault(n)).OfType<string>().Where(w => w.Length > 0).Distinct()];
            if (parts.Length == 0) continue;
            string words = string.Join(" and ", parts);
            sums[words] = sums.GetValueOrDefault(words) + shares[i];
        }

        return new(candidate.Cue.Probability, candidate.ContentMargin, candidate.SourceMargin,
            [.. sums.Where(s => Math.Abs(s.Value) >= 0.05).OrderByDescending(s => Math.Abs(s.Value)).ThenBy(s => s.Key, StringComparer.Ordinal).Take(Most).Select(s => (s.Key, s.Value))]);
    }
}
