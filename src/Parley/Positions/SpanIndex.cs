namespace Parley.Positions;

/// <summary>Finds the spans of numbered things that lie near a span, without looking at the others. Serves one report after the other.</summary>
internal sealed class SpanIndex
{
    // Code units; most spans are shorter.
    private const int Cell = 256;

    private readonly Dictionary<int, List<(int Item, TextSpan Span)>> cells = [];
    private readonly Reused<List<(int Item, TextSpan Span)>> lists = new();
    private readonly List<(int Item, TextSpan Span)> found = [];

    /// <summary>Forgets all spans.</summary>
    public void Clear()
    {
        cells.Clear();
        lists.TakeBack();
    }

    /// <summary>Adds a span of a thing.</summary>
    public void Add(int item, TextSpan span)
    {
        for (int cell = span.Start / Cell; cell <= span.End / Cell; cell++)
        {
            if (!cells.TryGetValue(cell, out var held))
            {
                cells[cell] = held = lists.Next();
                held.Clear();
            }

            held.Add((item, span));
        }
    }

    /// <summary>Every added span that overlaps <paramref name="span"/>, some of them more than once; the list stands until the next call.</summary>
    public List<(int Item, TextSpan Span)> Overlapping(TextSpan span)
    {
        found.Clear();
        for (int cell = span.Start / Cell; cell <= span.End / Cell; cell++)
        {
            if (!cells.TryGetValue(cell, out var held)) continue;
            foreach (var entry in held)
                if (entry.Span.Overlaps(span)) found.Add(entry);
        }

        return found;
    }
}
