using Parley.Language;

namespace Parley.Positions;

/// <summary>Which party each token of a document names, by the mentions of parties and of the actors that speak for them; where mentions overlap the longer one counts. The arrays are used again for the next document.</summary>
internal sealed class PartyMap
{
    private string?[] at = [];
    private int[] length = [];

    /// <summary>A map that nothing is laid over yet.</summary>
    public PartyMap()
    {
    }

    /// <summary>Lays the mentions over the document's tokens.</summary>
    public PartyMap(Document document, IReadOnlyList<Party> parties, IReadOnlyList<Actor> actors)
    {
        Clear(document.Tokens.Length);
        foreach (var party in parties)
            foreach (var mention in party.Mentions) Lay(document, mention, party.Id);
        foreach (var actor in actors)
            if (actor.Party is { } id)
                foreach (var mention in actor.Mentions) Lay(document, mention, id);
    }

    /// <summary>Lays everything that refers to a party over the document's tokens, pronouns and descriptions included.</summary>
    public PartyMap(Document document, PartyIndex parties) => Lay(document, parties);

    /// <summary>Lays everything that refers to a party over a document's tokens, in place of what lay there.</summary>
    public void Lay(Document document, PartyIndex parties)
    {
        Clear(document.Tokens.Length);
        foreach (var mention in parties.Mentions)
            if (mention.Party is { } id) Lay(document, mention.Span, id);
    }

    /// <summary>Id of the party that the token names, or null.</summary>
    public string? this[int token] => at[token];

    private void Clear(int tokens)
    {
        if (at.Length < tokens) (at, length) = (new string?[tokens * 2], new int[tokens * 2]);
        at.AsSpan(0, tokens).Clear();
        length.AsSpan(0, tokens).Clear();
    }

    private void Lay(Document document, TextSpan mention, string party)
    {
        var (first, end) = document.TokensIn(mention);
        for (int i = first; i < end; i++)
        {
            if (mention.Length <= length[i]) continue;
            length[i] = mention.Length;
            at[i] = party;
        }
    }
}
