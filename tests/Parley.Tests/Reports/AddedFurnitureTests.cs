using Parley.Reports;
using Shouldly;
using Xunit;

namespace Parley.Tests.Reports;

public class AddedFurnitureTests
{
    private const string Text = "Dockers walk out\n\nThe dockers of Halden walked out on Monday.\n\nThe port offered 4 percent.\n\nTalks go on.\n";

    [Fact]
    public void A_page_holds_the_report_in_its_order_and_its_furniture_where_it_says()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var (page, furniture) = AddedFurniture.Around(Text, seed);
            furniture.Count.ShouldBeGreaterThan(8);
            var rest = page.ToCharArray();
            foreach (var span in furniture) Array.Fill(rest, ' ', span.Start, span.Length);
            string.Join(' ', new string(rest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldBe(string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            AddedFurniture.Around(Text, seed).Text.ShouldBe(page);
        }
    }

    [Fact]
    public void Most_of_it_is_told_from_the_report()
    {
        var (page, furniture) = AddedFurniture.Around(Text, 3);
        var blocks = new RawReport("a", "a.txt", page).ToReport().Blocks;
        furniture.Count(span => blocks.Any(block => block.Kind == BlockKind.Furniture && block.Span.Overlaps(span))).ShouldBeGreaterThan(furniture.Count / 2);
    }
}
