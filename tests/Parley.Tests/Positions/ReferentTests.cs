using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class ReferentTests
{
    private static ReferentSet Read(string tagged) => PartyReader.Referents(TaggedText.Of([.. tagged
        .Replace("/-LRB-", "_OpenBracket", StringComparison.Ordinal).Replace("/-RRB-", "_CloseBracket", StringComparison.Ordinal).Replace(",/,", ",_Comma", StringComparison.Ordinal)
        .Replace('/', '_').Split("._.", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => s + " ._Stop")]));

    private static Referent Named(ReferentSet set, string name) =>
        set.All.Single(r => r.Mentions.Count > 0 && r.Names.Contains(name));

    [Fact]
    public void A_title_before_a_name_gives_the_office_and_the_side()
    {
        var set = Read("Norwegian/JJ Trade/NNP Minister/NNP Kari/NNP Lund/NNP refused/VBD ./. ");
        var lund = Named(set, "Kari Lund");
        lund.Kind.ShouldBe(ReferentKind.Person);
        lund.Offices.ShouldBe(["Norwegian Trade Minister"]);
        ActorFinder.Tied(lund).ShouldNotBeNull().Fact!.Id.ShouldBe("NOR");
    }

    [Fact]
    public void A_surname_goes_back_to_the_full_name()
    {
        var set = Read("Kari/NNP Lund/NNP spoke/VBD ./. Lund/NNP refused/VBD ./.");
        Named(set, "Kari Lund").Mentions.Count.ShouldBe(2);
    }

    [Fact]
    public void An_apposition_behind_a_name_gives_the_office_and_the_side()
    {
        var set = Read("Kari/NNP Lund/NNP ,/, head/NN of/IN the/DT Norwegian/JJ delegation/NN ,/, left/VBD ./.");
        var lund = Named(set, "Kari Lund");
        lund.Offices.ShouldBe(["head of the Norwegian delegation"]);
        ActorFinder.Tied(lund).ShouldNotBeNull().Fact!.Id.ShouldBe("NOR");
    }

    [Fact]
    public void A_side_that_only_a_title_names_is_found()
    {
        var set = Read("But/CC Westland/NNP Premier/NNP Kari/NNP Lund/NNP refused/VBD ./. The/DT NPF/NNP leader/NN left/VBD ./.");
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldNotBeNull().Name.ShouldBe("Westland");
        set.All.ShouldContain(r => r.Kind == ReferentKind.Side && r.Name == "NPF" && r.PartyKind == PartyKind.Movement);
    }

    [Fact]
    public void A_ministers_portfolio_is_no_side()
    {
        var set = Read("Trade/NNP Minister/NNP Kari/NNP Lund/NNP refused/VBD ./.");
        set.All.ShouldNotContain(r => r.Kind == ReferentKind.Side);
    }

    [Fact]
    public void Officials_with_a_states_adjective_are_that_state()
    {
        var set = Read("Danish/JJ officials/NNS and/CC the/DT Danish/JJ side/NN objected/VBD ./. Copenhagen/NNP waited/VBD ./.");
        var denmark = set.All.Single(r => r.Fact?.Id == "DNK");
        denmark.Mentions.Count(m => m.Form == MentionForm.Description).ShouldBe(2);
        denmark.Mentions.Count(m => m.Form == MentionForm.Name).ShouldBe(1);
    }

    [Fact]
    public void A_union_is_found_without_a_list_with_its_acronym_and_its_description()
    {
        var set = Read("The/DT Harbour/NNP Workers/NNPS Union/NNP (/-LRB- HWU/NNP )/-RRB- met/VBD Sealane/NNP ./. The/DT union/NN refused/VBD ./. HWU/NNP left/VBD ./.");
        var union = Named(set, "HWU");
        union.Name.ShouldBe("Harbour Workers Union");
        union.PartyKind.ShouldBe(PartyKind.Union);
        union.Mentions.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Groups_of_one_kind_are_one_and_a_contrasting_adjective_sets_one_apart()
    {
        var set = Read("Tea/NN growers/NNS agreed/VBD ./. The/DT growers/NNS met/VBD ./. Small/JJ growers/NNS refused/VBD ./.");
        var groups = set.All.Where(r => r.Noun == "growers" && r.Mentions.Count > 0).ToList();
        groups.Count.ShouldBe(2);
        groups[0].Mentions.Count.ShouldBe(2);
    }

    [Fact]
    public void A_spokesman_for_a_side_speaks_for_it()
    {
        var set = Read("Sealane/NNP Corp/NNP closed/VBD ./. A/DT spokesman/NN for/IN the/DT company/NN explained/VBD why/WRB ./.");
        var office = set.All.Single(r => r.Kind == ReferentKind.Office);
        ActorFinder.Tied(office).ShouldBeSameAs(Named(set, "Sealane Corp"));
    }

    [Fact]
    public void Days_and_months_are_no_sides()
    {
        var set = Read("On/IN Friday/NNP the/DT mayor/NN left/VBD in/IN December/NNP ./.");
        set.All.ShouldNotContain(r => r.Kind == ReferentKind.Side && (r.Name == "Friday" || r.Name == "December"));
    }

    [Theory]
    [InlineData("HWU", "Harbour Workers Union", true)]
    [InlineData("Sealane", "Sealane Corp", true)]
    [InlineData("National", "National Dock Board", false)]
    [InlineData("Harbour", "Sealane Corp", false)]
    public void Short_forms_of_an_organisation(string shorter, string longer, bool same) =>
        NameForms.IsFormOf(NameForms.Words(shorter), NameForms.Words(longer)).ShouldBe(same);

    [Theory]
    [InlineData("Lund", "Kari Lund", true)]
    [InlineData("K. Lund", "Kari Lund", true)]
    [InlineData("Kári Lund", "Kari Lund", true)]
    [InlineData("Ola Lund", "Kari Lund", false)]
    public void Short_forms_of_a_person(string shorter, string longer, bool same) =>
        NameForms.IsPersonFormOf(NameForms.Words(shorter), NameForms.Words(longer)).ShouldBe(same);
}
