using System.Globalization;

namespace Parley.Reports.Fetching;

/// <summary>What a host's robots.txt allows us (RFC 9309): the rules of the group for our name, else of the group for everybody; the longest rule that matches decides, and allows on a tie.</summary>
internal sealed class RobotRules
{
    /// <summary>A longer pause between requests than this is not waited for.</summary>
    private const double LongestPause = 30;

    private readonly List<(string Pattern, bool Allow)> rules = [];

    /// <summary>Seconds between requests that the host asks for; 0 where it does not, 30 at most.</summary>
    public double Pause { get; private set; }

    /// <summary>Everything is allowed: there is no robots.txt.</summary>
    public static RobotRules All { get; } = new();

    /// <summary>Nothing is allowed: the host's robots.txt cannot be read at the moment.</summary>
    public static RobotRules None { get; } = Of("User-agent: *\nDisallow: /", "");

    /// <summary>Reads a robots.txt for a robot of this name.</summary>
    public static RobotRules Of(string text, string name)
    {
        RobotRules own = new(), everybody = new();
        bool forUs = false, forAll = false, inRules = true, ownGroup = false;
        foreach (var range in text.AsSpan().SplitAny('\r', '\n'))
        {
            var line = text.AsSpan()[range];
            int comment = line.IndexOf('#');
            if (comment >= 0) line = line[..comment];
            int colon = line.IndexOf(':');
            if (colon < 0) continue;
            var field = line[..colon].Trim();
            string value = line[(colon + 1)..].Trim().ToString();
            if (field.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (inRules) (forUs, forAll, inRules) = (false, false, false);
                if (value == "*") forAll = true;
                else if (name.Length > 0 && value.Equals(name, StringComparison.OrdinalIgnoreCase)) forUs = ownGroup = true;
                continue;
            }

            inRules = true;
            if (forUs) own.Add(field, value);
            if (forAll) everybody.Add(field, value);
        }

        return ownGroup ? own : everybody;
    }

    /// <summary>Whether a path with its query may be fetched.</summary>
    public bool Allows(string path)
    {
        int longest = -1;
        bool allowed = true;
        foreach (var (pattern, allow) in rules)
        {
            if (pattern.Length < longest || (pattern.Length == longest && !allow) || !Matches(pattern, path)) continue;
            (longest, allowed) = (pattern.Length, allow);
        }

        return allowed;
    }

    private void Add(ReadOnlySpan<char> field, string value)
    {
        bool allow = field.Equals("allow", StringComparison.OrdinalIgnoreCase);
        if (allow || field.Equals("disallow", StringComparison.OrdinalIgnoreCase))
        {
            if (value.Length > 0) rules.Add((value, allow));
        }
        else if (field.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase) && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            Pause = Math.Clamp(seconds, 0, LongestPause);
        }
    }

    /// <summary>Whether a pattern with * (anything) and $ (the end) matches from the start of a path. Greedy, without backtracking over more than one star: time at most the product of the lengths.</summary>
    private static bool Matches(string pattern, string path)
    {
        bool whole = pattern.EndsWith('$');
        if (whole) pattern = pattern[..^1];
        else pattern += "*";
        int p = 0, s = 0, star = -1, mark = 0;
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, s);
            }
            else if (p < pattern.Length && pattern[p] == path[s])
            {
                p++;
                s++;
            }
            else if (star >= 0)
            {
                (p, s) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
