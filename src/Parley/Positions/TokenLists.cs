namespace Parley.Positions;

/// <summary>
/// Of each token (or sentence) of a report a list of numbers: of what is mentioned there, of whose words it is. They are laid one after the other in one array. Filled in two rounds: first what will come is announced, then, in the
/// same ranges, it is added; a token's numbers stand in the order of adding. Serves one report after the other.
/// </summary>
internal sealed class TokenLists
{
    // Of each token where its numbers end; while they are added, where the next one goes. They begin where those of the token before end.
    private int[] ends = [];
    private int[] numbers = [];
    private int tokens;

    /// <summary>Empties all lists, for a report of so many tokens.</summary>
    public void Clear(int count)
    {
        tokens = count;
        if (ends.Length < count) ends = new int[count * 2];
        ends.AsSpan(0, count).Clear();
    }

    /// <summary>Announces a number for each of the tokens <c>[first, end)</c>.</summary>
    public void Expect(int first, int end)
    {
        for (int i = first; i < end; i++) ends[i]++;
    }

    /// <summary>Ends the first round.</summary>
    public void Lay()
    {
        int total = 0;
        for (int i = 0; i < tokens; i++) (ends[i], total) = (total, total + ends[i]);
        if (numbers.Length < total) numbers = new int[total * 2];
    }

    /// <summary>Adds a number to each of the tokens <c>[first, end)</c>.</summary>
    public void Add(int first, int end, int number)
    {
        for (int i = first; i < end; i++) numbers[ends[i]++] = number;
    }

    /// <summary>The numbers of a token, once all are added.</summary>
    public ReadOnlySpan<int> At(int token)
    {
        int first = token == 0 ? 0 : ends[token - 1];
        return numbers.AsSpan(first, ends[token] - first);
    }
}
