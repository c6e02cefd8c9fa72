using System.Globalization;
using System.Text;
using Parley.Learning;
using Parley.Ledger;
using Parley.Positions;
using Parley.Reports;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>What every store must do.</summary>
public abstract class LedgerContract : IDisposable
{
    private readonly ScratchLedger scratch;

    protected LedgerContract(ScratchLedger scratch) => this.scratch = scratch;

    public void Dispose()
    {
        scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_new_ledger_is_empty_and_sound()
    {
        using ILedgerStore store = scratch.Create();
        store.Head.ShouldBe(new LedgerHead(0, EntryHash.Start));
        store.Entries().ShouldBeEmpty();
        store.Verify().ShouldBeEmpty();
        store.Count().Entries.ShouldBe(0);
    }

    [Fact]
    public void What_is_appended_is_there_when_the_ledger_is_opened_again()
    {
        Reading first = FerryLedger.First(), second = FerryLedger.Second();
        IReadOnlyList<Entry?> written;
        using (ILedgerStore store = scratch.Create()) written = store.Append(FerryLedger.Drafts(first, second));
        written.Select(entry => entry!.Number).ShouldBe([1, 2, 3, 4]);
        using ILedgerStore again = scratch.Open();
        again.Head.ShouldBe(new LedgerHead(4, written[3]!.Hash));
        Entry[] entries = [.. again.Entries()];
        entries.Select(entry => entry.Kind).ShouldBe([EntryKind.Report, EntryKind.Reading, EntryKind.Report, EntryKind.Reading]);
        entries.Select(entry => entry.Hash).ShouldBe(written.Select(entry => entry!.Hash));
        entries.Select(entry => entry.Author).ShouldBe(["ann", "parley", "ann", "parley"]);
        entries.Select(entry => entry.Subject).ShouldBe([0, 1, 0, 3]);
        entries[0].At.ShouldBe(written[0]!.At);
        ReportAdded added = entries[2].Content.ShouldBeOfType<ReportAdded>();
        added.Report.Text.ShouldBe(second.Report.Text);
        added.Report.Published.ShouldBe("2031-03-08");
        Encoding.UTF8.GetString(added.Original.Span).ShouldBe(second.Report.Text);
        entries[3].Content.ShouldBeOfType<ReadingAdded>().Json.ToArray().ShouldBe(ReadingJson.ToUtf8(second));
        again.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void Each_entry_carries_the_hash_of_the_one_before()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First()));
        store.Append(FerryLedger.Drafts(FerryLedger.Second()));
        string previous = EntryHash.Start;
        foreach (Entry entry in store.Entries())
        {
            entry.Previous.ShouldBe(previous);
            entry.Hash.ShouldBe(EntryHash.Of(entry.Number, entry.Kind.ToString().ToLowerInvariant(), EntryHash.Time(entry.At), entry.Author, entry.Subject, previous, EntryBody.Of(entry.Content)));
            previous = entry.Hash;
        }

        store.Head.Hash.ShouldBe(previous);
        store.Entries(2).First().Previous.ShouldBe(store.Find(2)!.Hash);
    }

    [Fact]
    public void The_same_bytes_come_in_once()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First()));
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second(), FerryLedger.Second())).Count(entry => entry is not null).ShouldBe(2);
        store.Count().Reports.ShouldBe(2);
        store.Head.Number.ShouldBe(4);
    }

    [Fact]
    public void Bytes_that_are_not_just_the_text_are_kept_beside_it()
    {
        Reading reading = FerryLedger.First();
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(reading.Report.Text)];
        using ILedgerStore store = scratch.Create();
        store.Append([new("ann", new ReportAdded(new RawReport("a", "a", reading.Report.Text), bytes))]);
        ReportAdded added = store.Find(1)!.Content.ShouldBeOfType<ReportAdded>();
        added.Original.ToArray().ShouldBe(bytes);
        added.Sha256.ShouldBe(EntryHash.Of(bytes));
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_is_written_as_a_whole_or_not_at_all()
    {
        using ILedgerStore store = scratch.Create();
        Draft[] drafts = [.. FerryLedger.Drafts(FerryLedger.First()), FerryLedger.Decide(new Judge(FerryLedger.Place(FerryLedger.Second(), "s1"), true))];
        Should.Throw<LedgerException>(() => store.Append(drafts)).Message.ShouldContain("ferry/2031-03-08.txt");
        store.Head.Number.ShouldBe(0);
        store.Count().Statements.ShouldBe(0);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_of_an_unknown_report_or_of_another_text_is_refused()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First()));
        Should.Throw<LedgerException>(() => store.Append([new("x", new ReadingAdded(FerryLedger.Report(FerryLedger.Second()).Sha256, FerryLedger.Second()))]));
        Should.Throw<LedgerException>(() => store.Append([new("x", new ReadingAdded(FerryLedger.Report(FerryLedger.First()).Sha256, FerryLedger.Second()))]));
        Should.Throw<LedgerException>(() => store.Append([new("two\nlines", new Retracted(1, null))]));
        Should.Throw<LedgerException>(() => store.Append([new("x", new Retracted(9, null))]));
        store.Head.Number.ShouldBe(2);
    }

    [Fact]
    public void Statements_are_found_by_words_names_acts_stances_and_days()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second()));
        string Found(LedgerQuery query) => string.Join(' ', store.Statements(query).Select(found => found.Report.Entry.ToString(CultureInfo.InvariantCulture) + found.Statement.Id));
        Found(new()).ShouldBe("3s2 3s1 1s3 1s2 1s1");
        Found(new() { Limit = 2 }).ShouldBe("3s2 3s1");
        Found(new() { About = "night crews" }).ShouldBe("3s1 1s1");
        Found(new() { About = "NIGHT   ferries" }).ShouldBe("1s1");
        Found(new() { About = "\"crews night\"" }).ShouldBe("");
        Found(new() { About = "need*" }).ShouldBe("3s2");
        Found(new() { About = "\"' OR 1=1 --" }).ShouldBe("");
        Found(new() { About = "plan NEAR(x) *" }).ShouldBe("");
        Found(new() { By = "nordhavn lines" }).ShouldBe("3s2 3s1 1s2");
        Found(new() { By = "Nordhavn" }).ShouldBe("3s2 3s1 1s2");
        Found(new() { By = "Dahl" }).ShouldBe("1s3");
        Found(new() { Speaker = "Kari Dahl" }).ShouldBe("1s3");
        Found(new() { Party = "Seafarers' Union" }).ShouldBe("1s1");
        Found(new() { Party = "'; DROP TABLE entry; --" }).ShouldBe("");
        Found(new() { Act = Act.Reject }).ShouldBe("1s2");
        Found(new() { Stance = Stance.Mixed }).ShouldBe("3s1");
        Found(new() { Issue = "night crews" }).ShouldBe("3s1");
        Found(new() { Issue = "crews", Stance = Stance.For }).ShouldBe("1s1");
        Found(new() { Proposal = "the union's plan" }).ShouldBe("1s2");
        Found(new() { Holder = "Nordhavn Lines", Stance = Stance.Against }).ShouldBe("1s2");
        Found(new() { Since = new(2031, 3, 2) }).ShouldBe("3s2 3s1");
        Found(new() { Until = new(2031, 3, 7), About = "said" }).ShouldBe("");
        Found(new() { Until = new(2031, 3, 7), About = "talks" }).ShouldBe("1s3");
        store.Reports(new LedgerQuery { About = "strike" }).Select(report => report.Entry).ShouldBe([3]);
        store.Reports(new LedgerQuery { About = "\"night crews\"" }).Select(report => report.Entry).ShouldBe([3, 1]);
    }

    [Fact]
    public void A_decision_takes_effect_and_can_be_taken_back()
    {
        Reading first = FerryLedger.First();
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first));
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s2"), false)), FerryLedger.Decide(new CorrectAct(FerryLedger.Place(first, "s3"), Act.Promise) { Role = DecisionRole.Reviewer })]);
        store.Statements(new()).Select(found => found.Statement.Id).ShouldBe(["s3", "s1"]);
        FoundStatement corrected = store.Statements(new() { Act = Act.Promise }).ShouldHaveSingleItem();
        corrected.Status.ShouldBe(new StatementStatus(ReviewStatus.Open, ReviewStatus.Corrected));
        corrected.Statement.Confidence.ShouldBe(1);
        store.Count().Reviewed.ShouldBe(2, "the rejected one included");
        store.Count().Statements.ShouldBe(2);
        FoundStatement rejected = store.Statements(new() { Status = ReviewStatus.Rejected }).ShouldHaveSingleItem();
        rejected.Statement.Id.ShouldBe("s2");
        rejected.Status.ShouldBe(new StatementStatus(ReviewStatus.Rejected, ReviewStatus.Open));
        store.Statements(new() { Status = ReviewStatus.Rejected, About = "plan", By = "Nordhavn" }).ShouldHaveSingleItem();
        store.Statements(new() { About = "plan", By = "Nordhavn" }).ShouldBeEmpty();
        store.Statements(new() { WithRejected = true }).Select(found => found.Statement.Id).ShouldBe(["s2", "s3", "s1"]);
        store.Matrix(null, 8, 20).Targets.ShouldAllBe(target => target.Label != "union's plan");
        store.Append([new("ann", new Retracted(3, "too hasty"))]);
        store.Statements(new()).Select(found => found.Statement.Id).ShouldBe(["s3", "s2", "s1"]);
        store.Append([new("ann", new Retracted(5, null))]);
        store.Statements(new()).Select(found => found.Statement.Id).ShouldBe(["s3", "s1"]);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_retracted_report_counts_no_longer_and_may_come_in_again()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second()));
        store.Append([new("ann", new Retracted(1, "a hoax"))]);
        store.Reports().Select(report => report.Entry).ShouldBe([3]);
        store.Statements(new() { About = "ferries" }).ShouldBeEmpty();
        store.Count().Retracted.ShouldBe(1);
        store.Find(1)!.Content.ShouldBeOfType<ReportAdded>().Report.Text.ShouldBe(FerryLedger.First().Report.Text);
        store.Verify().ShouldBeEmpty();
        store.Append(FerryLedger.Drafts(FerryLedger.First())).Count(entry => entry is not null).ShouldBe(2);
        store.Reports().Select(report => report.Entry).ShouldBe([3, 6]);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void An_updated_report_takes_the_place_of_the_older_one_with_its_decisions()
    {
        Reading first = FerryLedger.First();
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first));
        store.Append([FerryLedger.Decide(new CorrectAct(FerryLedger.Place(first, "s2"), Act.Criticise)), FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s3"), true))]);
        Reading updated = new Told(first.Report.Id, "2031-03-01", "Ferry union tables plan (update)\nAfter hours of talks, Nordhavn Lines rejected the union's plan on Friday.")
            .Party("p1", "Nordhavn Lines", PartyKind.Firm).Says("s1", "Nordhavn Lines", "rejected", "the union's plan", Act.Reject, party: "p1").Reading();
        store.Append(FerryLedger.Drafts(updated));
        LedgerReport report = store.Reports().ShouldHaveSingleItem();
        report.Decided!.Reading.Statements.ShouldHaveSingleItem().Act.ShouldBe(Act.Criticise);
        report.Decided.Lost.ShouldHaveSingleItem().Decision.ShouldBeOfType<Judge>();
        store.Count().Superseded.ShouldBe(1);
        store.Verify().ShouldBeEmpty();
    }

    /// <summary>What a reviewer accepts counts again, though the author rejected it.</summary>
    [Fact]
    public void A_reviewer_overrules_what_the_author_rejected()
    {
        Reading first = FerryLedger.First();
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first));
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s2"), false))]);
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s2"), true) { Role = DecisionRole.Reviewer })]);
        FoundStatement found = store.Statements(new() { About = "plan", By = "Nordhavn" }).ShouldHaveSingleItem();
        found.Status.ShouldBe(new StatementStatus(ReviewStatus.Rejected, ReviewStatus.Accepted));
        found.Statement.Confidence.ShouldBe(1);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_does_not_pass_to_other_words_after_the_same_cue()
    {
        Reading first = FerryLedger.First();
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first));
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s2"), true))]);
        Reading updated = new Told(first.Report.Id, "2031-03-01", "Ferry union tables plan\nNordhavn Lines rejected all talk of a strike.")
            .Party("p1", "Nordhavn Lines", PartyKind.Firm).Says("s2", "Nordhavn Lines", "rejected", "all talk of a strike", Act.Reject, party: "p1").Reading();
        store.Append(FerryLedger.Drafts(updated));
        DecidedReading decided = store.Reports().Single().Decided!;
        decided.Lost.ShouldHaveSingleItem().Why.ShouldContain("no longer in the text");
        decided.Status.ShouldBeEmpty();
        store.Count().Reviewed.ShouldBe(0);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void Another_reading_counts_from_then_on_and_the_older_one_stays()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First()));
        Reading other = FerryLedger.First(reader: "later") with { Statements = [FerryLedger.First().Statements[1]] };
        store.Append([new("parley", new ReadingAdded(FerryLedger.Report(other).Sha256, other))]);
        store.Append([new("parley", new ReadingAdded(FerryLedger.Report(other).Sha256, other))]).ShouldBe([null]);
        store.Statements(new()).Select(found => found.Statement.Id).ShouldBe(["s2"]);
        store.Entries().Count(entry => entry.Kind == EntryKind.Reading).ShouldBe(2);
        store.Append([new("ann", new Retracted(3, "worse"))]);
        store.Statements(new()).Count().ShouldBe(3);
        store.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void Merged_names_are_found_as_one()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(FerryLedger.First(), FerryLedger.Second()));
        store.Append([FerryLedger.Decide(new Merge(ThingKind.Issue, "night crews", ["night crews on all ferries"]))]);
        store.Statements(new() { Issue = "night crews" }).Count().ShouldBe(2);
        store.Statements(new() { Issue = "night crews on all ferries" }).Count().ShouldBe(2);
        store.Append([FerryLedger.Decide(new Split(ThingKind.Issue, "night crews", ["night crews on all ferries"]))]);
        store.Statements(new() { Issue = "night crews" }).Count().ShouldBe(1);
        store.Decisions().Count.ShouldBe(2);
        store.Verify().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_matrix_of_any_day_is_what_the_positions_say(int seed)
    {
        var random = new SeededRandom((uint)seed);
        using ILedgerStore store = scratch.Create();
        var told = new List<(string Holder, string Target, Stance Stance, Voice Voice, int Weight, int Day)>();
        for (int r = 0; r < 40; r++)
        {
            int day = random.Next(6) == 0 ? -1 : new DateOnly(2031, 3, 1).DayNumber + random.Next(9);
            var report = new Told("r" + r, day < 0 ? null : DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"Part {r}\nThey said it was so.");
            for (int p = 0; p < 4; p++) report.Party("p" + p, "Party " + p, PartyKind.State).Issue("i" + p, "issue " + p, "it was so");
            var positions = new List<Position>();
            for (int k = random.Next(5); k > 0; k--)
            {
                var position = new Position("p" + random.Next(4), "i" + random.Next(4), (Stance)random.Next(3), (Voice)random.Next(3), null, (600 + random.Next(400)) / 1000.0);
                positions.Add(position);
                int weight = (int)Math.Round(position.Confidence * 1000);
                if (weight >= PositionFinder.Shown * 1000) told.Add(("Party " + position.Holder[1], "issue " + position.Target[1], position.Stance, position.Voice, weight, day));
            }

            store.Append(FerryLedger.Drafts(report.Says("s1", "They", "said", "it was so", Act.Assert, positions: [.. positions]).Reading()));
        }

        // One issue counts as another, one party is none.
        store.Append([FerryLedger.Decide(new Merge(ThingKind.Issue, "issue 1", ["issue 2"])), FerryLedger.Decide(new LeaveOut(ThingKind.Party, "Party 3"))]);
        told = [.. told.Where(position => position.Holder != "Party 3").Select(position => position with { Target = position.Target == "issue 2" ? "issue 1" : position.Target })];
        foreach (DateOnly? asOf in new DateOnly?[] { null, new(2031, 2, 28), new(2031, 3, 1), new(2031, 3, 4), new(2031, 3, 9) })
        {
            LedgerMatrix matrix = store.Matrix(asOf, 10, 10);
            var counted = told.Where(position => asOf is null || (position.Day >= 0 && position.Day <= asOf.Value.DayNumber)).ToList();
            matrix.Parties.ShouldBe(counted.GroupBy(position => position.Holder).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key));
            matrix.Targets.Select(row => row.Label).ShouldBe(counted.GroupBy(position => position.Target).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key));
            matrix.Left.ShouldBe(0);
            foreach ((string label, IReadOnlyList<LedgerCell?> cells) in matrix.Targets)
                for (int column = 0; column < matrix.Parties.Count; column++)
                    cells[column].ShouldBe(Expected([.. counted.Where(position => position.Target == label && position.Holder == matrix.Parties[column])]));
            store.Matrix(asOf, 1, 1).Left.ShouldBe(counted.Count - counted.Count(position => position.Target == matrix.Targets[0].Label && position.Holder == matrix.Parties[0]));
        }

        static LedgerCell? Expected(List<(string Holder, string Target, Stance Stance, Voice Voice, int Weight, int Day)> all)
        {
            if (all.Count == 0) return null;
            Voice voice = new[] { Voice.Own, Voice.Reported, Voice.Claimed }.First(said => all.Exists(position => position.Voice == said));
            all = all.FindAll(position => position.Voice == voice);
            int latest = all.Max(position => position.Day);
            long Weight(Stance stance) => all.Where(position => position.Stance == stance && (position.Day == latest || position.Day < 0)).Sum(position => position.Weight);
            Stance now = Weight(Stance.Mixed) >= Math.Max(Weight(Stance.For), Weight(Stance.Against)) ? Stance.Mixed : Weight(Stance.Against) >= Weight(Stance.For) ? Stance.Against : Stance.For;
            return new(now, voice, latest < 0 ? null : DateOnly.FromDayNumber(latest));
        }
    }

    [Fact]
    public void A_rebuilt_ledger_is_the_same()
    {
        Reading first = FerryLedger.First();
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(first, FerryLedger.Second()));
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s2"), false)), FerryLedger.Decide(new Merge(ThingKind.Issue, "night crews", ["night crews on all ferries"])), new("ann", new Retracted(3, null))]);
        LedgerCounts before = store.Count();
        store.Rebuild();
        store.Verify().ShouldBeEmpty();
        (store.Count() with { Size = 0 }).ShouldBe(before with { Size = 0 });
    }

    [Fact]
    public void Texts_in_any_script_come_back_to_the_letter()
    {
        string text = "Überfahrt – «Ночь» 夜 \U0001F6A2\r\n\tend";
        using ILedgerStore store = scratch.Create();
        var report = new RawReport("id \U0001F6A2", "x", text);
        store.Append([new("Åsa", new ReportAdded(report, Encoding.UTF8.GetBytes(text)))]);
        store.FindReportById("id \U0001F6A2")!.Report.Text.ShouldBe(text);
        store.Reports(new LedgerQuery { About = "uberfahrt ночь" }).Count().ShouldBe(1);
        Should.Throw<LedgerException>(() => store.Append([new("x", new ReportAdded(new RawReport("b", "b", "half \ud83d"), Encoding.UTF8.GetBytes("half \ud83d")))]));
        store.Verify().ShouldBeEmpty();
    }

    /// <summary>Enough reports at once for their common words to be kept in another way than rare ones, where a store does so; and what another program makes of the ledger meanwhile.</summary>
    [Fact]
    public void Words_of_many_reports_are_found_as_those_of_few_are()
    {
        Reading[] many = [.. Enumerable.Range(0, 40).Select(Made)];
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(many[..30]));
        Check(30);
        store.Append(FerryLedger.Drafts(many[30]));
        Check(31);
        using (ILedgerStore other = scratch.Open())
        {
            other.Append(FerryLedger.Drafts(many[31..35]));
            other.Rebuild();
        }

        store.Append(FerryLedger.Drafts(many[35..39]));
        Check(39);
        Should.Throw<LedgerException>(() => store.Append([.. FerryLedger.Drafts(many[39]), new("ann", new Retracted(1_000_000, null))]));
        store.Append(FerryLedger.Drafts(many[39]));
        Check(40);
        store.Rebuild();
        Check(40);

        void Check(int count)
        {
            store.Verify().ShouldBeEmpty();
            foreach (string word in (string[])["crews", "night", "x", "a", "e", "夜", "n3", "port7", "por*", "c*", "x*", "é", "kari", "\"night crews\"", "quay", "!", "+crews"])
            {
                string[] words = [.. word.Split('"', StringSplitOptions.RemoveEmptyEntries).SelectMany(Words.Of)];
                bool In(string text) => words.Length > 0 && string.Join(' ', Words.Of(text)) is var said && (word.EndsWith('*') ? $" {said}".Contains(" " + words[0], StringComparison.Ordinal) : $" {said} ".Contains($" {string.Join(' ', words)} ", StringComparison.Ordinal));
                store.Reports(new LedgerQuery { About = word }).Select(report => report.Report.Id).ShouldBe(many[..count].Where(reading => In(reading.Report.Text)).Select(reading => reading.Report.Id).Reverse(), $"{word} in {count}");
                store.Statements(new() { About = word, Limit = 100 }).Select(found => found.Report.Report.Id).ShouldBe(many[..count].Where(reading => In(reading.Report.Text.Split(" said ")[1].Split('.')[0])).Select(reading => reading.Report.Id).Reverse(), $"told {word} in {count}");
                store.Statements(new() { About = word, By = "Line 1", Limit = 100 }).Select(found => found.Report.Report.Id)
                    .ShouldBe(many[..count].Where((reading, i) => i % 3 == 1 && In(reading.Report.Text.Split(" said ")[1].Split('.')[0])).Select(reading => reading.Report.Id).Reverse(), $"told {word} by Line 1 in {count}");
            }
        }

        static Reading Made(int i) => new Told($"m{i:00}", "2031-03-01", $"At quay {i}\nThe Line {i % 3} said x night crews a 夜 n{i} é port{i % 9}. Kari slept.")
            .Party("p1", $"Line {i % 3}", PartyKind.Firm).Party("p2", $"The Line {i % 3}", PartyKind.Firm)
            .Says("s1", $"The Line {i % 3}", "said", $"x night crews a 夜 n{i} é port{i % 9}", Act.Assert, party: i % 2 == 0 ? "p1" : "p2").Reading();
    }

    [Fact]
    public void Two_wordings_of_a_name_in_one_report_are_one_name()
    {
        using ILedgerStore store = scratch.Create();
        store.Append(FerryLedger.Drafts(new Told("a", "2031-03-01", "Ferries\nThe Nordhavn Lines said yes. Nordhavn Lines said no.").Party("p1", "The Nordhavn Lines", PartyKind.Firm).Party("p2", "Nordhavn Lines", PartyKind.Firm)
            .Says("s1", "The Nordhavn Lines", "said", "yes", Act.Accept, party: "p1").Says("s2", "Nordhavn Lines#2", "said#2", "no", Act.Reject, party: "p2").Reading()));
        store.Verify().ShouldBeEmpty();
        store.Statements(new() { By = "nordhavn lines" }).Count().ShouldBe(2);
    }

    [Fact]
    public void A_word_too_long_for_any_index_harms_nothing()
    {
        string text = new string('a', 3000) + " and " + new string('b', 501) + " crews.";
        using ILedgerStore store = scratch.Create();
        store.Append([new("ann", new ReportAdded(new RawReport("long", "long", text), Encoding.UTF8.GetBytes(text)))]);
        store.Verify().ShouldBeEmpty();
        store.Reports(new LedgerQuery { About = new string('a', 3000) + " crews" }).ShouldHaveSingleItem();
        store.Reports(new LedgerQuery { About = new string('c', 3000) }).ShouldBeEmpty();
    }

    /// <summary>A ledger that an earlier version of the program made.</summary>
    [Theory]
    [InlineData(1, "a796fdf0b4bdf7a79d015410d5fb7044648058d105841a5cab541acca9b3ad07")]
    [InlineData(2, "2656a0abea76ba7d3a99171338bd62936ee58357a6fc585f081a043e087a4eaf")]
    [InlineData(3, "e4de083892c0c608615654ade503de2893637cdaad0d761381ee689efb53beee")]
    [InlineData(4, "ca680940dcedf0fe1f8c17c8fff7955cbd0894ba68273e83759b2531276b3969")]
    public void A_ledger_of_each_schema_version_opens(int version, string head)
    {
        scratch.Restore(version);
        if (version < Database.Version) Should.Throw<LedgerException>(() => scratch.Open(readOnly: true)).Message.ShouldContain($"of an older version ({version})");
        using ILedgerStore store = scratch.Open();
        store.Head.Hash.ShouldBe(head);
        store.Verify().ShouldBeEmpty();
        store.Statements(new() { By = "Nordhavn", Status = ReviewStatus.Accepted }).ShouldHaveSingleItem();
        store.Statements(new() { About = "accept night" }).ShouldNotBeEmpty();
        store.Append(FerryLedger.Drafts(new Told("another.txt", "2031-03-20", "Ferries\nNight crews it is.").Reading())).ShouldAllBe(entry => entry != null);
        store.Verify().ShouldBeEmpty();
    }

    /// <summary>A ledger is verified as it is at one moment, whatever is added meanwhile.</summary>
    [Fact]
    public async Task A_ledger_that_is_added_to_meanwhile_is_sound()
    {
        scratch.Create().Dispose();
        Task adding = Task.Run(() =>
        {
            using ILedgerStore writer = scratch.Open();
            for (int i = 0; i < 40; i++) writer.Append(FerryLedger.Drafts(FerryLedger.First($"{i}.txt", $"reader {i}")));
        });
        try
        {
            using ILedgerStore store = scratch.Open();
            do store.Verify().ToList().ShouldBeEmpty();
            while (!adding.IsCompleted);
        }
        finally
        {
            await adding;
        }
    }

    [Fact]
    public void An_older_ledger_that_cannot_be_brought_up_to_date_stays_as_it_was()
    {
        scratch.Restore(1);
        scratch.Unguarded("UPDATE entry SET body = CAST('{' AS " + (this is PostgresLedgerTests ? "bytea" : "BLOB") + ") WHERE number = 1");
        for (int time = 0; time < 2; time++) Should.Throw<LedgerException>(() => scratch.Open()).Message.ShouldContain("entry 1: cannot be read");
        Should.Throw<LedgerException>(() => scratch.Open(readOnly: true)).Message.ShouldContain("of an older version (1)");
    }
}
