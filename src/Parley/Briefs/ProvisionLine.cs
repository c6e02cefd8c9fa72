using Parley.Talks;

namespace Parley.Briefs;

/// <summary>What a proposal says on an issue, in words that one or several reports use.</summary>
/// <param name="Issue">Label of the issue, or null.</param>
/// <param name="Words">The words that say it.</param>
/// <param name="Quotations">Where they stand.</param>
internal sealed record ProvisionLine(string? Issue, string Words, IReadOnlyList<Quotation> Quotations)
{
    /// <summary>The provisions of a proposal, the same words on the same issue once.</summary>
    public static List<ProvisionLine> Of(Negotiation talks, TalksProposal proposal) =>
        [.. proposal.Provisions.Where(provision => Says(WordsOf(provision.Quotation))).GroupBy(provision => (provision.Issue, Key: string.Join(' ', WordKey.Words(WordsOf(provision.Quotation)))))
            .Select(group => new ProvisionLine(group.Key.Issue is { } issue ? Wording.Label(talks, issue) : null, WordsOf(group.First().Quotation), [.. group.Select(provision => provision.Quotation)]))];

    /// <summary>One word without a figure says nothing.</summary>
    private static bool Says(string words) => words.Contains(' ', StringComparison.Ordinal) || words.AsSpan().ContainsAnyInRange('0', '9');

    private static string WordsOf(Quotation quotation)
    {
        string words = Evidence.Collapse(string.Join(" … ", quotation.Marks.Select(mark => quotation.Text[(mark.Start - quotation.Span.Start)..(mark.End - quotation.Span.Start)])));
        return words.Length > 0 ? words : Wording.Sentence(quotation);
    }
}
