using Parley.Language;
using Parley.Positions;
using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Positions;

public sealed class DateResolverTests
{
    // 12 March 2025 is a Wednesday.
    private static readonly DateOnly Published = new(2025, 3, 12);

    private static List<FoundDate> Find(Document document, int first, int end, DateOnly? published, DateDirection direction)
    {
        var found = new List<FoundDate>();
        DateResolver.Find(document, first, end, published, direction, found);
        return found;
    }

    [Theory]
    [InlineData("They met on Wednesday", "Wednesday", "2025-03-12")]
    [InlineData("They met on Monday", "Monday", "2025-03-10")]
    [InlineData("They met on Friday", "Friday", "2025-03-07")]
    [InlineData("They met last Wednesday", "last Wednesday", "2025-03-05")]
    [InlineData("They met on Monday last week", "Monday last week", "2025-03-03")]
    [InlineData("They met yesterday", "yesterday", "2025-03-11")]
    [InlineData("They met last night", "last night", "2025-03-11")]
    [InlineData("They met last week", "last week", "2025-03-03/2025-03-09")]
    [InlineData("They met last month", "last month", "2025-02")]
    [InlineData("They met last year", "last year", "2024")]
    [InlineData("They met on 24 July 2022", "24 July 2022", "2022-07-24")]
    [InlineData("They met on July 24 , 2022", "July 24 , 2022", "2022-07-24")]
    [InlineData("They met on the 3rd of March", "the 3rd of March", "2025-03-03")]
    [InlineData("They met on Dec . 30", "Dec . 30", "2024-12-30")]
    [InlineData("They met on Tuesday , 4 March", "Tuesday , 4 March", "2025-03-04")]
    [InlineData("They met in December", "December", "2024-12")]
    [InlineData("They met in February 2019", "February 2019", "2019-02")]
    [InlineData("They have talked since 1992", "1992", "1992")]
    [InlineData("They met two weeks ago", "two weeks ago", "2025-02-24/2025-03-02")]
    [InlineData("They met 3 days ago", "3 days ago", "2025-03-09")]
    public void A_date_in_the_past_is_resolved_against_the_day_of_publication(string text, string found, string iso) => Check(text, found, iso, DateDirection.Past);

    [Theory]
    [InlineData("They will meet on Wednesday", "Wednesday", "2025-03-12")]
    [InlineData("They will meet on Monday", "Monday", "2025-03-17")]
    [InlineData("They will meet next Wednesday", "next Wednesday", "2025-03-19")]
    [InlineData("They will meet tomorrow", "tomorrow", "2025-03-13")]
    [InlineData("They will meet next week", "next week", "2025-03-17/2025-03-23")]
    [InlineData("They will meet in July", "July", "2025-07")]
    [InlineData("They will meet in January", "January", "2026-01")]
    [InlineData("It must answer by the end of the month", "the end of the month", "2025-03-31")]
    [InlineData("It must answer by the end of April", "the end of April", "2025-04-30")]
    [InlineData("It must answer within two weeks", "within two weeks", "2025-03-26")]
    public void A_date_to_come_is_resolved_against_the_day_of_publication(string text, string found, string iso) => Check(text, found, iso, DateDirection.Future);

    [Theory]
    [InlineData("They met on Wednesday")]
    [InlineData("They met on 24 July")]
    [InlineData("They met last week")]
    public void A_relative_date_in_an_undated_report_is_found_but_not_resolved(string text)
    {
        var found = Find(Words(text), 0, text.Split(' ').Length, null, DateDirection.Past);
        found.Count.ShouldBe(1);
        found[0].ToIso().ShouldBeNull();
    }

    [Fact]
    public void A_full_date_needs_no_day_of_publication() =>
        Find(Words("They met on 24 July 2022"), 0, 6, null, DateDirection.Past)[0].ToIso().ShouldBe("2022-07-24");

    [Theory]
    [InlineData("They may march on the office")]
    [InlineData("The board sold 1992 shares")]
    [InlineData("It took two years to finish")]
    [InlineData("They met on 31 February")]
    public void Words_that_only_look_like_dates_resolve_to_nothing(string text) =>
        Find(Words(text), 0, text.Split(' ').Length, Published, DateDirection.Past).ShouldAllBe(d => d.ToIso() == null);

    [Theory]
    [InlineData("2025-03-12", 2025, 3, 12)]
    [InlineData("2025-03-12T10:15:00+01:00", 2025, 3, 12)]
    public void The_day_of_publication_is_read_from_dates_and_times(string published, int year, int month, int day) =>
        DateResolver.DayOf(published).ShouldBe(new DateOnly(year, month, day));

    private static void Check(string text, string expected, string iso, DateDirection direction)
    {
        var found = Find(Words(text), 0, text.Split(' ').Length, Published, direction);
        found.Count.ShouldBe(1);
        found[0].Span.Of(text).ToString().ShouldBe(expected);
        found[0].ToIso().ShouldBe(iso);
    }

    private static Document Words(string text)
    {
        var tokens = new List<Token>();
        int at = 0;
        foreach (string word in text.Split(' '))
        {
            tokens.Add(new() { Span = new(at, at + word.Length), Word = word, Lemma = word, Head = -1, Entity = -1 });
            at += word.Length + 1;
        }

        var report = new Report { Id = "r", Source = "r", Text = text, Blocks = [new(BlockKind.Paragraph, new(0, text.Length))] };
        return new(report, [.. tokens], [new(0, tokens.Count, new(0, text.Length), 0)], []);
    }
}
