using Parley.Ledger;
using Parley.Positions;
using Parley.Talks;
using Shouldly;
using Xunit;

namespace Parley.Tests.Talks;

public class TalksFileTests
{
    [Fact]
    public void A_file_says_who_is_who_and_what_is_none()
    {
        IReadOnlyList<Decision> decisions = TalksFile.Read(
            """
            parties:
              - name: Seafarers' Union
                aliases: [crews, "the union"]
                apart-from: [Dockers' Union]
                note: they said so
              - name: Nordhavn Lines
                found-as: Nordhavn
            speakers:
              - name: Tomas Rek
                party: Seafarers' Union
                office: secretary
            issues:
              - label: night sailings
                aliases: [night sailings at double pay]
            leave-out:
              parties: [front]
            """,
            "talks.yaml");
        decisions.Select(decision => decision.GetType().Name).ShouldBe(["Merge", "Split", "Rename", "Affiliate", "Merge", "LeaveOut"]);
        var merge = (Merge)decisions[0];
        (merge.Kind, merge.Name, merge.Note).ShouldBe((ThingKind.Party, "Seafarers' Union", "they said so"));
        merge.Others.ShouldBe(["crews", "the union"]);
        ((Rename)decisions[2]).ShouldBe(new Rename(ThingKind.Party, "Nordhavn", "Nordhavn Lines"));
        TalksFile.Read("", "talks.yaml").ShouldBeEmpty();
        TalksFile.Read("# nothing yet\n", "talks.yaml").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("parties:\n  - nam: x\n", "talks.yaml:2:5: a party has no field 'nam'; it has name, aliases, apart-from, found-as, note")]
    [InlineData("parties:\n  - aliases: [x]\n", "talks.yaml:2:5: a party has no 'name'")]
    [InlineData("parties: x\n", "talks.yaml:1:10: 'parties' is a list; write [a, b] or a line with '- ' for each")]
    [InlineData("sides: []\n", "talks.yaml:1:1: a talks.yaml has no field 'sides'; it has parties, speakers, proposals, issues, leave-out")]
    [InlineData("parties:\n  - name: A\n    aliases: [B]\n  - name: B\n", "talks.yaml:4:11: 'B' is 'A' already, in line 3")]
    [InlineData("parties:\n  - name: A\nleave-out:\n  parties: [A]\n", "talks.yaml:4:13: 'A' is left out here and named in line 2; keep one of the two")]
    [InlineData("issues:\n  - label: ''\n", "talks.yaml:2:12: 'label' is a text and not empty")]
    [InlineData("parties: [\n", "talks.yaml:2:1: not YAML")]
    public void What_is_wrong_is_said_with_its_line(string yaml, string message) =>
        Should.Throw<InvalidDataException>(() => TalksFile.Read(yaml, "talks.yaml")).Message.ShouldStartWith(message);

    [Fact]
    public void Depth_is_refused() => Should.Throw<InvalidDataException>(() => TalksFile.Read(new string('[', 5000), "talks.yaml")).Message.ShouldContain("nested too deep");

    [Fact]
    public void The_draft_of_what_was_found_changes_nothing()
    {
        Negotiation found = NegotiationBuilder.Build(FerryTalks.All);
        string draft = TalksFile.Write(found);
        draft.ShouldContain("  - name: Seafarers’ Union\n");
        Negotiation again = NegotiationBuilder.Build(FerryTalks.All, decisions: TalksFile.Read(draft, "draft"));
        again.Parties.Select(party => (party.Id, party.Name)).ShouldBe(found.Parties.Select(party => (party.Id, party.Name)));
        again.Proposals.Select(proposal => (proposal.Id, proposal.Label)).ShouldBe(found.Proposals.Select(proposal => (proposal.Id, proposal.Label)));
        again.Issues.Select(issue => (issue.Id, issue.Label)).ShouldBe(found.Issues.Select(issue => (issue.Id, issue.Label)));
        again.Positions.Select(history => (history.Holder, history.Target, history.Now?.Stance)).ShouldBe(found.Positions.Select(history => (history.Holder, history.Target, history.Now?.Stance)));
    }

    [Fact]
    public void Two_names_that_people_take_for_one_are_one_also_within_a_report()
    {
        Negotiation talks = Build("parties:\n  - name: The yard\n    aliases: [Nordhavn Lines, Labour Board]\n");
        talks.Parties.Select(party => party.Name).ShouldBe(["Seafarers’ Union", "The yard"], ignoreOrder: true);
        talks.Positions.ShouldContain(history => history.Holder == talks.Parties.Single(party => party.Name == "The yard").Id);
    }

    [Fact]
    public void What_people_keep_apart_is_never_made_one()
    {
        Negotiation before = Build("");
        before.Parties.Select(party => party.Name).ShouldNotContain("Nordhavn");
        Negotiation after = Build("parties:\n  - name: Nordhavn Lines\n    apart-from: [Nordhavn]\n");
        after.Parties.Select(party => party.Name).ShouldContain("Nordhavn");
        after.Parties.Count.ShouldBe(before.Parties.Count + 1);
    }

    [Fact]
    public void What_is_none_is_gone_with_its_positions()
    {
        Negotiation talks = Build("leave-out:\n  issues: [night sailings, night sailings at double pay]\n  parties: [Labour Board]\n");
        talks.Issues.Select(issue => issue.Label).ShouldBe(["split shifts"]);
        talks.Parties.ShouldNotContain(party => party.Name == "Labour Board");
        talks.Positions.ShouldAllBe(history => talks.Parties.Any(party => party.Id == history.Holder));
    }

    [Fact]
    public void A_thing_is_called_as_people_call_it()
    {
        Negotiation talks = Build("parties:\n  - name: Crews\n    found-as: Seafarers’ Union\nproposals:\n  - label: the winter roster\n    found-as: 12-point roster plan\n");
        talks.Parties.Select(party => party.Name).ShouldContain("Crews");
        talks.Proposals.Select(proposal => proposal.Label).ShouldContain("the winter roster");
    }

    [Fact]
    public void Who_speaks_for_whom_is_as_people_say()
    {
        Negotiation talks = Build("speakers:\n  - name: Ida Vest\n    party: Labour Board\n    office: lawyer of the board\n");
        TalksActor vest = talks.Actors.Single(actor => actor.Name == "Ida Vest");
        talks.Parties.Single(party => party.Id == vest.Party).Name.ShouldBe("Labour Board");
        vest.Offices.ShouldBe(["lawyer of the board"]);
        // What she says of Nordhavn Lines is no longer its own word.
        string line = talks.Parties.Single(party => party.Name == "Nordhavn Lines").Id;
        talks.Positions.Where(history => history.Holder == line).SelectMany(history => history.Entries).Where(entry => entry.Quotation.Speaker == "Ida Vest").ShouldAllBe(entry => entry.Voice == Voice.Claimed);
    }

    [Fact]
    public void The_order_of_reports_does_not_matter_for_decisions_either()
    {
        IReadOnlyList<Decision> decisions = TalksFile.Read("parties:\n  - name: The yard\n    aliases: [Nordhavn Lines]\n    apart-from: [Nordhavn]\n", "t");
        Negotiation forth = NegotiationBuilder.Build(FerryTalks.All, decisions: decisions), back = NegotiationBuilder.Build(FerryTalks.All.Reverse(), decisions: decisions);
        back.Parties.Select(party => (party.Id, party.Name)).ShouldBe(forth.Parties.Select(party => (party.Id, party.Name)));
        back.Positions.Count.ShouldBe(forth.Positions.Count);
    }

    private static Negotiation Build(string yaml) => NegotiationBuilder.Build(FerryTalks.All, decisions: TalksFile.Read(yaml, "talks.yaml"));
}
