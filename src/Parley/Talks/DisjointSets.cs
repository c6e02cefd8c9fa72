namespace Parley.Talks;

/// <summary>Sets without common elements, each element with one nearer to the one that stands for its set (Galler and Fischer 1964), which is its own.</summary>
internal static class DisjointSets
{
    /// <summary>The element that stands for the set of another; halves the way to it (van der Weide 1980).</summary>
    public static int Find(int[] parent, int element)
    {
        while (parent[element] != element) element = parent[element] = parent[parent[element]];
        return element;
    }
}
