using Parley.Positions;

namespace Parley.Talks;

/// <summary>Finds, over all reports, what one side says and another denies in nearly the same words, where no position tells it. Only what was said shortly before a denial is set against it.</summary>
internal sealed class DenialsSoFar(DisputesSoFar disputes)
{
    /// <summary>Content words that claim and denial must share, and the least share of the shorter of the two.</summary>
    private const int LeastWords = 3;
    private const double LeastShare = 0.6;

    /// <summary>A denial answers what was said at most so many days before.</summary>
    private const int Within = 30;

    /// <summary>Statements by a content word and the span of days in which they were said; of undated reports by <see cref="Undated"/>.</summary>
    private readonly Dictionary<(string Word, int Days), List<Said>> claims = [], denials = [];
    private readonly SortedSet<int> spans = [];
    private readonly Dictionary<TalksReading, List<Said>> ofReading = [];

    private const int Undated = int.MinValue;

    /// <summary>A reading tells what it does, as things are named now.</summary>
    public void Tell(TalksReading reading)
    {
        if (!ofReading.TryGetValue(reading, out List<Said>? said)) ofReading[reading] = said = Index(reading);
        foreach (Said statement in said)
        {
            foreach (Pair pair in statement.Pairs)
                if (pair.Other(statement).Reading.Said is not null) Show(pair);
            if (!statement.Implies || statement.Words.Count == 0) continue;
            Quotation quotation = reading.Said!.Quote(statement.Statement);
            var dispute = new Dispute(quotation with { Speaker = Evidence.Unnamed, Party = null }, quotation, true, [], About(statement), statement.Statement.Confidence) { Source = DisputeSource.Words };
            reading.Said.Disputes.Add(dispute);
            disputes.Add(dispute);
        }
    }

    /// <summary>A reading no longer tells what it did.</summary>
    public void Withdraw(TalksReading reading)
    {
        foreach (Said statement in ofReading[reading])
            foreach (Pair pair in statement.Pairs)
            {
                if (pair.Shown is not null) disputes.Remove(pair.Shown);
                pair.Shown = null;
            }
    }

    /// <summary>Sets a claim against its denial, unless both are of one side or one is of none.</summary>
    private void Show(Pair pair)
    {
        TalksReading claims = pair.Claim.Reading, denies = pair.Denial.Reading;
        if (pair.Shown is not null || claims.Side(pair.Claim.Statement) is not { } claimer || denies.Side(pair.Denial.Statement) is not { } denier || claimer == denier) return;
        pair.Shown = new(claims.Said!.Quote(pair.Claim.Statement), denies.Said!.Quote(pair.Denial.Statement), true, [], About(pair.Denial), Math.Round(pair.Confidence, 3)) { Source = DisputeSource.Words };
        disputes.Add(pair.Shown);
    }

    /// <summary>Notes a reading's statements, and which of them may be claims and denials of the same.</summary>
    private List<Said> Index(TalksReading reading)
    {
        string text = reading.Reading.Report.Text;
        List<Said> said = [.. reading.Reading.Statements.Where(statement => statement.Confidence >= ShownConfidence.Contradiction)
            .Select(statement => new Said(reading, statement, WordKey.Content(string.Join(' ', reading.Words(statement.Content.Spans))), Denials.IsDenial(statement, text), Denials.ImpliesClaim(statement, text)))];
        int own = reading.Day is { } day ? day.DayNumber / Within : Undated;
        foreach (Said statement in said)
        {
            if (statement.Denies && statement.Words.Count < LeastWords) continue;
            Find(statement, own);
            foreach (string word in statement.Words)
            {
                var index = statement.Denies ? denials : claims;
                if (!index.TryGetValue((word, own), out List<Said>? places)) index[(word, own)] = places = [];
                places.Add(statement);
            }
        }

        spans.Add(own);
        return said;
    }

    private void Find(Said statement, int own)
    {
        var sharing = new List<Said>();
        var index = statement.Denies ? claims : denials;
        int earlier = statement.Denies ? -1 : 1;
        foreach (int days in own == Undated ? [.. spans, .. spans.Contains(own) ? [] : (int[])[own]] : (int[])[own, own + earlier, Undated])
            foreach (string word in statement.Words)
                foreach (Said other in index.GetValueOrDefault((word, days)) ?? [])
                    if (other.Common++ == 0) sharing.Add(other);
        foreach (Said other in sharing)
        {
            int common = other.Common;
            other.Common = 0;
            (Said claim, Said denial) = statement.Denies ? (other, statement) : (statement, other);
            int shorter = Math.Min(claim.Words.Count, denial.Words.Count);
            if (common < LeastWords || common < LeastShare * shorter) continue;
            if (claim.Reading.Day is { } then && denial.Reading.Day is { } denied && (then > denied || denied.DayNumber - then.DayNumber > Within)) continue;
            double confidence = Math.Min((double)common / shorter, Math.Min(claim.Statement.Confidence, denial.Statement.Confidence));
            if (confidence < ShownConfidence.Contradiction) continue;
            var pair = new Pair(claim, denial, confidence);
            claim.Pairs.Add(pair);
            denial.Pairs.Add(pair);
        }
    }

    /// <summary>What a denial is about, in its own words.</summary>
    private static string About(Said denial)
    {
        string about = Evidence.Collapse(string.Join(" … ", denial.Reading.Words(denial.Statement.Content.Spans)));
        return about.StartsWith("that ", StringComparison.Ordinal) ? "whether " + about[5..] : about;
    }

    /// <summary>A statement as it is compared.</summary>
    /// <param name="reading">Its reading.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="words">Content words of what it says.</param>
    /// <param name="denies">Whether it says that something is not so.</param>
    /// <param name="implies">Whether somebody must have claimed what it denies.</param>
    private sealed class Said(TalksReading reading, Statement statement, HashSet<string> words, bool denies, bool implies)
    {
        public TalksReading Reading { get; } = reading;
        public Statement Statement { get; } = statement;
        public HashSet<string> Words { get; } = words;
        public bool Denies { get; } = denies;
        public bool Implies { get; } = implies;
        public List<Pair> Pairs { get; } = [];

        /// <summary>Number of words that the statement in hand has too; 0 in between.</summary>
        public int Common { get; set; }
    }

    /// <summary>A claim and a denial of the same, if they are of two sides.</summary>
    private sealed class Pair(Said claim, Said denial, double confidence)
    {
        public Said Claim { get; } = claim;
        public Said Denial { get; } = denial;
        public double Confidence { get; } = confidence;

        /// <summary>The dispute that it is shown as, or null.</summary>
        public Dispute? Shown { get; set; }

        public Said Other(Said one) => one == Claim ? Denial : Claim;
    }
}
