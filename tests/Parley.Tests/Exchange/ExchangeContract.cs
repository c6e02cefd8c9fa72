using System.Text;
using System.Text.Json.Nodes;
using Parley.Exchange;
using Parley.Ledger;
using Parley.Positions;
using Parley.Tests.Cli;
using Parley.Tests.Ledger;
using Parley.Tests.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Exchange;

/// <summary>What a ledger exports, another ledger imports, whichever store they are in: nothing is lost, and everything is counted.</summary>
public abstract class ExchangeContract(Func<ScratchLedger> store) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, ScratchLedger> ledgers = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (ScratchLedger ledger in ledgers.Values) ledger.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Tables_make_a_ledger_that_is_equal_to_the_hash_of_its_last_entry(string format)
    {
        LedgerHead head = Filled("a.db");
        Export("a.db", format, "tables").ShouldContain("7 entries");
        Create("b.db");
        Import("b.db", "tables").ShouldContain("2 reports, 2 readings");
        using (ILedgerStore store = Open("b.db"))
        {
            store.Head.ShouldBe(head);
            store.Verify().ShouldBeEmpty();
        }

        Export("b.db", format, "again");
        foreach (string file in Directory.GetFiles(folder["tables"])) File.ReadAllText(folder["again/" + Path.GetFileName(file)]).ShouldBe(File.ReadAllText(file), file);
        Directory.GetFiles(folder["tables"]).Length.ShouldBe(13);
        Import("b.db", "tables").ShouldContain("7 there already");
    }

    [Fact]
    public void Tables_taken_in_again_bring_nothing_back_that_was_retracted()
    {
        Filled("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append([new("ann", new Retracted(2, "read badly")), new("ann", new Retracted(3, "a hoax"))]);
        Export("a.db", "jsonl", "tables");
        Create("b.db");
        Import("b.db", "tables").ShouldContain("3 retractions");
        Import("b.db", "tables").ShouldContain(": 9 there already\n");
        using ILedgerStore again = Open("b.db"), first = Open("a.db");
        again.Head.ShouldBe(first.Head);
    }

    [Fact]
    public void A_retraction_finds_the_reading_it_is_about_beside_another_one()
    {
        Reading first = FerryLedger.First(), newer = first with { Reader = new("9.9", "other") };
        var report = (ReportAdded)FerryLedger.Drafts(first)[0].Content;
        Create("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append([.. FerryLedger.Drafts(first), new("ann", new Retracted(2, "read badly"))]);
        Create("b.db");
        using (ILedgerStore store = Open("b.db")) store.Append([.. FerryLedger.Drafts(first), new("bob", new ReadingAdded(report.Identity, newer))]);
        Export("a.db", "csv", "tables");
        Import("b.db", "tables").ShouldContain("2 there already, 1 retractions");
        using ILedgerStore there = Open("b.db");
        there.Reports().Single().Read!.Reading.Reader.ShouldBe(newer.Reader);
    }

    [Fact]
    public void A_table_that_was_changed_by_hand_is_no_record()
    {
        Filled("a.db");
        Export("a.db", "csv", "tables");
        string path = folder["tables/entries.csv"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("Ferry union tables plan\nThe", "Ferry union drops plan\nThe", StringComparison.Ordinal));
        Create("b.db");
        var run = CliRun.Of("ledger", "import", folder["tables"], "--ledger", Place("b.db"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("its text was changed");
    }

    [Fact]
    public void A_formula_in_a_report_is_no_formula_in_a_table()
    {
        Create("a.db");
        Reading told = new Told("=report", "2031-03-01", "=HYPERLINK(\"x\") talks\nThe union said it wanted =1+1.").Party("p1", "=SUM(A1)").Says("s1", "The union", "said", "=1+1", Act.Assert, party: "p1").Reading();
        using (ILedgerStore store = Open("a.db")) store.Append(FerryLedger.Drafts(told));
        Export("a.db", "csv", "tables");
        File.ReadAllText(folder["tables/parties.csv"]).ShouldContain("'=SUM(A1)");
        foreach (string file in Directory.GetFiles(folder["tables"]))
            foreach (var (_, cells) in RawCells(file)) cells.ShouldAllBe(cell => cell.Length == 0 || !"=+-@".Contains(cell[0]), file);
        Create("b.db");
        Import("b.db", "tables");
        using ILedgerStore again = Open("b.db");
        again.Reports().Single().Decided!.Reading.Parties[0].Name.ShouldBe("=SUM(A1)");
    }

    [Fact]
    public void Web_annotations_quote_and_place_statements_and_come_back_as_they_were()
    {
        Filled("a.db", emoji: true);
        Export("a.db", "webannotation", "a.jsonld").ShouldContain("2 reports, 3 annotations");
        JsonNode page = JsonNode.Parse(File.ReadAllText(folder["a.jsonld"]))!;
        page["@context"]![0]!.GetValue<string>().ShouldBe("http://www.w3.org/ns/anno.jsonld");
        JsonNode target = page["items"]!.AsArray().SelectMany(item => item!["target"]!.AsArray()).First(part => part!["selector"]![0]!["exact"]!.GetValue<string>() == "Nordhavn")!;
        string text = page["parley:reports"]![1]!["parley:text"]!.GetValue<string>();
        int start = target["selector"]![1]!["start"]!.GetValue<int>();
        // The text has an emoji in front, which is one code point and two code units.
        string.Concat(text.EnumerateRunes().Skip(start).Take(8).Select(rune => rune.ToString())).ShouldBe("Nordhavn");
        text.Substring(start, 8).ShouldNotBe("Nordhavn");
        Create("b.db");
        Import("b.db", "a.jsonld");
        Decided("b.db").ShouldBe(Decided("a.db"));
        Export("b.db", "webannotation", "b.jsonld");
        File.ReadAllText(folder["b.jsonld"]).ShouldBe(File.ReadAllText(folder["a.jsonld"]));
    }

    [Fact]
    public void An_annotation_whose_words_are_gone_is_told_and_one_that_moved_is_found()
    {
        Filled("a.db");
        Export("a.db", "webannotation", "a.jsonld");
        JsonNode page = JsonNode.Parse(File.ReadAllText(folder["a.jsonld"]))!;
        JsonNode first = page["items"]![0]!["target"]![0]!, second = page["items"]![0]!["target"]![1]!;
        first["selector"]![1]!["start"] = 0;
        second["selector"]![0]!["exact"] = "whispered";
        File.WriteAllText(folder["a.jsonld"], page.ToJsonString());
        Create("b.db");
        var run = CliRun.Of("ledger", "import", folder["a.jsonld"], "--ledger", Place("b.db"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("its words are not in the text of the report");
        using ILedgerStore store = Open("b.db");
        Reading reading = store.Reports().First().Decided!.Reading;
        reading.Statements[0].Source.Spans.Single().Of(reading.Report.Text).ToString().ShouldBe("The Seafarers' Union");
        reading.Statements[0].Cue.Spans.ShouldBeEmpty();
    }

    [Fact]
    public void A_graph_of_the_ledger_comes_back_as_it_was()
    {
        Filled("a.db");
        Export("a.db", "graphml", "a.graphml").ShouldContain("2 reports");
        Create("b.db");
        Import("b.db", "a.graphml");
        using (ILedgerStore a = Open("a.db"), b = Open("b.db"))
            b.Reports().Select(report => Encoding.UTF8.GetString(report.Read!.Json.Span)).ShouldBe(a.Reports().Select(report => Encoding.UTF8.GetString(report.Read!.Json.Span)));
        Decided("b.db").ShouldBe(Decided("a.db"));
        Import("b.db", "a.graphml").ShouldContain(": 5 there already\n");
        File.WriteAllText(folder["evil.graphml"], "<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><graphml>&x;</graphml>");
        CliRun.Of("ledger", "import", folder["evil.graphml"], "--ledger", Place("b.db")).Error.ShouldContain("is not valid XML");
    }

    [Theory]
    [InlineData("webannotation")]
    [InlineData("plover")]
    [InlineData("graphml")]
    [InlineData("dna")]
    public void Decisions_that_a_form_has_no_place_for_are_told(string format)
    {
        Filled("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append([FerryLedger.Decide(new LeaveOut(ThingKind.Party, "Nordhavn Lines"))]);
        var run = CliRun.Of("ledger", "export", folder["a.out"], "--format", format, "--ledger", Place("a.db"));
        run.Code.ShouldBe(0);
        run.Error.ShouldBe("");
        run.Out.Split('\n').ShouldContain(line => line.StartsWith("left out: ", StringComparison.Ordinal) && line.EndsWith("1 decision on parties, actors, proposals or issues as such; csv and jsonl have all", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("webannotation", "left out: 1 rejected statement, 1 status of a statement, 1 decision on a statement, 1 older version of a report, 1 retracted report, 3 readings that count no longer; csv and jsonl have all\n")]
    [InlineData("graphml", "no nodes, only in the records of the reports: 1 rejected statement, 1 condition\nleft out: 1 older version of a report, 1 retracted report, 3 readings that count no longer; csv and jsonl have all\n")]
    [InlineData("plover", "left out: 1 rejected statement, 1 status of a statement, 1 decision on a statement, 2 reports without an event, 4 statements, 3 positions, 3 parties, 1 actor, 1 proposal, 2 issues, 1 older version of a report, 1 retracted report, 3 readings that count no longer; csv and jsonl have all\n")]
    [InlineData("dna", "left out: 1 rejected statement, 1 status of a statement, 1 decision on a statement, 4 confidences, 1 actor who says nothing, 1 office of an actor, 1 condition, 1 other name of a party, 1 older version of a report, 1 retracted report, 3 readings that count no longer; csv and jsonl have all\nwritten as concepts, as issues are: 1 proposal\n")]
    [InlineData("csv", "")]
    [InlineData("jsonl", "")]
    public void What_counts_no_longer_and_what_people_decided_is_said_where_a_form_leaves_it_out(string format, string notes)
    {
        Filled("a.db");
        using (ILedgerStore store = Open("a.db"))
        {
            Reading second = FerryLedger.Second(), changed = second with { Report = second.Report with { Text = second.Report.Text + "\nMore tomorrow." } };
            store.Append(FerryLedger.Drafts(changed));
            store.Append(FerryLedger.Drafts(FerryLedger.First("hoax.txt") with { Report = FerryLedger.First("hoax.txt").Report with { Text = FerryLedger.First().Report.Text + " Not so." } }));
            store.Append([new("ann", new Retracted(store.Head.Number - 1, "a hoax"))]);
            store.Append([new("bob", new ReadingAdded(FerryLedger.Report(changed).Identity, changed with { Reader = new("9.9", "other") }))]);
            store.Count().ShouldSatisfyAllConditions(all => all.Superseded.ShouldBe(1), all => all.Retracted.ShouldBe(1), all => all.Readings.ShouldBe(5));
        }

        string told = Export("a.db", format, "a.out");
        told[(told.IndexOf('\n', StringComparison.Ordinal) + 1)..].ShouldBe(notes);
    }

    [Theory]
    [InlineData("webannotation")]
    [InlineData("graphml", "deadlines", "contradictions", "provisions", "conditions")]
    [InlineData("plover", "statements", "positions", "parties", "actors", "proposals", "issues", "deadlines", "contradictions", "provisions", "reports without an event")]
    [InlineData("dna", "events", "deadlines", "contradictions", "provisions", "conditions", "confidences", "proposals", "proposals without a position", "issues without a position", "parties that say and hold nothing", "actors who say nothing", "other names of parties", "offices of actors")]
    public void What_a_form_has_no_place_for_is_counted(string format, params string[] kinds)
    {
        Create("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append(FerryLedger.Drafts([.. FerryTalks.All]));
        List<Position> positions = [.. FerryTalks.All.SelectMany(reading => reading.Statements).SelectMany(statement => statement.Positions)];
        bool Targeted(Reading reading, string id) => reading.Statements.Any(statement => statement.Positions.Any(position => position.Target == id));
        bool Speaks(Reading reading, string id) => reading.Statements.Any(statement => statement.Source.Party == id || statement.Source.Actor == id || statement.Positions.Any(position => position.Holder == id));
        int Of(string kind) => kind switch
        {
            "conditions" => positions.Count(position => position.Condition is not null),
            "confidences" => positions.Count(position => position.Confidence < 1) + FerryTalks.All.SelectMany(reading => reading.Statements).Count(statement => statement.Positions.Count == 0 && statement.Confidence < 1),
            "positions" => positions.Count,
            "parties that say and hold nothing" => FerryTalks.All.Sum(reading => reading.Parties.Count(party => !Speaks(reading, party.Id))),
            "actors who say nothing" => FerryTalks.All.Sum(reading => reading.Actors.Count(actor => !Speaks(reading, actor.Id))),
            "reports without an event" => FerryTalks.All.Count(reading => reading.Events.Count == 0),
            "issues without a position" => FerryTalks.All.Sum(reading => reading.Issues.Count(issue => !Targeted(reading, issue.Id))),
            "proposals without a position" => FerryTalks.All.Sum(reading => reading.Proposals.Count(proposal => !Targeted(reading, proposal.Id))),
            "proposals" when format == "dna" => FerryTalks.All.Sum(reading => reading.Proposals.Count(proposal => Targeted(reading, proposal.Id))),
            _ => FerryTalks.All.Sum(reading => kind switch
            {
                "statements" => reading.Statements.Count,
                "parties" => reading.Parties.Count,
                "actors" => reading.Actors.Count,
                "other names of parties" => reading.Parties.Sum(party => party.Aliases.Count),
                "offices of actors" => reading.Actors.Count(actor => actor.Office is not null),
                "proposals" => reading.Proposals.Count,
                "issues" => reading.Issues.Count,
                "events" => reading.Events.Count,
                "deadlines" => reading.Deadlines.Count,
                "contradictions" => reading.Contradictions.Count,
                _ => reading.Provisions.Count,
            }),
        };
        IEnumerable<string> expected = kinds.Select(kind => (Number: Of(kind), Kind: kind)).Where(pair => pair.Number > 0)
            .Select(pair => $"{pair.Number} {(pair.Number > 1 ? pair.Kind : pair.Kind.Contains(" w", StringComparison.Ordinal) ? pair.Kind.Replace("s w", " w", StringComparison.Ordinal) : pair.Kind[..^1])}");
        IEnumerable<string> told = Export("a.db", format, "a.out").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).SelectMany(line => line.Split(": ")[1].Split(';')[0].Split(", "));
        told.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void A_table_of_events_says_the_reports_that_it_has_rows_of()
    {
        Filled("a.db");
        Export("a.db", "plover", "none.csv").ShouldContain("none.csv: 0 reports, 0 events\n");
        Create("b.db");
        using (ILedgerStore store = Open("b.db")) store.Append(FerryLedger.Drafts([.. FerryTalks.All]));
        int withEvents = FerryTalks.All.Count(reading => reading.Events.Count > 0);
        Export("b.db", "plover", "some.csv").ShouldContain($"some.csv: {withEvents} reports, 6 events\n");
    }

    [Fact]
    public void Events_come_back_to_their_reports_and_elsewhere_as_stand_ins()
    {
        Create("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append(FerryLedger.Drafts([.. FerryTalks.All.Where(reading => reading.Events.Count > 0)]));
        Export("a.db", "plover", "events.csv").ShouldContain("6 events");
        string table = File.ReadAllText(folder["events.csv"]);
        table.ShouldStartWith("event_id,event_type,quad_class,");
        table.ShouldContain(",CONSULT,1,talks,2031-03-03,");
        string before = Decided("a.db");
        Import("a.db", "events.csv").ShouldContain("there already");
        Decided("a.db").ShouldBe(before);
        Create("b.db");
        Import("b.db", "events.csv");
        using (ILedgerStore store = Open("b.db"))
        {
            List<NegotiationEvent> events = [.. store.Reports().SelectMany(report => report.Decided!.Reading.Events)];
            events.Count.ShouldBe(6);
            Reading reading = store.Reports().First().Decided!.Reading;
            reading.Events[0].Spans[0].Of(reading.Report.Text).ToString().ShouldBe("Nordhavn Lines tabled a 12-point roster plan");
            reading.Parties.Select(party => party.Name).ShouldContain("Nordhavn Lines");
        }
    }

    [Fact]
    public void A_database_of_DNA_comes_in_and_goes_out_equal()
    {
        DnaDatabase database = HarbourCodes.Database();
        DnaFile.Write(database, folder["codes.dna"]);
        Create("a.db");
        Import("a.db", "codes.dna").ShouldContain("3 documents, 11 statements");
        using (ILedgerStore store = Open("a.db"))
        {
            store.Count().Statements.ShouldBe(11);
            Reading first = store.Reports().First().Decided!.Reading;
            first.Report.Byline.ShouldBe("Aas");
            first.Parties.Select(party => party.Name).ShouldBe([HarbourCodes.Board, HarbourCodes.Union]);
            first.Statements[0].Positions.Single().Stance.ShouldBe(Stance.For);
            first.Statements[2].Positions.Single().Stance.ShouldBe(Stance.Against);
        }

        Export("a.db", "dna", "again.dna");
        ShouldBeEqual(DnaFile.Read(folder["again.dna"]), database);
        CliRun.Of("talks", "networks", Place("a.db"), "--as-dna", "--min-confidence", "0", "--columns", "issue").Out.ShouldBe(CliRun.Of("talks", "networks", folder["codes.dna"], "--as-dna").Out);
    }

    [Fact]
    public void Readings_become_a_database_of_DNA_and_two_databases_one()
    {
        Create("a.db");
        using (ILedgerStore store = Open("a.db")) store.Append(FerryLedger.Drafts([.. FerryTalks.All]));
        string told = Export("a.db", "dna", "ferry.dna");
        told.ShouldContain("5 documents");
        told.ShouldContain("1 documents without a date");
        DnaDatabase ferry = DnaFile.Read(folder["ferry.dna"]);
        ferry.Rows("STATEMENTTYPES").Select(row => row[1]).ShouldBe(["Position", "Statement"]);
        ferry.Rows("CODERS").Single()[DnaDatabase.Column("CODERS", "Password")].ShouldBe(DnaExport.Password("parley"));
        Create("b.db");
        Import("b.db", "ferry.dna");
        Export("b.db", "dna", "ferry2.dna");
        ShouldBeEqual(DnaFile.Read(folder["ferry2.dna"]), ferry);
        DnaFile.Write(HarbourCodes.Database(), folder["codes.dna"]);
        Import("b.db", "codes.dna");
        Export("b.db", "dna", "both.dna");
        DnaDatabase both = DnaFile.Read(folder["both.dna"]);
        both.Rows("DOCUMENTS").Count.ShouldBe(8);
        both.Rows("STATEMENTS").Count.ShouldBe(ferry.Rows("STATEMENTS").Count + 11);
        AgreementOf(both, "Position").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_password_is_stored_as_DNA_checks_it()
    {
        byte[] stored = Convert.FromBase64String(DnaExport.Password("parley"));
        stored.Length.ShouldBe(48);
        DnaExport.Password("parley").ShouldBe(DnaExport.Password("parley"));
        DnaExport.Password("other")[..20].ShouldBe(DnaExport.Password("parley")[..20]);
        DnaExport.Password("other").ShouldNotBe(DnaExport.Password("parley"));
    }

    [Fact]
    public void A_column_that_is_mapped_is_no_other_field_by_its_name()
    {
        folder.Write("codes.csv", "Document,Organisation,Claim,Agrees,Text\nd1,Sierra Club,emissions law,yes,We want the law\nd1,Senate,emissions law,no,There is no need of it\n");
        Create("a.db");
        CliRun.Of("ledger", "import", folder["codes.csv"], "--columns", "party=Organisation,issue=Claim,stance=Agrees,quote=Text", "--ledger", Place("a.db")).Error.ShouldBe("");
        using ILedgerStore store = Open("a.db");
        store.Reports().Single().Decided!.Reading.Statements.Count.ShouldBe(2);
    }

    [Fact]
    public void What_people_coded_is_not_read_again()
    {
        folder.Write("codes.csv", "Organisation,Claim,Agrees,Quote\nSierra Club,emissions law,yes,We want the law\n");
        Create("a.db");
        Import("a.db", "codes.csv", "--columns", "issue=Claim,stance=Agrees");
        CliRun.Of("ledger", "add", "--reread", "--ledger", Place("a.db")).Out.ShouldContain("0 reports added, 0 readings");
    }

    [Fact]
    public void Coded_statements_come_in_by_a_mapping_of_their_columns()
    {
        folder.Write("codes.csv", "Doc,Day,Who,Side,Claim,Agrees,Words,Mood\nd1,2031-03-01,Tomas Rek,Seafarers' Union,night sailings,0,\"We shall not sail, ever\",grim\nd1,2031-03-01,Mara Lind,Nordhavn Lines,night sailings,1,It must be,\nd2,2031-03-02,Mara Lind,Nordhavn Lines,night sailings,maybe,So be it,\n");
        Create("a.db");
        var run = CliRun.Of("ledger", "import", folder["codes.csv"], "--columns", "document=Doc,published=Day,speaker=Who,party=Side,issue=Claim,stance=Agrees,quote=Words", "--ledger", Place("a.db"));
        run.Code.ShouldBe(1);
        run.Error.ShouldBe($"parley: {folder["codes.csv"]}: column 'Mood' is none of the fields and was left out; map it with --columns\nparley: {folder["codes.csv"]}: line 4: 'maybe' is no stance; write for, against or mixed (or 1, 0; 1, 0, -1); the position was left out\n");
        run.Out.ShouldContain("coded statements (2 positions, 3 statements)");
        using ILedgerStore store = Open("a.db");
        Reading reading = store.Reports().First().Decided!.Reading;
        reading.Report.Published.ShouldBe("2031-03-01");
        reading.Statements[0].Content.Spans[0].Of(reading.Report.Text).ToString().ShouldBe("We shall not sail, ever");
        reading.Statements.Select(statement => statement.Positions.Single().Stance).ShouldBe([Stance.Against, Stance.For]);
        reading.Actors.Select(actor => actor.Name).ShouldBe(["Tomas Rek", "Mara Lind"]);
    }

    [Fact]
    public void A_quotation_is_found_in_the_text_of_its_document()
    {
        folder.Write("codes.csv", "title,text,party,issue,stance,quote\nTalks,\"Talks went on. The union refused night work, again.\",Union,night work,against,refused night work\nTalks,,Union,night work,against,never said\n");
        Create("a.db");
        var run = CliRun.Of("ledger", "import", folder["codes.csv"], "--ledger", Place("a.db"));
        run.Error.ShouldContain("line 3: the quotation is not in the text of its document");
        using ILedgerStore store = Open("a.db");
        Reading reading = store.Reports().Single().Decided!.Reading;
        reading.Report.Text.ShouldBe("Talks went on. The union refused night work, again.");
        reading.Statements.Single().Content.Spans[0].ShouldBe(new TextSpan(25, 43));
    }

    [Fact]
    public void A_talks_file_becomes_entries_once()
    {
        Filled("a.db");
        folder.Write("talks.yaml", "parties:\n  - name: Nordhavn Lines\n    aliases: [Nordhavn]\nleave-out:\n  issues: [night crews]\n");
        Import("a.db", "talks.yaml").ShouldContain("2 decisions");
        Import("a.db", "talks.yaml").ShouldContain("2 there already");
        using ILedgerStore store = Open("a.db");
        store.Decisions().Select(made => made.Decision).OfType<LeaveOut>().Single().Name.ShouldBe("night crews");
    }

    [Theory]
    [InlineData("x.txt", "once upon a time", "is of no kind that can be imported")]
    [InlineData("x.json", "{\"a\": 1}", "is JSON of no kind")]
    [InlineData("x.csv", "a,b\n1,2\n", "or --columns")]
    [InlineData("x.graphml", "<graphml/>", "has no node with a report's record")]
    public void What_cannot_be_imported_is_said_in_one_line(string name, string text, string message)
    {
        Create("a.db");
        var run = CliRun.Of("ledger", "import", folder.Write(name, text), "--ledger", Place("a.db"));
        run.Code.ShouldBe(1);
        run.Error.ShouldContain(message);
        run.Error.Count(c => c == '\n').ShouldBe(1);
    }

    private static IEnumerable<(int, List<string>)> RawCells(string path)
    {
        // Cells as a spreadsheet sees them: quotation marks undone, the apostrophe still there.
        int row = 0;
        foreach (var (_, cells) in Csv.Read(new StringReader(File.ReadAllText(path).Replace("'", "’", StringComparison.Ordinal)))) yield return (++row, [.. cells.Select(cell => cell ?? "")]);
    }

    private static IReadOnlyList<string> AgreementOf(DnaDatabase database, string type) =>
        Parley.Talks.Networks.AgreementNetwork.Of(DnaNetworkData.Of(database, type), new("organization", "concept", "agreement")).Single().Rows;

    private static void ShouldBeEqual(DnaDatabase actual, DnaDatabase expected)
    {
        actual.Counts().ShouldBe(expected.Counts());
        foreach (var table in DnaDatabase.Schema)
            for (int row = 0; row < expected.Rows(table.Name).Count; row++)
                actual.Rows(table.Name)[row].ShouldBe(expected.Rows(table.Name)[row], $"{table.Name} {row}");
    }

    /// <summary>A ledger with two reports, a decision on a statement, one on a name, and a decision retracted.</summary>
    private LedgerHead Filled(string name, bool emoji = false)
    {
        Create(name);
        using ILedgerStore store = Open(name);
        Reading first = FerryLedger.First(), second = FerryLedger.Second();
        if (emoji)
            second = new Told("ferry/emoji.txt", "2031-03-08", "Ferry line ⛴🚢 moves 🚢\nNordhavn called the strike needless.").Party("p1", "Nordhavn Lines", PartyKind.Firm, ["Nordhavn"])
                .Says("s1", "Nordhavn", "called", "the strike needless", Act.Criticise, party: "p1").Reading();
        store.Append(FerryLedger.Drafts(first, second));
        store.Append([FerryLedger.Decide(new Judge(FerryLedger.Place(first, "s3"), Right: false))]);
        IReadOnlyList<Entry?> made = store.Append([FerryLedger.Decide(new Rename(ThingKind.Party, "Nordhavn", "Nordhavn Lines"))]);
        store.Append([new("bob", new Retracted(made[0]!.Number, "not so"))]);
        return store.Head;
    }

    private string Decided(string name)
    {
        using ILedgerStore store = Open(name);
        return string.Join('\n', store.Reports().Select(report => Encoding.UTF8.GetString(ReadingJson.ToUtf8(report.Decided!.Reading))));
    }

    private void Create(string name)
    {
        using ILedgerStore store = LedgerFile.Create(Place(name), TimeProvider.System);
    }

    /// <summary>Where a ledger of this test is.</summary>
    private string Place(string name)
    {
        if (!ledgers.TryGetValue(name, out ScratchLedger? ledger)) ledgers[name] = ledger = store();
        return ledger.Where;
    }

    private ILedgerStore Open(string name) => LedgerFile.Open(Place(name), TimeProvider.System);

    private string Export(string ledger, string format, string to)
    {
        var run = CliRun.Of("ledger", "export", folder[to], "--format", format, "--ledger", Place(ledger));
        run.Error.ShouldBe("");
        run.Code.ShouldBe(0);
        return run.Out;
    }

    private string Import(string ledger, string from, params string[] options)
    {
        var run = CliRun.Of(["ledger", "import", folder[from], "--ledger", Place(ledger), .. options]);
        run.Error.ShouldBe("");
        run.Code.ShouldBe(0);
        return run.Out;
    }
}
