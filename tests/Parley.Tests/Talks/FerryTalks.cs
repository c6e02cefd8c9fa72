using Parley.Positions;
using static Parley.Tests.Talks.Told;

namespace Parley.Tests.Talks;

/// <summary>An invented dispute on ferry rosters, told by hand in four reports and a copy: one of everything that a brief has to show.</summary>
internal static class FerryTalks
{
    public static Reading First { get; } = new Told("harbour-post-1.txt", "2031-03-03", """
        Ferry crews weigh 12-point roster plan
        Nordhavn Lines tabled a 12-point roster plan for its ferry crews on Monday. The plan puts night sailings at double pay and introduces split shifts.
        “The union accepts night sailings,” chief executive Mara Lind told reporters. Seafarers’ Union secretary Tomas Rek denied that crews had agreed to night sailings. He called the roster plan “an insult <to> every crew & family”.
        The Labour Board set a deadline of 14 March for an answer. Both sides met in Nordhavn on Monday. The state was said to favour the plan.
        With feelings this raw, a deal before Easter looks unlikely, and the gap between the two sides remains wide.
        """, "Harbour Post")
        .Party("p1", "Nordhavn Lines", PartyKind.Firm, ["the company", "Nordhavn"])
        .Party("p2", "Seafarers’ Union", PartyKind.Union, ["the union", "crews"])
        .Party("p3", "Labour Board", PartyKind.Body)
        .Actor("a1", "Mara Lind", "chief executive", "p1")
        .Actor("a2", "Tomas Rek", "secretary", "p2")
        .Proposal("t1", "12-point roster plan", ["p1"], null, null, "12-point roster plan", "a 12-point roster plan", "The plan", "the roster plan", "the plan")
        .Issue("i1", "night sailings", "night sailings", "night sailings#2", "night sailings#3")
        .Issue("i2", "split shifts", "split shifts")
        .Provides("t1", "i1", "night sailings at double pay")
        .Provides("t1", "i2", "split shifts")
        .Says("s1", "chief executive Mara Lind", "told", "“The union accepts night sailings,”", Act.Assert, "a1", "p1", For("p2", "i1", Voice.Claimed))
        .Says("s2", "Seafarers’ Union secretary Tomas Rek", "denied", "that crews had agreed to night sailings", Act.Deny, "a2", "p2", Against("p2", "i1"))
        .Says("s3", "He", "called", "the roster plan “an insult <to> every crew & family”", Act.Criticise, "a2", "p2", Against("p2", "t1"))
        .Says("s4", "Nordhavn Lines", "tabled", "a 12-point roster plan for its ferry crews", Act.Propose, null, "p1", For("p1", "t1"))
        .Says("s5", null, "was said", "to favour the plan", Act.Assert, null, null, For("p3", "t1", Voice.Reported, 0.2), For("p2", "i2", Voice.Reported, 0.3))
        .Event("e1", EventKind.Proposal, "Nordhavn Lines tabled a 12-point roster plan", "2031-03-03", "p1")
        .Event("e2", EventKind.Talks, "Both sides met in Nordhavn", "2031-03-03", "p1", "p2")
        .Deadline("d1", DeadlineStatus.Set, "a deadline of 14 March", "2031-03-14")
        .Contradiction("s1", "s2", "whether the union accepts night sailings")
        .Reading();

    public static Reading Second { get; } = new Told("strait-times.txt", "2031-03-09", """
        Company rewrites roster plan for ferries
        Nordhavn Lines has rewritten its roster plan. The revised plan drops split shifts and keeps night sailings at double pay, company lawyer Ida Vest said.
        Rek said the Seafarers’ Union could live with the revised plan “if the old rest hours come back”. The union put forward a counter-proposal of its own on rest hours.
        Nordhavn rejected the union’s counter-proposal [see page 4]. The Labour Board moved the deadline of 14 March to the end of the month. Both sides met in Nordhavn on 3 March.
        """, "Strait Times")
        .Party("p1", "Seafarers’ Union", PartyKind.Union, ["The union"])
        .Party("p2", "Nordhavn", PartyKind.Firm, ["Nordhavn Lines", "the company"])
        .Party("p3", "Labour Board", PartyKind.Body)
        .Actor("a1", "Rek", null, "p1")
        .Actor("a2", "Ida Vest", "company lawyer", "p2")
        .Proposal("t1", "roster plan", ["p2"], null, null, "roster plan", "its roster plan")
        .Proposal("t2", "revised plan", ["p2"], "t1", null, "The revised plan", "the revised plan")
        .Proposal("t3", "counter-proposal on rest hours", ["p1"], null, "t1", "a counter-proposal of its own on rest hours", "the union’s counter-proposal")
        .Issue("i1", "split shifts", "split shifts")
        .Issue("i2", "night sailings at double pay", "night sailings at double pay")
        .Provides("t2", "i2", "night sailings at double pay")
        .Provides("t2", "i1", "drops split shifts")
        .Says("s1", "company lawyer Ida Vest", "said", "The revised plan drops split shifts and keeps night sailings at double pay", Act.Propose, "a2", "p2", For("p2", "t2"), Against("p2", "i1"), For("p2", "i2"))
        .Says("s2", "Rek", "said#2", "the Seafarers’ Union could live with the revised plan “if the old rest hours come back”", Act.Accept, "a1", "p1", Mixed("p1", "t2", condition: "if the old rest hours come back"))
        .Says("s3", "The union", "put forward", "a counter-proposal of its own on rest hours", Act.Propose, null, "p1", For("p1", "t3"))
        .Says("s4", "Nordhavn#2", "rejected", "the union’s counter-proposal", Act.Reject, null, "p2", Against("p2", "t3"))
        .Event("e1", EventKind.Revision, "Nordhavn Lines has rewritten its roster plan", null, "p2")
        .Event("e2", EventKind.Talks, "Both sides met in Nordhavn on 3 March", "2031-03-03", "p1", "p2")
        .Deadline("d1", DeadlineStatus.Moved, "the deadline of 14 March to the end of the month", "2031-03-31")
        .Reading();

    /// <summary>The second report in another paper, with another last line.</summary>
    public static Reading Copy { get; } = Second with
    {
        Report = Second.Report with { Id = "agency-copy.txt", Source = "agency-copy.txt", Publisher = "Agency", Published = "2031-03-10", Text = Second.Report.Text + "\nMore tomorrow." },
    };

    public static Reading Third { get; } = new Told("harbour-post-2.txt", "2031-03-12", """
        Union drops its no to night work
        The Seafarers’ Union now accepts night sailings, Rek said on Wednesday. “We can sail at night,” he said.
        Lind claimed the union had also signed the revised roster plan. A spokeswoman for the Seafarers’ Union said it had signed nothing.
        """, "Harbour Post")
        .Party("p1", "Seafarers’ Union", PartyKind.Union, ["the union"])
        .Party("p2", "Nordhavn Lines", PartyKind.Firm)
        .Actor("a1", "Rek", null, "p1")
        .Actor("a2", "Lind", null, "p2")
        .Proposal("t1", "revised roster plan", ["p2"], null, null, "the revised roster plan")
        .Issue("i1", "night sailings", "night sailings")
        .Says("s1", "Rek", "said", "The Seafarers’ Union now accepts night sailings", Act.Accept, "a1", "p1", For("p1", "i1"))
        .Says("s2", "Lind", "claimed", "the union had also signed the revised roster plan", Act.Assert, "a2", "p2", For("p1", "t1", Voice.Claimed))
        .Says("s3", "A spokeswoman for the Seafarers’ Union", "said#3", "it had signed nothing", Act.Deny, null, "p1", Against("p1", "t1"))
        .Reading();

    public static Reading Undated { get; } = new Told("leaflet.txt", null, """
        Why we sail
        The Seafarers’ Union is against split shifts, its leaflet says. Nordhavn Lines is a company of the old kind.
        """)
        .Party("p1", "Seafarers’ Union", PartyKind.Union)
        .Party("p2", "Nordhavn Lines", PartyKind.Firm)
        .Issue("i1", "split shifts", "split shifts")
        .Says("s1", "its leaflet", "says", "The Seafarers’ Union is against split shifts", Act.Assert, null, "p1", Against("p1", "i1"))
        .Reading();

    public static IReadOnlyList<Reading> All { get; } = [First, Second, Copy, Third, Undated];
}
