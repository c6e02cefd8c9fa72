using Parley.Language;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class EntityTests
{
    private static readonly Annotator Annotator = Annotator.Load();

    [Theory]
    [InlineData("Anna Lindqvist met reporters on Monday.", "Anna Lindqvist", EntityKind.Person)]
    [InlineData("The pact was signed by Mr. John Calloway in the morning.", "John Calloway", EntityKind.Person)]
    [InlineData("Workers of the National Union of Dockers walked out.", "National Union of Dockers", EntityKind.Organisation)]
    [InlineData("The talks were held in Chicago last week.", "Chicago", EntityKind.Place)]
    public void Names_are_found_with_their_kind_and_without_titles(string text, string name, EntityKind kind)
    {
        var document = Annotator.Annotate(Annotated.Paragraph(text));
        Names(document).ShouldContain((name, kind, null));
    }

    [Theory]
    [InlineData("Norway and Sweden agreed.", "Norway", EntityKind.Place, "NOR")]
    [InlineData("The Danish draft was dropped.", "Danish", EntityKind.Other, "DNK")]
    [InlineData("It was signed in the U.S.", "U.S", EntityKind.Place, "USA")]
    [InlineData("The European Union stayed out.", "European Union", EntityKind.Organisation, "EU")]
    [InlineData("Envoys flew to Moscow at night.", "Moscow", EntityKind.Place, "RUS")]
    public void States_nationalities_capitals_and_blocs_are_linked_to_the_facts(string text, string name, EntityKind kind, string state) =>
        Names(Annotator.Annotate(Annotated.Paragraph(text))).ShouldContain((name, kind, state));

    [Fact]
    public void Tokens_know_their_entity_and_entities_do_not_overlap()
    {
        var document = Annotator.Annotate(Annotated.Paragraph("Prime Minister Ingrid Solberg of Norway told the Brant Steel Corp. board and Jean-Claude Marchand that Oslo agreed. Marchand left."));
        int last = 0;
        for (int e = 0; e < document.Entities.Length; e++)
        {
            var entity = document.Entities[e];
            entity.First.ShouldBeGreaterThanOrEqualTo(last);
            entity.End.ShouldBeGreaterThan(entity.First);
            document.Tokens[entity.First].Sentence.ShouldBe(document.Tokens[entity.End - 1].Sentence);
            for (int i = entity.First; i < entity.End; i++) document.Tokens[i].Entity.ShouldBe(e);
            last = entity.End;
        }

        document.Tokens.ToArray().Count(t => t.Entity >= 0).ShouldBe(document.Entities.ToArray().Sum(e => e.End - e.First));
    }

    [Fact]
    public void Labels_follow_one_another_only_as_names_allow()
    {
        int begin = EntityTagger.Label(EntityKind.Place, EntityTagger.Part.Begin), last = EntityTagger.Label(EntityKind.Place, EntityTagger.Part.Last);
        EntityTagger.MayFollow(EntityTagger.Outside, begin, final: false).ShouldBeTrue();
        EntityTagger.MayFollow(EntityTagger.Outside, begin, final: true).ShouldBeFalse();
        EntityTagger.MayFollow(begin, last, final: true).ShouldBeTrue();
        EntityTagger.MayFollow(begin, EntityTagger.Outside, final: false).ShouldBeFalse();
        EntityTagger.MayFollow(begin, EntityTagger.Label(EntityKind.Person, EntityTagger.Part.Last), final: false).ShouldBeFalse();
        EntityTagger.MayFollow(last, last, final: false).ShouldBeFalse();
    }

    private static (string, EntityKind, string?)[] Names(Document document) =>
        [.. document.Entities.ToArray().Select(e => (document.SpanOf(e.First, e.End).Of(document.Text).ToString(), e.Kind, e.State))];
}
