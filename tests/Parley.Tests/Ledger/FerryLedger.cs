using System.Text;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Tests.Talks;

namespace Parley.Tests.Ledger;

/// <summary>Reports on made-up ferry talks, told by hand, for ledgers.</summary>
internal static class FerryLedger
{
    /// <summary>A report of three statements.</summary>
    public static Reading First(string id = "ferry/2031-03-01.txt", string reader = "by hand") => new Told(
            id, "2031-03-01", "Ferry union tables plan\nThe Seafarers' Union said it wanted night crews on all ferries. Nordhavn Lines rejected the union's plan. Kari Dahl said talks would go on.")
        .Party("p1", "Seafarers' Union", PartyKind.Union).Party("p2", "Nordhavn Lines", PartyKind.Firm).Actor("a1", "Kari Dahl", "mediator", null)
        .Proposal("t1", "union's plan", ["p1"], mentions: "union's plan").Issue("i1", "night crews on all ferries", "night crews on all ferries")
        .Says("s1", "The Seafarers' Union", "said", "it wanted night crews on all ferries", Act.Demand, party: "p1", positions: Told.For("p1", "i1"))
        .Says("s2", "Nordhavn Lines", "rejected", "the union's plan", Act.Reject, party: "p2", positions: Told.Against("p2", "t1"))
        .Says("s3", "Kari Dahl", "said#2", "talks would go on", Act.Assert, actor: "a1")
        .Reading() with
    { Reader = new(reader, "") };

    /// <summary>A later report of two statements.</summary>
    public static Reading Second(string id = "ferry/2031-03-08.txt") => new Told(
            id, "2031-03-08", "Ferry line moves\nNordhavn Lines said it would accept night crews in winter. Nordhavn called the strike needless.")
        .Party("p1", "Nordhavn Lines", PartyKind.Firm, ["Nordhavn"]).Issue("i1", "night crews", "night crews")
        .Says("s1", "Nordhavn Lines", "said", "it would accept night crews in winter", Act.Accept, party: "p1", positions: Told.Mixed("p1", "i1", condition: "in winter"))
        .Says("s2", "Nordhavn", "called", "the strike needless", Act.Criticise, party: "p1")
        .Reading();

    /// <summary>The report of a reading as it came in.</summary>
    public static ReportAdded Report(Reading reading) => new(
        new RawReport(reading.Report.Id, reading.Report.Source, reading.Report.Text) { Published = reading.Report.Published, Publisher = reading.Report.Publisher }, Encoding.UTF8.GetBytes(reading.Report.Text));

    /// <summary>Drafts of reports with their readings.</summary>
    public static Draft[] Drafts(params Reading[] readings) =>
        [.. readings.SelectMany(reading => new[] { new Draft("ann", Report(reading)), new Draft("parley", new ReadingAdded(Report(reading).Sha256, reading)) })];

    /// <summary>A decision on a statement.</summary>
    public static Draft Decide(Decision decision, string author = "ann") => new(author, new DecisionMade(decision));

    /// <summary>The place of a statement.</summary>
    public static StatementPlace Place(Reading reading, string statement) => StatementPlace.Of(reading, reading.Statements.Single(found => found.Id == statement));
}
