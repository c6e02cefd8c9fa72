using Parley.Positions;

namespace Parley.Talks;

/// <summary>What a proposal's label and mentions say of its identity.</summary>
internal sealed class ProposalFace
{
    public ProposalFace(Proposal proposal, IEnumerable<PartyNode> by, IReadOnlyList<string> mentions, Func<string, bool> partyWords)
    {
        By = [.. by];
        Key = WordKey.OfName(proposal.Label);
        string? version = null;
        Take(proposal.Label, Label, partyWords, ref version);
        All.UnionWith(Label);
        Amounts.UnionWith(WordKey.Content(proposal.Label).Where(word => char.IsAsciiDigit(word[0]) && !IsCount(word)));
        string? ignored = version;
        foreach (string mention in mentions) Take(mention, All, partyWords, ref ignored);
        IsStanding = version is "standing";
        Version = version is "counter" || proposal.Counters is not null && version is null ? "counter" : proposal.Revises is not null || version is "revised" ? "revised" : "original";
    }

    public HashSet<PartyNode> By { get; }

    /// <summary>The label, in a form that compares.</summary>
    public string Key { get; }

    public HashSet<string> Label { get; } = new(StringComparer.Ordinal);
    public HashSet<string> All { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Nouns { get; } = new(StringComparer.Ordinal);

    /// <summary>What tells a text by its number: "28-point".</summary>
    public HashSet<string> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>Sums and dates of the label.</summary>
    public HashSet<string> Amounts { get; } = new(StringComparer.Ordinal);

    public string Version { get; }

    /// <summary>Whether its label says that it is in force.</summary>
    public bool IsStanding { get; }

    /// <summary>Whether its report knows no other such text of the author.</summary>
    public bool IsAlone { get; set; }

    /// <summary>All of it: two of the same face are equally likely to be one with any third.</summary>
    public override string ToString() =>
        $"{Key}|{Sorted(Label)}|{Sorted(All)}|{Sorted(Nouns)}|{Sorted(Points)}|{Sorted(Amounts)}|{Version}|{IsStanding}|{IsAlone}|{string.Join(' ', By.Select(party => party.Number).Order())}";

    private static string Sorted(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    // "28-point", "three-page", "10-year": a count that a text is called by.
    private static bool IsCount(string word) => word.Contains('-', StringComparison.Ordinal) && char.IsAsciiLetter(word[^1]);

    private void Take(string text, HashSet<string> words, Func<string, bool> partyWords, ref string? version)
    {
        foreach (string word in WordKey.Content(text))
        {
            // "significantly-improved".
            if (ProposalIdentity.Versions.TryGetValue(word[(word.LastIndexOf('-') + 1)..], out string? found)) version ??= found;
            else if (ProposalIdentity.Nouns.TryGetValue(word, out string? noun)) Nouns.Add(noun);
            else if (char.IsAsciiDigit(word[0]) && IsCount(word)) Points.Add(word.TrimEnd('s'));
            else if (char.IsAsciiDigit(word[0])) continue;
            else if (!partyWords(word) && !word.EndsWith("-back", StringComparison.Ordinal) && !word.EndsWith("-led", StringComparison.Ordinal)) words.Add(word);
        }
    }
}
