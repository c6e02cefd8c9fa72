using Parley.Positions;

namespace Parley.Talks;

/// <summary>What the proposals provide, by the readings.</summary>
internal sealed class ProvisionsSoFar
{
    private readonly Dictionary<IdentityNode, Dictionary<int, List<Told>>> told = [];
    private readonly Dictionary<IdentityNode, Numbered<IReadOnlyList<TalksProvision>>> shown = [];

    /// <summary>A reading tells what it does, as things are named now.</summary>
    public void Tell(TalksReading reading)
    {
        SaidInReport said = reading.Said!;
        foreach (Provision provision in reading.Reading.Provisions)
        {
            if (reading.Target(provision.Proposal) is not ProposalNode proposal) continue;
            if (!told.TryGetValue(proposal, out var byReading)) told[proposal] = byReading = [];
            if (!byReading.TryGetValue(reading.Arrival, out List<Told>? provisions))
            {
                byReading[reading.Arrival] = provisions = [];
                said.Provides.Add(proposal);
            }

            Quotation quotation = said.Evidence.Of(provision.Spans);
            string words = $" {string.Join(' ', quotation.Marks.SelectMany(mark => WordKey.Words(quotation.Text[(mark.Start - quotation.Span.Start)..(mark.End - quotation.Span.Start)])))} ";
            provisions.Add(new(reading.Target(provision.Issue), quotation, provision.Confidence, words));
            shown.Remove(proposal);
        }
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        foreach (IdentityNode proposal in reading.Said!.Provides)
        {
            told[proposal].Remove(reading.Arrival);
            shown.Remove(proposal);
        }
    }

    /// <summary>Some proposal or issue bears another id than before.</summary>
    public void Forget() => shown.Clear();

    /// <summary>What a proposal provides, in report order, without what says the same as another.</summary>
    /// <param name="proposal">The node that stands for it.</param>
    /// <param name="numbering">Numbers of the reports.</param>
    public IReadOnlyList<TalksProvision> Of(IdentityNode proposal, Numbering numbering)
    {
        if (!told.TryGetValue(proposal, out var byReading)) return [];
        if (!shown.TryGetValue(proposal, out Numbered<IReadOnlyList<TalksProvision>>? known)) shown[proposal] = known = new(Once(byReading));
        return numbering.Show(known, numbering.Of);
    }

    private static List<TalksProvision> Once(Dictionary<int, List<Told>> byReading)
    {
        var kept = new List<Told>();
        var same = new HashSet<(IdentityNode?, string)>();
        foreach (Told provision in byReading.Values.SelectMany(provisions => provisions).OrderBy(provision => provision.Quotation.Report).ThenBy(provision => provision.Quotation.Span))
        {
            if (provision.Words.Length > 2 && (!same.Add((provision.Issue, provision.Words)) || kept.Exists(other => other.Issue == provision.Issue && (other.Words.Contains(provision.Words, StringComparison.Ordinal) || provision.Words.Contains(other.Words, StringComparison.Ordinal))))) continue;
            kept.Add(provision);
        }

        return [.. kept.Select(provision => new TalksProvision(provision.Issue?.Called.Id, provision.Quotation, provision.Confidence))];
    }

    private sealed record Told(IdentityNode? Issue, Quotation Quotation, double Confidence, string Words);
}
