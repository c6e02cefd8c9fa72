using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// Finds for whom each person and each unnamed speaker of a report speaks: every side of the report is weighed by how the text ties the speaker to it, by office, by nearness and by
/// the side's weight in the report.
/// </summary>
internal static class ActorFinder
{
    /// <summary>Least probability with which a speaker is given to a side.</summary>
    public const double Threshold = 0.25;

    /// <summary>The same for a speaker with an office: one holds it for somebody.</summary>
    public const double OfficeThreshold = 0.03;

    // Tokens within which a text ties a side to a speaker.
    private const int Near = 12;

    /// <summary>Sets <see cref="Referent.Side"/> of persons and offices: by what the text ties them to, where it does; else by the model.</summary>
    public static void Assign(ReferentSet set, LinearClassifier model)
    {
        var features = FeatureList.Scratch;
        Span<double> p = stackalloc double[2];
        int[] order = Importance(set);
        foreach (var speaker in set.All)
        {
            if (speaker.Kind == ReferentKind.Side || speaker.Mentions.Count == 0 || speaker.Mediator && speaker.Kind == ReferentKind.Person) continue;
            if (Tied(speaker) is { } tied)
            {
                speaker.Side = Executive(set, speaker, tied);
                continue;
            }

            // A judge of a report on one court.
            if ((speaker.Classes & NounClass.Jurist) != NounClass.None && Bench(set, speaker) is { } court)
            {
                speaker.Side = court;
                continue;
            }

            // "Lund's chief of staff": see below.
            if (IsOutsider(speaker) || IsOnOwnAccount(set, speaker) || speaker.Ties.Count > 0) continue;
            double best = (speaker.Classes & NounClass.Person & ~(NounClass.Observer | NounClass.Journalist)) == NounClass.None ? Threshold : OfficeThreshold;
            // Chief executives and managers run firms.
            bool manages = speaker.Noun is { } noun && IsManager(noun);
            foreach (string office in speaker.Offices) manages |= IsManager(office);
            var subject = LastSubject(set, speaker);
            foreach (var side in set.All)
            {
                if (side.Kind != ReferentKind.Side || side.Mentions.Count == 0 || !Suits(speaker, side) || manages && side.PartyKind == PartyKind.Union) continue;
                Features(set, speaker, side, subject, order, features);
                model.Probabilities(features.Hashes, p);
                if (p[1] <= best) continue;
                best = p[1];
                speaker.Side = side;
            }
        }

        // "Lund's team" is for whom Lund is.
        foreach (var speaker in set.All)
            if (speaker.Kind != ReferentKind.Side && speaker.Side is null && speaker.Ties.Find(t => t.Side.Kind == ReferentKind.Person) is { Side: { } person }) speaker.Side = person.Side;
    }

    private static bool IsManager(string office) => LastWord(office) is "executive" or "ceo" or "cfo" or "manager";

    private static string LastWord(string title) => LowerCase.Of(title.AsSpan(title.LastIndexOf(' ') + 1));

    // The Union's commissioners are the Commission's where a report tells the two apart.
    private static Referent Executive(ReferentSet set, Referent speaker, Referent side)
    {
        if (side.Fact?.Kind != FactKind.Bloc || !speaker.Offices.Concat(speaker.Names).Any(o => o.Contains("commissioner", StringComparison.OrdinalIgnoreCase) || o.Contains("commission president", StringComparison.OrdinalIgnoreCase))) return side;
        return set.All.Find(r => r.Kind == ReferentKind.Side && r.Mentions.Count > 0 && r.Fact?.Id == "EUCOM") ?? side;
    }

    private static Referent? Bench(ReferentSet set, Referent speaker) =>
        speaker.Offices.Concat(speaker.Names).Any(o => o.Contains("judge", StringComparison.OrdinalIgnoreCase) || o.Contains("justice", StringComparison.OrdinalIgnoreCase) || o.Contains("magistrate", StringComparison.OrdinalIgnoreCase))
            ? set.All.Find(r => r.Kind == ReferentKind.Side && r.Mentions.Count > 0 && r.NameWords.Exists(n => Array.Exists(n, w => w.Equals("court", StringComparison.OrdinalIgnoreCase) || w.Equals("tribunal", StringComparison.OrdinalIgnoreCase))))
            : null;

    /// <summary>Whether a speaker's office can be one of a side: ministers serve states and blocs.</summary>
    public static bool Suits(Referent speaker, Referent side) => Suits(speaker.Classes, side);

    /// <summary>The same for the classes of an office.</summary>
    public static bool Suits(NounClass classes, Referent side)
    {
        bool serves = (classes & (NounClass.Ruler | NounClass.Minister)) != NounClass.None
            && (classes & (NounClass.Leader | NounClass.Executive | NounClass.Unionist)) == NounClass.None;
        if ((classes & (NounClass.Legislator | NounClass.Local)) != NounClass.None && side is { PartyKind: PartyKind.Firm, Fact: null }) return false;
        // Who sits in a parliament does not speak for the government.
        if ((classes & NounClass.Person) == NounClass.Legislator && side.Fact is { Kind: FactKind.State }) return false;
        return !serves || side.PartyKind is PartyKind.State or PartyKind.Bloc || side.Fact is not null;
    }

    /// <summary>Whether a speaker watches from outside: an analyst, a journalist.</summary>
    public static bool IsOutsider(Referent speaker) =>
        (speaker.Classes & (NounClass.Observer | NounClass.Journalist)) != NounClass.None
        && (speaker.Classes & NounClass.Person & ~(NounClass.Observer | NounClass.Journalist)) == NounClass.None;

    // "Investor Lund", "financier Kari Lund": who bids for himself.
    private static bool IsOnOwnAccount(ReferentSet set, Referent speaker)
    {
        if (speaker.Kind != ReferentKind.Person) return false;
        foreach (var m in speaker.Mentions)
        {
            if (m.Form != MentionForm.Name) continue;
            for (int i = m.First; i < m.Head; i++)
                if (set.Document.Tokens[i].Word.ToLowerInvariant() is "investor" or "financier" or "tycoon" or "businessman" or "businesswoman" or "entrepreneur" or "billionaire" or "millionaire" or "raider" or "shareholder") return true;
        }

        return false;
    }

    // "the Norwegian tycoon Lund": where one comes from, not for whom one speaks.
    private static bool IsOrigin(Referent speaker, Tie tie) =>
        tie.Side.Fact is { Kind: FactKind.State or FactKind.FormerState or FactKind.Territory }
        && (tie.Kind == TieKind.Behind && (speaker.Classes & (NounClass.StateOffice | NounClass.Envoy | NounClass.Official | NounClass.Spokes)) == NounClass.None
            || tie.Kind == TieKind.Modifier && (speaker.Classes & NounClass.Person & ~(NounClass.Executive | NounClass.Unionist | NounClass.Observer | NounClass.Journalist | NounClass.Jurist | NounClass.Legislator)) == NounClass.None
                && (speaker.Classes & NounClass.Person) != NounClass.None);

    /// <summary>The side that the text itself ties a speaker to, or null: the one tied most often by owner, modifier or complement of a title, the first of equals.</summary>
    public static Referent? Tied(Referent speaker)
    {
        Referent? best = null;
        int most = 0;
        foreach (var tie in speaker.Ties)
        {
            if (tie.Side.Kind != ReferentKind.Side || IsOrigin(speaker, tie)) continue;
            int weight = 0;
            foreach (var other in speaker.Ties)
                if (ReferenceEquals(other.Side, tie.Side)) weight += other.Kind switch { TieKind.Known or TieKind.Behind => 1, _ => 2 };
            weight = weight * 20 + Math.Min(tie.Side.Mentions.Count, 39);
            if (weight <= most) continue;
            most = weight;
            best = tie.Side;
        }

        return best;
    }

    /// <summary>Rank of every side by number of mentions (0 is the most), by index; stands until it is asked for again.</summary>
    public static int[] Importance(ReferentSet set) => set.Ranks();

    /// <summary>What speaks for and against a speaker's being of a side.</summary>
    /// <param name="set">The report.</param>
    /// <param name="speaker">Who speaks.</param>
    /// <param name="side">The side that is weighed.</param>
    /// <param name="subject">What <see cref="LastSubject"/> gives for the speaker.</param>
    /// <param name="ranks">What <see cref="Importance"/> gives.</param>
    /// <param name="f">Filled with the features.</param>
    /// <param name="hide">Whether to pass over what stands near the speaker.</param>
    /// <remarks>With <paramref name="hide"/>, mentions of the side near the speaker's first mention are passed over: so persons whom the text ties to a side teach what to do without.</remarks>
    public static void Features(ReferentSet set, Referent speaker, Referent side, Referent? subject, int[] ranks, FeatureList f, bool hide = false)
    {
        f.Clear();
        var tokens = set.Document.Tokens;
        string kind = side.PartyKind.Name(), own = speaker.Kind.Name();
        f.Add("kind", own, kind);
        f.Add("rank", own, Bucket(ranks[side.Index]));
        bool home = ReferenceEquals(set.HomeState(), side);
        for (int bit = 0; bit < 14; bit++)
        {
            var c = (NounClass)(1 << bit);
            if ((speaker.Classes & c) == NounClass.None) continue;
            f.Add("office", c.ToString(), kind);
        }

        bool state = (speaker.Classes & NounClass.StateOffice) != NounClass.None;
        f.Add("state office", (state ? "state " : speaker.Classes == NounClass.None ? "none " : "other ") + (home ? "home" : "-"), kind);
        f.Flag("media", side.Media);
        f.Flag("many", side.Plural);
        var first = speaker.Mentions[0];
        bool lead = false;
        int sentence = tokens[first.Head].Sentence, nearest = 99, together = 0, last = LastBefore(side, first.First - (hide ? Near : 0));
        foreach (var m in side.Mentions)
        {
            lead |= tokens[m.Head].Sentence <= 1;
            if (hide && Math.Abs(m.Head - first.Head) <= Near) continue;
            nearest = Math.Min(nearest, Math.Abs(tokens[m.Head].Sentence - sentence));
            foreach (var mention in speaker.Mentions)
            {
                if (tokens[mention.Head].Sentence != tokens[m.Head].Sentence) continue;
                together++;
                break;
            }
        }

        string office = state ? "state" : speaker.Classes == NounClass.None ? "none" : "other";
        string before = last < 0 ? "never" : (sentence - tokens[last].Sentence) switch { 0 => "same", 1 => "one", <= 3 => "few", _ => "far" };
        f.Add("nearest", nearest == 0 ? "same" : nearest == 1 ? "next" : nearest <= 3 ? "near" : "far");
        f.Add("before", office, before);
        f.Add("together", Bucket(together));
        f.Add("lead", office, lead ? "y" : "n");
        f.Add("last subject", office, ReferenceEquals(subject, side) ? "y" : "n");
        if (speaker.Kind == ReferentKind.Office) f.Add("office word", LastWord(speaker.Noun ?? ""), kind);
        else
            foreach (string title in speaker.Offices) f.Add("office word", LastWord(title), kind);
    }

    /// <summary>The side that did something last before a speaker is first mentioned, or null; with <paramref name="hide"/> as in <see cref="Features"/>.</summary>
    public static Referent? LastSubject(ReferentSet set, Referent speaker, bool hide = false)
    {
        int token = speaker.Mentions[0].First - (hide ? Near : 0);
        var tokens = set.Document.Tokens;
        Referent? subject = null;
        int at = -1;
        foreach (var r in set.All)
        {
            if (r.Kind != ReferentKind.Side) continue;
            foreach (var m in r.Mentions)
            {
                if (m.Form == MentionForm.Modifier || m.First >= token || m.First <= at || m.End >= tokens.Length || tokens[m.End].Tag is not (PennTag.VBD or PennTag.VBZ or PennTag.VBP or PennTag.MD)) continue;
                at = m.First;
                subject = r;
            }
        }

        return subject;
    }

    private static int LastBefore(Referent r, int token)
    {
        int last = -1;
        foreach (var m in r.Mentions)
            if (m.Head < token && m.Head > last) last = m.Head;
        return last;
    }

    /// <summary>A count in coarse steps.</summary>
    public static string Bucket(int n) => n switch { 0 => "0", 1 => "1", 2 => "2", 3 => "3", <= 5 => "5", <= 8 => "8", _ => "9+" };
}
