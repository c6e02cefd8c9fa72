using Parley.Positions;

namespace Parley.Talks;

/// <summary>What a side says, as a statement that is surely one and surely its own: from who speaks to what is said, but not yet on which text or point.</summary>
/// <param name="Party">Id of the side.</param>
/// <param name="Act">What the speaker does by saying it, as far as the reader can tell; for the order only.</param>
/// <param name="Confidence">Confidence of the statement.</param>
/// <param name="Quotation">The sentences that say it, in the first report that has them.</param>
/// <param name="Repeats">The same sentences in other reports.</param>
public sealed record Saying(string Party, Act Act, double Confidence, Quotation Quotation, IReadOnlyList<Quotation> Repeats)
{
    /// <summary>Of the content words of the shorter of two sentences, the share in the other from which on one nearly repeats the other.</summary>
    private const double NearlySame = 0.8;

    /// <summary>
    /// The order in which a brief tells the sayings of one side: first what it asks, offers, accepts, refuses, promises or threatens, then what it denies, blames or praises, then the rest; the latest
    /// day first, what is undated last.
    /// </summary>
    internal static int ByOrder(Saying a, Saying b)
    {
        int order = Rank(a.Act).CompareTo(Rank(b.Act));
        if (order == 0) order = (b.Quotation.Day ?? DateOnly.MinValue).CompareTo(a.Quotation.Day ?? DateOnly.MinValue);
        if (order == 0) order = a.Quotation.Report.CompareTo(b.Quotation.Report);
        return order != 0 ? order : a.Quotation.Span.CompareTo(b.Quotation.Span);
    }

    /// <summary>The first so many of a side's sayings that do not nearly repeat one before them ("warned last week of walkouts", "warned of walkouts"), with the rest in their order.</summary>
    internal static (List<Saying> First, List<Saying> Others) Split(IEnumerable<Saying> side, int most)
    {
        var first = new List<Saying>();
        var rest = new List<Saying>();
        var words = new List<HashSet<string>>();
        foreach (Saying saying in side)
        {
            if (first.Count == most)
            {
                rest.Add(saying);
                continue;
            }

            HashSet<string> own = WordKey.Content(saying.Quotation.Text);
            bool repeats = words.Exists(other => Math.Min(own.Count, other.Count) is > 0 and var fewer && NearlySame * fewer <= own.Count(other.Contains));
            (repeats ? rest : first).Add(saying);
            if (!repeats) words.Add(own);
        }

        return (first, rest);
    }

    /// <summary>One sentence is one saying of a side, however many statements or reports have it. Of statements within it the outermost says what is meant: "denied that it had agreed" is a denial.</summary>
    internal static Saying Joined(IEnumerable<Saying> same)
    {
        List<Saying> told = [.. same.OrderBy(saying => saying.Quotation.Report).ThenByDescending(saying => saying.Quotation.Marks.Sum(mark => mark.Length)).ThenByDescending(saying => saying.Confidence)
            .ThenBy(saying => saying.Quotation.Statement, StringComparer.Ordinal)];
        Quotation first = told[0].Quotation;
        return told[0] with
        {
            Act = told[0].Act is Act.Deny or Act.Reject ? told[0].Act : told.MinBy(saying => Rank(saying.Act))!.Act,
            Confidence = told.Max(saying => saying.Confidence),
            Repeats = [.. told.Select(saying => saying.Quotation).Where(quotation => quotation.Report != first.Report).DistinctBy(quotation => quotation.Report)],
        };
    }

    private static int Rank(Act act) => act switch
    {
        Act.Accept or Act.Reject or Act.Demand or Act.Propose or Act.Promise or Act.Threaten => 0,
        Act.Deny or Act.Criticise or Act.Praise => 1,
        _ => 2,
    };
}
