using Parley.Language;

namespace Parley.Positions;

/// <summary>Which party each token of a document names, by the mentions of parties and of the actors that speak for them; where mentions overlap the longer one counts.</summary>
internal sealed class PartyMap
{
    private readonly string?[] at;

    /// <summary>Lays the mentions over the document's tokens.</summary>
    public PartyMap(Document document, IReadOnlyList<Party> parties, IReadOnlyList<Actor> actors)
    {
        at = new string?[document.Tokens.Length];
        var length = new int[at.Length];
        foreach (var party in parties)
            foreach (var mention in party.Mentions) Lay(document, length, mention, party.Id);
        foreach (var actor in actors)
            if (actor.Party is { } id)
                foreach (var mention in actor.Mentions) Lay(document, length, mention, id);
    }

    /// <summary>Lays everything that refers to a party over the document's tokens, pronouns and descriptions included.</summary>
    public PartyMap(Document document, PartyIndex parties)
    {
        at = new string?[document.Tokens.Length];
        var length = new int[at.Length];
        foreach (var mention in parties.Mentions)
            if (mention.Party is { } id) Lay(document, length, mention.Span, id);
    }

    /// <summary>Id of the party that the token names, or null.</summary>
    public string? this[int token] => at[token];

    private void Lay(Document document, int[] length, TextSpan mention, string party)
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
