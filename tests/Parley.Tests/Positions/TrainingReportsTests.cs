using System.Text.Json;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class TrainingReportsTests
{
    [Fact]
    public void An_item_is_joined_as_the_other_training_reports_are()
    {
        TrainingReports.TextOf("YARD SETTLES ", "OSLO, March 2 - ", "The yard said it would\npay.\n    The crew  agreed.\n REUTER\n").ShouldBe(
            "YARD SETTLES\n\nOSLO, March 2 - The yard said it would pay.\n\nThe crew agreed. REUTER\n");
        TrainingReports.TextOf(null, null, "One line.\n    REUTER\n").ShouldBe("One line.\n");
    }

    [Fact]
    public void Every_report_in_our_own_words_resolves_and_its_positions_are_of_its_parties_on_its_targets()
    {
        var reports = GoldReport.LoadFolder(Path.Combine(TrainingReports.OwnFolder, "written"));
        reports.Count.ShouldBeGreaterThan(30);
        foreach (var report in reports)
        {
            var parties = report.Parties.Select(p => p.Id).ToHashSet();
            var targets = report.Proposals.Select(p => p.Id).Concat(report.Issues.Select(i => i.Id)).ToHashSet();
            report.Statements.Count.ShouldBeGreaterThan(5, report.Name);
            foreach (var position in report.Statements.SelectMany(s => s.Positions))
            {
                parties.ShouldContain(position.Holder, report.Name);
                targets.ShouldContain(position.Target, report.Name);
            }
        }
    }

    [Fact]
    public void Annotations_of_items_hold_offsets_and_no_text()
    {
        var ids = new HashSet<string>();
        foreach (string line in File.ReadLines(Path.Combine(TrainingReports.OwnFolder, "reuters.jsonl")))
        {
            using var item = JsonDocument.Parse(line);
            ids.Add(item.RootElement.GetProperty("id").GetString()!).ShouldBeTrue();
            item.RootElement.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
            foreach (var statement in item.RootElement.GetProperty("annotation").GetProperty("statements").EnumerateArray())
                foreach (var span in statement.GetProperty("content").EnumerateArray())
                    span[0].GetInt32().ShouldBeLessThan(span[1].GetInt32());
        }

        ids.Count.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void A_span_may_be_given_by_its_offsets()
    {
        var report = GoldReport.Parse("a", "The crew said no.", """{"parties":[],"statements":[{"id":"S1","source":[0,8],"cue":[9,13],"content":[[14,16]],"act":"reject"}],"events":[{"span":[4,8],"kind":"vote"}]}""");
        report.Statements[0].Source.ShouldBe(new TextSpan(0, 8));
        report.Events[0].Span.ShouldBe(new TextSpan(4, 8));
        Should.Throw<InvalidDataException>(() => GoldReport.Parse("a", "short", """{"furniture":[[2,9]]}""")).Message.ShouldContain("a:");
    }
}
