using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Parley.Ledger;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>Random operations on a ledger and on lists in memory that say what it should hold.</summary>
public class LedgerModelTests
{
    private const int Short = 200;
    private const int Long = 10_000;

    [Fact]
    public void Random_operations_on_SQLite_agree_with_the_model() => Agree(() => new SqliteScratch(), Short);

    [Fact]
    [Trait("Category", "Postgres")]
    public void Random_operations_on_PostgreSQL_agree_with_the_model() => Agree(() => new PostgresScratch(), Short);

    [Fact]
    [Trait("Category", "Long")]
    public void Many_random_operations_on_SQLite_agree_with_the_model() => Agree(() => new SqliteScratch(), Long);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Category", "Postgres")]
    public void Many_random_operations_on_PostgreSQL_agree_with_the_model() => Agree(() => new PostgresScratch(), Long);

    /// <summary>One operation: what, and three numbers that say on what.</summary>
    private readonly record struct Operation(int What, int A, int B, int C);

    private static void Agree(Func<ScratchLedger> place, int sequences)
    {
        Gen<Operation> operation = from what in Gen.Choose(0, 9) from a in Gen.Choose(0, 3) from b in Gen.Choose(0, 2) from c in Gen.Choose(0, 40) select new Operation(what, a, b, c);
        using ScratchLedger scratch = place();
        Prop.ForAll(operation.NonEmptyListOf().Select(list => list.Take(14).ToArray()).ToArbitrary(), operations => Run(scratch, operations)).Check(Config.QuickThrowOnFailure.WithMaxTest(sequences).WithReplay(20310315, 9));
    }

    private static void Run(ScratchLedger scratch, Operation[] operations)
    {
        var model = new Model();
        ILedgerStore store = scratch.Anew();
        try
        {
            foreach (Operation operation in operations)
            {
                switch (operation.What)
                {
                    case 8:
                        store.Rebuild();
                        break;
                    case 9:
                        store.Dispose();
                        store = scratch.Open();
                        break;
                    default:
                        Draft[] drafts = model.Drafts(operation);
                        int[] taken = model.Take(drafts);
                        IReadOnlyList<Entry?> written = store.Append(drafts);
                        written.Select((entry, i) => entry is null ? 0 : (int)entry.Number).ShouldBe(taken);
                        break;
                }

                Seen(store).ShouldBe(model.Seen());
            }

            store.Head.Number.ShouldBe(model.Count);
            store.Verify().ShouldBeEmpty();
        }
        finally
        {
            store.Dispose();
        }
    }

    private static string Seen(ILedgerStore store) => string.Join(' ', store.Statements(new() { Limit = int.MaxValue })
        .Select(found => string.Create(CultureInfo.InvariantCulture, $"{found.Report.Entry}{found.Statement.Id}{found.Statement.Act}{found.Status.Author}")).Order(StringComparer.Ordinal));

    /// <summary>What a ledger should hold, told in the plainest way.</summary>
    private sealed class Model
    {
        private readonly List<Draft> entries = [];
        private readonly Dictionary<int, int> subjects = [];

        public int Count => entries.Count;

        /// <summary>What an operation appends.</summary>
        public Draft[] Drafts(Operation operation)
        {
            Reading reading = Version(operation.A, operation.B);
            return operation.What switch
            {
                0 or 1 or 2 => FerryLedger.Drafts(reading),
                3 => [new("ann", FerryLedger.Report(reading))],
                4 when Holds(reading) => [new("parley", new ReadingAdded(FerryLedger.Report(reading).Sha256, reading with { Reader = new("r" + operation.C % 3, "") }))],
                5 when Current(reading.Report.Id) is not null => [FerryLedger.Decide(new Judge(FerryLedger.Place(reading, "s" + (1 + operation.C % 3)), operation.C % 2 == 0))],
                6 when Current(reading.Report.Id) is not null => [FerryLedger.Decide(new CorrectAct(FerryLedger.Place(reading, "s" + (1 + operation.C % 3)), (Act)(operation.C % 10)))],
                7 when entries.Count > 0 => [new("ann", new Retracted(1 + operation.C % entries.Count, null))],
                _ => [],
            };
        }

        /// <summary>Numbers of the entries that drafts become; 0 where nothing is added.</summary>
        public int[] Take(Draft[] drafts) => [.. drafts.Select(draft =>
        {
            if (draft.Content is ReportAdded report && Holder(report.Sha256) is not null) return 0;
            if (draft.Content is ReadingAdded reading && Readings(Holder(reading.ReportIdentity)!.Value).Any(number => ((ReadingAdded)entries[number - 1].Content).Equals(reading))) return 0;
            int subject = draft.Content is ReadingAdded read ? Holder(read.ReportIdentity)!.Value : 0;
            entries.Add(draft);
            if (subject > 0) subjects[entries.Count] = subject;
            return entries.Count;
        })];

        /// <summary>All statements with what people made of them.</summary>
        public string Seen()
        {
            var seen = new List<string>();
            foreach (string id in Numbers<ReportAdded>().Select(number => ((ReportAdded)entries[number - 1].Content).Report.Id).Distinct())
            {
                if (Current(id) is not { } report || Readings(report) is not [.., var last]) continue;
                Reading reading = ((ReadingAdded)entries[last - 1].Content).Reading;
                foreach (Statement statement in reading.Statements)
                {
                    Act act = statement.Act;
                    bool stands = true;
                    ReviewStatus status = ReviewStatus.Open;
                    foreach (int number in Numbers<DecisionMade>().Where(Counts))
                    {
                        var decision = (StatementDecision)((DecisionMade)entries[number - 1].Content).Decision;
                        // The versions say the same in other places: a statement is the same where its words are.
                        if (decision.Report != id || decision.On.Content!.Quote != statement.Content.Spans[0].Of(reading.Report.Text).ToString()) continue;
                        if (decision is Judge judge) (stands, status) = (judge.Right, judge.Right ? ReviewStatus.Accepted : ReviewStatus.Rejected);
                        else if (decision is CorrectAct correct) (act, status) = (correct.Act, ReviewStatus.Corrected);
                    }

                    if (stands) seen.Add(string.Create(CultureInfo.InvariantCulture, $"{report}{statement.Id}{act}{status}"));
                }
            }

            return string.Join(' ', seen.Order(StringComparer.Ordinal));
        }

        /// <summary>One of three versions of one of four reports.</summary>
        private static Reading Version(int report, int version)
        {
            Reading first = FerryLedger.First($"ferry/{report}.txt");
            if (version == 0) return first;
            string more = version == 1 ? "Updated." : "Corrected again at noon.";
            int shift = more.Length + 1;
            string text = first.Report.Text.Insert(first.Report.Text.IndexOf('\n', StringComparison.Ordinal) + 1, more + " ");
            int from = first.Report.Text.IndexOf('\n', StringComparison.Ordinal) + 1;
            TextSpan Moved(TextSpan span) => span.Start < from ? span : new(span.Start + shift, span.End + shift);
            return first with
            {
                Report = first.Report with { Text = text, Blocks = [] },
                Sentences = [],
                Proposals = [],
                Issues = [],
                Statements =
                [
                    .. first.Statements.Select(statement => statement with
                    {
                        Source = statement.Source with { Spans = [.. statement.Source.Spans.Select(Moved)] },
                        Cue = new([.. statement.Cue.Spans.Select(Moved)]),
                        Content = new([.. statement.Content.Spans.Select(Moved)]),
                        Positions = [],
                    }),
                ],
            };
        }

        private List<int> Numbers<T>() => [.. Enumerable.Range(1, entries.Count).Where(number => entries[number - 1].Content is T)];

        private bool Counts(int number) => !Numbers<Retracted>().Any(other => ((Retracted)entries[other - 1].Content).Entry == number && Counts(other));

        private int? Holder(string sha256) => Numbers<ReportAdded>().Where(number => ((ReportAdded)entries[number - 1].Content).Sha256 == sha256 && Counts(number)).Cast<int?>().LastOrDefault();

        private bool Holds(Reading reading) => Holder(FerryLedger.Report(reading).Sha256) is not null;

        private int? Current(string id) => Numbers<ReportAdded>().Where(number => ((ReportAdded)entries[number - 1].Content).Report.Id == id && Counts(number)).Cast<int?>().LastOrDefault();

        /// <summary>Readings of a report that count.</summary>
        private List<int> Readings(int report) => [.. subjects.Where(pair => pair.Value == report && Counts(pair.Key)).Select(pair => pair.Key).Order()];
    }
}
