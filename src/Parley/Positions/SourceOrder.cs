namespace Parley.Positions;

/// <summary>The order in which sources are resolved: whose words hold others' before those, then text order. Serves one report after the other.</summary>
internal sealed class SourceOrder
{
    // Statements that can matter to one another stand no further apart in their order.
    public const int Window = 64;

    private readonly List<(int Depth, int At, int Source)> order = [];

    /// <summary>For each source the statement in whose content it stands, or -1; there may be room behind the last.</summary>
    public int[] Outer { get; private set; } = [];

    /// <summary>The sources of a report in their order, with how deep each stands in others' words and where in the report; the list stands until the next call.</summary>
    public List<(int Depth, int At, int Source)> Of(IReadOnlyList<PartyReader.Source> sources)
    {
        if (Outer.Length < sources.Count) Outer = new int[sources.Count * 2];
        for (int i = 0; i < sources.Count; i++) Outer[i] = Around(sources, i);
        order.Clear();
        for (int i = 0; i < sources.Count; i++)
        {
            int steps = 0;
            for (int j = Outer[i]; j >= 0 && steps < 8; j = Outer[j]) steps++;
            order.Add((steps, sources[i].At, i));
            // Two statements that hold each other's sources: the earlier goes first.
            if (steps == 8) Outer[i] = -1;
        }

        order.Sort();
        return order;
    }

    private static int Around(IReadOnlyList<PartyReader.Source> sources, int i)
    {
        if (sources[i].Span is not { } span) return -1;
        int outer = -1, length = int.MaxValue;
        for (int j = Math.Max(0, i - Window); j < sources.Count && j <= i + Window; j++)
        {
            if (j == i) continue;
            for (int c = 0; c < sources[j].Content.Count; c++)
            {
                var content = sources[j].Content[c];
                if (!content.Contains(span) || content.Length >= length) continue;
                outer = j;
                length = content.Length;
            }
        }

        return outer;
    }
}
