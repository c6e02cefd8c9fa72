using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class DeadlineFinderTests
{
    [Fact]
    public void A_named_deadline_is_set() =>
        Found("The/the/DT/2/det guild/guild/NN/3/nsubj set/set/VBD/0/root a/a/DT/6/det strike/strike/NN/6/compound deadline/deadline/NN/3/obj of/of/IN/8/case 4/4/CD/6/nmod May/May/NNP/8/flat")
            .ShouldBe([("a strike deadline of 4 May", DeadlineStatus.Set, "2025-05-04")]);

    [Fact]
    public void An_obligation_with_a_date_after_by_is_a_deadline() =>
        Found("The/the/DT/2/det port/port/NN/4/nsubj must/must/MD/4/aux answer/answer/VB/0/root by/by/IN/6/case Friday/Friday/NNP/4/obl")
            .ShouldBe([("answer by Friday", DeadlineStatus.Set, "2025-03-14")]);

    [Fact]
    public void A_date_after_by_without_obligation_is_none() =>
        Found("The/the/DT/2/det ship/ship/NN/4/nsubj will/will/MD/4/aux arrive/arrive/VB/0/root by/by/IN/6/case Friday/Friday/NNP/4/obl").ShouldBeEmpty();

    [Fact]
    public void An_extended_deadline_has_moved() =>
        Found("They/they/PRP/2/nsubj extended/extend/VBD/0/root the/the/DT/4/det deadline/deadline/NN/2/obj").ShouldBe([("the deadline", DeadlineStatus.Moved, null)]);

    [Fact]
    public void A_missed_deadline_has_passed() =>
        Found("They/they/PRP/2/nsubj missed/miss/VBD/0/root the/the/DT/4/det deadline/deadline/NN/2/obj").ShouldBe([("the deadline", DeadlineStatus.Passed, null)]);

    [Fact]
    public void What_expires_on_a_date_is_a_deadline() =>
        Found("The/the/DT/2/det lease/lease/NN/3/nsubj expires/expire/VBZ/0/root in/in/IN/5/case June/June/NNP/3/obl").ShouldBe([("The lease expires in June", DeadlineStatus.Set, "2025-06")]);

    private static List<(string, DeadlineStatus, string?)> Found(string sentence)
    {
        // 12 March 2025 is a Wednesday.
        var document = TreeText.Document("2025-03-12", [sentence]);
        return [.. DeadlineFinder.Find(TreeText.Index(document)).Select(d => (d.Spans[0].Of(document.Text).ToString(), d.Status, d.Date))];
    }
}
