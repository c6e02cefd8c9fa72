namespace Parley.Language;

/// <summary>
/// What each action costs: how many arcs of the right tree, still within reach, it puts out of reach (the dynamic oracle of Goldberg and Nivre 2013 for arc-hybrid).
/// Exact for projective trees, a good count for others.
/// </summary>
internal static class ParserOracle
{
    /// <summary>Cost of an allowed action in a configuration.</summary>
    /// <param name="state">The configuration.</param>
    /// <param name="gold">Right head of each node; the artificial root for the sentence's root. Index 0 is unused.</param>
    /// <param name="action">The action.</param>
    public static int Cost(ParserState state, ReadOnlySpan<int> gold, ParserAction action)
    {
        int cost = 0, top = state.Stack(0), below = state.Stack(1), next = state.Next;
        switch (action)
        {
            case ParserAction.Shift:
                for (int i = 0; i < state.Depth; i++)
                {
                    int node = state.Stack(i);
                    if (gold[node] == next || (i > 0 && gold[next] == node)) cost++;
                }

                return cost;
            case ParserAction.Left:
                if (gold[top] == below || gold[top] > next) cost++;
                break;
            default:
                if (gold[top] >= next) cost++;
                break;
        }

        for (int node = next; node < state.Root; node++)
            if (gold[node] == top) cost++;
        return cost;
    }
}
