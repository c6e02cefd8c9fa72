using Parley.Language;
using Parley.Learning;
using Parley.Positions;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public class ReferentTests
{
    private static ReferentSet Read(string tagged, params string[] persons) => PartyReader.Referents(Document(tagged).WithNames(persons));

    private static Document Document(string tagged) => TaggedText.Of([.. tagged
        .Replace("/-LRB-", "_OpenBracket", StringComparison.Ordinal).Replace("/-RRB-", "_CloseBracket", StringComparison.Ordinal).Replace(",/,", ",_Comma", StringComparison.Ordinal)
        .Replace('/', '_').Split("._.", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => s + " ._Stop")]);

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
    public void A_name_in_the_phrase_that_opens_a_report_is_read_without_a_word_before_it()
    {
        // The recogniser knows the surname alone, and nothing tells yet that the words before it are a name too.
        var tagged = TaggedText.Of("veteran_JJ Zorvin_NNP Ordell_NNP left_VBD ._Stop");
        var tokens = tagged.Tokens.ToArray();
        tokens[2].Entity = 0;
        var set = PartyReader.Referents(new(tagged.Report, tokens, tagged.Sentences.ToArray(), [new(2, 3, EntityKind.Person, null)]));
        set.All.SelectMany(r => r.Mentions).ShouldAllBe(m => m.First >= 0 && m.End <= 3);
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

    [Fact]
    public void Sources_are_of_whom_they_are_called_after_and_the_sources_are_those_before()
    {
        var set = Read("Danish/JJ diplomatic/JJ sources/NNS objected/VBD ./. The/DT sources/NNS spoke/VBD of/IN a/DT delay/NN ./. Market/NN sources/NNS agreed/VBD ./. Norwegian/JJ sources/NNS refused/VBD ./.");
        set.All.Single(r => r.Fact?.Id == "DNK").Mentions.Count(m => m.Form == MentionForm.Description).ShouldBe(2);
        set.All.Single(r => r.Fact?.Id == "NOR").Mentions.Count(m => m.Form == MentionForm.Description).ShouldBe(1);
    }

    [Fact]
    public void Delegates_and_spokesmen_of_a_group_are_the_group()
    {
        var set = Read("The/DT exporters/NNS met/VBD ./. Exporter/JJR delegates/NNS refused/VBD ./. Exporter/NN spokesman/NN Kari/NNP Lund/NNP left/VBD ./. One/CD exporter/NN delegate/NN stayed/VBD ./.");
        var exporters = set.All.Single(r => r.Noun == "exporters" && r.Mentions.Count > 0);
        exporters.Mentions.Count.ShouldBe(2);
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldBe(exporters);
        ActorFinder.Tied(set.All.Single(r => r.Noun == "delegate")).ShouldBe(exporters);
    }

    [Fact]
    public void A_splinter_group_of_some_is_those()
    {
        var set = Read("A/DT splinter/NN group/NN of/IN small/JJ growers/NNS walked/VBD out/RP ./.");
        var growers = set.All.Single(r => r.Noun == "growers").Mentions[0];
        set.Text(growers.First, growers.End).ShouldBe("A splinter group of small growers");
    }

    [Fact]
    public void The_majority_group_of_a_kind_is_told_apart_from_the_rest()
    {
        var set = Read("Growers/NNS met/VBD ./. The/DT majority/NN grower/NN group/NN refused/VBD ./.");
        set.All.Count(r => r.Noun == "growers" && r.Mentions.Count > 0).ShouldBe(2);
    }

    [Fact]
    public void Words_of_time_behind_a_name_are_no_part_of_it()
    {
        var set = Read("Prime/NNP Minister/NNP Kari/NNP Lund/NNP last/JJ week/NN ordered/VBD a/DT pause/NN ./. Trade/NNP Minister/NNP Ole/NNP Berg/NNP yesterday/NN agreed/VBD ./. The/DT Good/NNP Friday/NNP Agreement/NNP held/VBD ./.");
        Named(set, "Kari Lund").Offices.ShouldBe(["Prime Minister"]);
        Named(set, "Ole Berg").Kind.ShouldBe(ReferentKind.Person);
        set.Phrases.ShouldContain(p => set.Text(p.First, p.End) == "The Good Friday Agreement");
    }

    [Fact]
    public void What_stands_behind_a_firms_full_name_is_another_phrase()
    {
        var set = Read("He/PRP bid/VBD for/IN Sealane/NNP Inc./NNP Lund/NNP refused/VBD ./. Sealane/NNP Inc./NNP president/NN Kari/NNP Lund/NNP left/VBD ./.");
        set.Phrases.ShouldContain(p => set.Text(p.First, p.End) == "Sealane Inc.");
        set.Phrases.ShouldContain(p => set.Text(p.First, p.End) == "Sealane Inc. president Kari Lund");
    }

    [Fact]
    public void Who_bids_for_himself_is_on_nobodys_side()
    {
        var set = Read("Sealane/NNP Inc/NNP refused/VBD ./. Financier/NNP Kari/NNP Lund/NNP objected/VBD ./.");
        ActorFinder.Assign(set, SmallDataTrainer.Fit([([1u], 1, 1), ([1u], 0, 1)], 2, 4, 1));
        Named(set, "Kari Lund").Side.ShouldBeNull();
    }

    [Fact]
    public void The_Unions_commissioners_are_the_Commissions_where_a_report_names_it()
    {
        var set = Read("EU/NNP Trade/NNP Commissioner/NNP Kari/NNP Lund/NNP objected/VBD ./. But/CC the/DT Commission/NNP waited/VBD ./.");
        ActorFinder.Assign(set, SmallDataTrainer.Fit([([1u], 1, 1), ([1u], 0, 1)], 2, 4, 1));
        Named(set, "Kari Lund").Side.ShouldNotBeNull().Fact!.Id.ShouldBe("EUCOM");
    }

    [Fact]
    public void A_lawyer_who_represents_a_side_and_the_second_of_two_offices_are_of_the_side()
    {
        var set = Read("Sealane/NNP Inc/NNP refused/VBD ./. Ole/NNP Berg/NNP ,/, a/DT lawyer/NN representing/VBG Sealane/NNP ,/, left/VBD ./. Sealane/NNP vice/NN president/NN and/CC general/JJ counsel/NN Kari/NNP Lund/NNP stayed/VBD ./.");
        var sealane = set.All.Single(r => r.Kind == ReferentKind.Side && r.Mentions.Count > 0);
        ActorFinder.Tied(Named(set, "Ole Berg")).ShouldBe(sealane);
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldBe(sealane);
    }

    [Fact]
    public void A_headline_in_capitals_says_the_union_and_means_the_only_one()
    {
        var set = Read("UNION/NN REJECTS/VBZ OFFER/NN ./. The/DT Harbour/NNP Workers/NNPS Union/NNP left/VBD ./.");
        Named(set, "Harbour Workers Union").Mentions.Min(m => m.First).ShouldBe(0);
    }

    [Fact]
    public void Members_of_a_party_are_a_side_and_secretary_general_is_no_name()
    {
        var set = Read("Then/RB the/DT Liberals/NNPS objected/VBD ./. Secretary/NNP General/NNP Kari/NNP Lund/NNP of/IN the/DT Norwegian/JJ General/NNP Staff/NNP agreed/VBD ./.");
        Named(set, "Liberals").PartyKind.ShouldBe(PartyKind.Movement);
        set.All.Where(r => r.Kind == ReferentKind.Person && r.Mentions.Count > 0).ShouldHaveSingleItem().Name.ShouldBe("Kari Lund");
    }

    [Fact]
    public void A_capital_in_the_possessive_is_its_government()
    {
        var set = Read("It/PRP saw/VBD an/DT end/NN in/IN Oslo/NNP 's/POS push/NN ./.");
        set.All.Single(r => r.Fact?.Id == "NOR").Mentions.Count.ShouldBe(1);
    }

    [Fact]
    public void A_bank_of_a_state_is_named_in_the_title_of_its_governor()
    {
        var set = Read("The/DT Bank/NNP of/IN Norway/NNP Governor/NNP Kari/NNP Lund/NNP refused/VBD ./. Bank/NNP of/IN Norway/NNP officials/NNS left/VBD ./.", "@Kari Lund");
        var lund = Named(set, "Kari Lund");
        lund.Offices.ShouldBe(["Bank of Norway Governor"]);
        ActorFinder.Tied(lund).ShouldNotBeNull().Name.ShouldBe("Bank of Norway");
        Named(set, "Bank of Norway").Mentions.ShouldContain(m => m.Form == MentionForm.Description);
    }

    [Fact]
    public void A_committee_of_a_parliament_is_a_side_and_not_the_state()
    {
        var set = Read("Danish/JJ Senate/NNP Banking/NNP Committee/NNP chairman/NN Kari/NNP Lund/NNP refused/VBD ./. Executive/NNP Committee/NNP chairman/NN Nils/NNP Moe/NNP left/VBD ./.");
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldNotBeNull().Name.ShouldBe("Senate Banking Committee");
        set.All.ShouldNotContain(r => r.Kind == ReferentKind.Side && r.Names.Contains("Executive Committee"));
    }

    [Fact]
    public void One_of_a_kind_speaks_for_the_kind()
    {
        var set = Read("Arbitragers/NNS waited/VBD ./. One/CD arbitrager/NN laughed/VBD ./. A/DT senior/JJ official/NN at/IN a/DT Danish/JJ bank/NN left/VBD ./. The/DT banks/NNS agreed/VBD ./. An/DT official/NN at/IN a/DT Danish/JJ bank/NN left/VBD ./.");
        set.All.Single(r => r.Noun == "arbitragers" && r.Mentions.Count > 0).Mentions.Count.ShouldBe(2);
        set.All.ShouldContain(r => r.Kind == ReferentKind.Office && ActorFinder.Tied(r) != null && ActorFinder.Tied(r)!.Noun == "banks");
    }

    [Fact]
    public void Tickers_seats_and_currencies_are_nobody()
    {
        var set = Read("Seatrans/NNP </SYM STL.O/NNP >/SYM rose/VBD ./. Kari/NNP Lund/NNP /-LRB- D/NNP -/HYPH Ohio/NNP /-RRB- left/VBD ./. A$/NNP fell/VBD ./.");
        set.All.SelectMany(r => r.Names).ShouldNotContain(n => n.Contains("STL", StringComparison.Ordinal) || n.StartsWith("D-", StringComparison.Ordinal) || n.Contains('$', StringComparison.Ordinal));
    }

    [Fact]
    public void Its_head_at_the_start_of_a_sentence_is_of_the_subject_before()
    {
        var set = PartyReader.Referents(TaggedText.Paragraph("Seatrans_NNP Lines_NNP wants_VBZ more_JJR ._Stop", "Its_PRPS chairman_NN ,_Comma Kari_NNP Lund_NNP ,_Comma refused_VBD ._Stop"));
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldNotBeNull().Name.ShouldBe("Seatrans Lines");
    }

    [Fact]
    public void The_ministry_is_the_one_named_last()
    {
        var set = Read("The/DT Danish/JJ ministry/NN refused/VBD ./. The/DT Danish/JJ government/NN left/VBD ./. The/DT Swedish/JJ ministry/NN spoke/VBD ./. The/DT ministry/NN waited/VBD ./.");
        set.All.Single(r => r.Fact?.Id == "SWE").Mentions.Count(m => m.Form == MentionForm.Description).ShouldBe(2);
    }

    [Fact]
    public void People_with_a_capital_own_the_rest_of_the_name()
    {
        var set = Read("But/CC the/DT Farmers/NNPS '/POS Voice/NNP left/VBD ./. Leaders/NNS of/IN the/DT Farmers/NNPS '/POS Voice/NNP agreed/VBD ./.");
        Named(set, "Farmers' Voice").Mentions.Count(m => m.Form == MentionForm.Description).ShouldBe(1);
    }

    [Fact]
    public void A_senator_does_not_speak_for_the_government()
    {
        var set = Read("Danish/JJ Senator/NNP Kari/NNP Lund/NNP refused/VBD ./.");
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldBeNull();
    }

    [Fact]
    public void A_branch_in_a_country_is_the_bodys_and_not_the_countrys()
    {
        var set = Read("SLU/NNP Denmark/NNP negotiator/NN Kari/NNP Lund/NNP refused/VBD ./.");
        ActorFinder.Tied(Named(set, "Kari Lund")).ShouldNotBeNull().Names.ShouldBe(["SLU", "SLU Denmark"]);
        set.All.ShouldNotContain(r => r.Fact != null && r.Mentions.Count > 0);
    }

    [Fact]
    public void A_body_based_elsewhere_is_another()
    {
        var set = Read("The/DT Oslo/NNP Exchange/NNP refused/VBD ./. The/DT Bergen/NNP -/HYPH based/VBN exchange/NN waited/VBD ./. The/DT Hamar/NNP -/HYPH based/VBN exchange/NN left/VBD ./. The/DT exchange/NN agreed/VBD ./.");
        set.All.Count(r => r.Kind == ReferentKind.Side && r.Mentions.Count > 0 && r.Fact is null && r.Name.Contains("xchange", StringComparison.Ordinal)).ShouldBe(3);
    }
}
