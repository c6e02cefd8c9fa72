using System.Numerics;

namespace Parley.Bargaining;

/// <summary>Which options of an issue can be in a package on the frontier: those without a red line that no other such option of the issue dominates.</summary>
internal static class OptionFilter
{
    /// <summary>Flat options, ascending. Of options worth the same to everybody the first stays.</summary>
    public static int[] Efficient(UtilityTable table, int issue)
    {
        List<int> allowed = [];
        for (int o = table.Start[issue]; o < table.Start[issue + 1]; o++)
            if (table.Allowed(o)) allowed.Add(o);
        return [.. allowed.Where(o => !allowed.Exists(other => other != o && Covers(table, other, o) && (other < o || !Covers(table, o, other))))];
    }

    private static bool Covers(UtilityTable table, int above, int below)
    {
        for (int p = 0; p < table.Parties; p++)
        {
            BigInteger[] worth = table.Worth[p];
            if (worth[above] < worth[below]) return false;
        }

        return true;
    }
}
