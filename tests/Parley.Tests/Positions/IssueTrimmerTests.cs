using Parley.Language;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class IssueTrimmerTests
{
    private static readonly Document Text = TaggedText.Of("The_DT crew_NN demands_VBZ_demand double_JJ pay_NN on_IN Sundays_NNS , a_DT clerk_NN wrote_VBD_write .");

    private static Statement Demand(string content) => new(
        "s1", new([Text.Span("The crew")], null, "p1"), new([Text.Span("demands")]), new([Text.Span(content)]), Act.Demand, [], 1);

    private static IReadOnlyList<Issue> Trim(Statement statement, IReadOnlyList<Proposal> proposals, params Issue[] issues) =>
        IssueTrimmer.Trim(new(), new PhraseTree(Text), new PartyMap(Text, [], []), [statement], [StatementFrame.Of(Text, statement, new PartyMap(Text, [], []))], proposals, issues);

    [Fact]
    public void What_a_side_demands_becomes_an_issue()
    {
        var issue = Trim(Demand("double pay on Sundays"), []).ShouldHaveSingleItem();
        (issue.Id, issue.Label).ShouldBe(("i1", "double pay on Sundays"));
    }

    [Fact]
    public void A_mention_that_runs_beyond_the_content_is_cut_to_it_and_keeps_its_id()
    {
        var issue = Trim(Demand("double pay on Sundays"), [], new Issue("i7", "crew demands double pay", [Text.Span("crew demands double pay")], 0.6)).ShouldHaveSingleItem();
        (issue.Id, issue.Label, issue.Confidence).ShouldBe(("i7", "double pay on Sundays", 0.6));
    }

    [Fact]
    public void What_a_proposal_names_already_and_what_is_merely_said_make_no_issue()
    {
        Trim(Demand("double pay on Sundays"), [new Proposal("t1", "double pay", [], null, null, [Text.Span("double pay on Sundays")], 0.9)]).ShouldBeEmpty();
        Trim(Demand("double pay on Sundays") with { Act = Act.Assert, Cue = new([Text.Span("wrote")]) }, []).ShouldBeEmpty();
    }
}
