using System.Globalization;
using System.Security.Cryptography;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Exchange;

/// <summary>
/// A ledger as a database that the Discourse Network Analyzer 3 opens (coder "Admin", password "parley"). Databases that were imported come out as they were; other reports as documents, their positions
/// as statements of the type "Position" (person, organization, concept, agreement, stance, voice, act), their statements without a position as "Statement" (person, organization, act).
/// DNA's agreement is yes or no: a mixed position is a yes with stance 0. What it has no place for is counted.
/// </summary>
public static class DnaExport
{
    /// <summary>DNA holds names and titles shorter than this.</summary>
    private const int LongestName = 190;

    private const long PositionType = 1, StatementType = 2;

    private static readonly (string Name, string Kind, long Type)[] Variables =
    [
        ("person", "short text", PositionType), ("organization", "short text", PositionType), ("concept", "short text", PositionType), ("agreement", "boolean", PositionType), ("stance", "integer", PositionType),
        ("voice", "short text", PositionType), ("act", "short text", PositionType), ("person", "short text", StatementType), ("organization", "short text", StatementType), ("act", "short text", StatementType),
    ];

    /// <summary>The database of a ledger's reports, people's decisions in effect (but for those on imported documents, which are counted).</summary>
    public static DnaDatabase Of(IEnumerable<LedgerReport> reports, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(counts);
        List<LedgerReport> all = [.. reports], own = [];
        DnaDatabase? whole = null;
        foreach (var (database, documents) in DnaReadings.Databases(all, own))
        {
            counts.Add("documents as imported", documents);
            if (whole is null) whole = database;
            else whole.Append(database);
        }

        counts.Readings = all.Count(report => report.Read is not null);
        counts.LeaveOut(all.Except(own).Sum(report => report.Decisions.Count), "decision on an imported document", "decisions on imported documents");
        if (own.Count > 0 || whole is null)
        {
            DnaDatabase ours = new Writing(counts).Of(own);
            if (whole is null) whole = ours;
            else whole.Append(ours);
        }

        foreach (var (table, rows) in whole.Counts().Where(count => count.Rows > 0)) counts.Add("rows of " + table, rows);
        return whole;
    }

    /// <summary>A password as DNA stores it: 16 bytes of salt and SHA-256 iterated 100,000 times over salt and password, in base 64. The salt is the same every time, so that the same ledger gives the same file.</summary>
    internal static string Password(string password)
    {
        byte[] salt = SHA256.HashData("parley"u8)[..16];
        byte[] digest = SHA256.HashData([.. salt, .. System.Text.Encoding.UTF8.GetBytes(password)]);
        for (int i = 1; i < 100_000; i++) SHA256.HashData(digest, digest);
        return Convert.ToBase64String([.. salt, .. digest]);
    }

    /// <summary>A database while it is filled.</summary>
    private sealed class Writing(ExchangeCounts counts)
    {
        private readonly DnaDatabase database = new();
        private readonly Dictionary<(long Variable, string Value), long> entities = [];
        private long statements, booleans, integers, texts;

        public DnaDatabase Of(IReadOnlyList<LedgerReport> reports)
        {
            Frame();
            long document = 0;
            foreach (LedgerReport report in reports) Document(report, ++document);
            return database;
        }

        private void Frame()
        {
            database.Add("SETTINGS", "version", "3.0.7");
            database.Add("SETTINGS", "date", "2022-06-10");
            database.Add("CODERS", [1L, "Admin", 255L, 255L, 0L, 0L, 14L, Password("parley"), 400L, 0L, 0L, .. Enumerable.Repeat<object?>(1L, 17)]);
            database.Add("STATEMENTTYPES", PositionType, "Position", 239L, 208L, 51L);
            database.Add("STATEMENTTYPES", StatementType, "Statement", 211L, 211L, 211L);
            long attribute = 0;
            for (int i = 0; i < Variables.Length; i++)
            {
                database.Add("VARIABLES", i + 1L, Variables[i].Name, Variables[i].Kind, Variables[i].Type);
                if (Variables[i].Kind != "short text") continue;
                foreach (string name in (string[])["Type", "Alias", "Notes"]) database.Add("ATTRIBUTEVARIABLES", ++attribute, i + 1L, name);
                Entity(i + 1, "");
            }
        }

        private void Document(LedgerReport report, long number)
        {
            Reading? reading = report.Decided?.Reading;
            string? published = reading?.Report.Published ?? report.Report.Published;
            long seconds = 0;
            if (published is not null && DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)) seconds = moment.ToUnixTimeSeconds();
            else counts.Add("documents without a date (1 January 1970)");
            database.Add(
                "DOCUMENTS", number, Short(reading?.Report.Title ?? report.Report.Title ?? report.Report.Id), report.Report.Text, 1L, Short(reading?.Report.Byline ?? ""), Short(reading?.Report.Publisher ?? report.Report.Publisher ?? ""), "",
                reading?.Report.Url ?? report.Report.Url ?? "", "", seconds);
            counts.Add("documents");
            LeftOut.OfDecisions(report, counts);
            if (reading is null) return;
            foreach (Statement statement in reading.Statements) Statement(reading, statement, number);
            HashSet<string> targets = [.. reading.Statements.SelectMany(statement => statement.Positions).Select(position => position.Target)];
            int concepts = reading.Proposals.Count(proposal => targets.Contains(proposal.Id));
            counts.Note("written as concepts, as issues are", concepts, "proposal");
            counts.LeaveOut(reading.Proposals.Count - concepts, "proposal without a position", "proposals without a position");
            counts.LeaveOut(reading.Issues.Count(issue => !targets.Contains(issue.Id)), "issue without a position", "issues without a position");
            HashSet<string?> speaking = [.. reading.Statements.SelectMany(statement => new[] { statement.Source.Actor, statement.Source.Party }.Concat(statement.Positions.Select(position => position.Holder)))];
            counts.LeaveOut(reading.Parties.Count(party => !speaking.Contains(party.Id)), "party that says and holds nothing", "parties that say and hold nothing");
            counts.LeaveOut(reading.Actors.Count(actor => !speaking.Contains(actor.Id)), "actor who says nothing", "actors who say nothing");
            counts.LeaveOut(reading.Parties.Sum(party => party.Aliases.Count), "other name of a party", "other names of parties");
            counts.LeaveOut(reading.Actors.Count(actor => actor.Office is not null), "office of an actor", "offices of actors");
            counts.Note("written as one span from their beginning to their end", reading.Statements.Count(statement => statement.Content.Spans.Count > 1), "statement in several parts", "statements in several parts");
            LeftOut.OfTalks(reading, counts);
        }

        private void Statement(Reading reading, Statement statement, long document)
        {
            string? Name(string? id) => id is null ? null : reading.Actors.FirstOrDefault(actor => actor.Id == id)?.Name ?? reading.Parties.FirstOrDefault(party => party.Id == id)?.Name;
            string Label(string id) => reading.Proposals.FirstOrDefault(proposal => proposal.Id == id)?.Label ?? reading.Issues.FirstOrDefault(issue => issue.Id == id)?.Label ?? id;
            IReadOnlyList<TextSpan> spans = statement.Content.Spans.Count > 0 ? statement.Content.Spans : statement.Cue.Spans.Count > 0 ? statement.Cue.Spans : statement.Source.Spans;
            if (spans.Count == 0 || spans[^1].End <= spans[0].Start)
            {
                counts.Fault($"{reading.Report.Id}: statement {statement.Id} stands nowhere in the text, which DNA needs; left out");
                return;
            }

            string person = Name(statement.Source.Actor) ?? "", act = statement.Act.ToString().ToLowerInvariant();
            if (statement.Positions.Count == 0)
            {
                Add(StatementType, document, spans);
                Text(8, person);
                Text(9, Name(statement.Source.Party) ?? "");
                Text(10, act);
                counts.Add("statements");
                counts.LeaveOut(statement.Confidence < 1 ? 1 : 0, "confidence");
            }

            foreach (Position position in statement.Positions)
            {
                Add(PositionType, document, spans);
                // The speaker stands for the position where it is of the speaker's own side.
                Text(1, position.Voice == Voice.Own ? person : "");
                Text(2, Name(position.Holder) ?? position.Holder);
                Text(3, Label(position.Target));
                database.Add("DATABOOLEAN", ++booleans, statements, 4L, position.Stance == Stance.Against ? 0L : 1L);
                database.Add("DATAINTEGER", ++integers, statements, 5L, position.Stance switch { Stance.For => 1L, Stance.Against => -1L, _ => 0L });
                Text(6, position.Voice.ToString().ToLowerInvariant());
                Text(7, act);
                counts.Add("positions");
                counts.LeaveOut(position.Condition is null ? 0 : 1, "condition");
                counts.LeaveOut(position.Confidence < 1 ? 1 : 0, "confidence");
            }
        }

        private void Add(long type, long document, IReadOnlyList<TextSpan> spans) => database.Add("STATEMENTS", ++statements, type, document, (long)spans[0].Start, (long)spans[^1].End, 1L);

        private void Text(int variable, string value) => database.Add("DATASHORTTEXT", ++texts, statements, (long)variable, Entity(variable, Short(value)));

        private long Entity(int variable, string value)
        {
            if (entities.TryGetValue((variable, value), out long id)) return id;
            entities[(variable, value)] = id = entities.Count + 1;
            database.Add("ENTITIES", id, (long)variable, value, 0L, 0L, 0L, null);
            return id;
        }

        private string Short(string value)
        {
            value = value.ReplaceLineEndings(" ");
            if (value.Length <= LongestName) return value;
            counts.Add("names shortened to 190 characters");
            int end = char.IsHighSurrogate(value[LongestName - 1]) ? LongestName - 1 : LongestName;
            return value[..end];
        }
    }
}
