using System.Runtime.InteropServices;

namespace Parley.Talks;

/// <summary>The cells of one proposal or issue. How one is shown stays as long as nothing else is told of it, no number in it changes and nobody is called otherwise.</summary>
internal sealed class PositionsOnTarget(IdentityNode target)
{
    private readonly List<Row> rows = [];
    private string id = "";

    /// <summary>Number of cells.</summary>
    public int Count => rows.Count;

    /// <summary>Puts a cell in.</summary>
    public void Add(PositionCell cell) => rows.Add(new(cell));

    /// <summary>Takes a cell out.</summary>
    public void Remove(PositionCell cell) => rows.RemoveAt(Find(cell));

    /// <summary>What is told of a cell changed.</summary>
    public void Change(PositionCell cell) => CollectionsMarshal.AsSpan(rows)[Find(cell)].Shown = null;

    /// <summary>Some side is called otherwise than before.</summary>
    public void Forget()
    {
        foreach (ref Row row in CollectionsMarshal.AsSpan(rows)) row.Shown = null;
    }

    /// <summary>Lists what is found on each party's position, in the order of the parties.</summary>
    /// <param name="numbering">Numbers of the reports.</param>
    /// <param name="histories">Takes the histories.</param>
    public void InOrder(Numbering numbering, Span<PositionHistory> histories)
    {
        if (id != target.Called.Id) Forget();
        id = target.Called.Id;
        Span<Row> all = CollectionsMarshal.AsSpan(rows);
        for (int i = 1; i < all.Length; i++)
        {
            if (all[i - 1].Holder.Place < all[i].Holder.Place) continue;
            all.Sort((a, b) => a.Holder.Place.CompareTo(b.Holder.Place));
            break;
        }

        for (int i = 0; i < all.Length; i++)
        {
            ref Row row = ref all[i];
            if (row.Shown is null || !numbering.Stands(row.Highest)) row.Show(id, numbering);
            histories[i] = row.Shown!;
        }
    }

    private int Find(PositionCell cell) => rows.FindIndex(row => row.Cell == cell);

    /// <summary>A cell, with what has to be known of it to see that it is shown as before: that lies side by side for all.</summary>
    private struct Row(PositionCell cell)
    {
        public readonly PositionCell Cell = cell;
        public readonly PartyNode Holder = cell.Holder;
        public PositionHistory? Shown;
        public int Highest;

        public void Show(string target, Numbering numbering)
        {
            PositionHistory told = Cell.History!;
            string holder = Holder.Called.Id;
            if (told.Holder != holder || told.Target != target) Cell.History = told = told with { Holder = holder, Target = target };
            Shown = numbering.Show(told, Shown, numbering.Of, out Highest);
        }
    }
}
