using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Reports;

/// <summary>
/// A report's text with the furniture of an invented page around and inside it, as copying from a browser leaves it: to measure how much of it is told from the report. All wordings
/// are our own; the same seed gives the same page.
/// </summary>
internal static partial class AddedFurniture
{
    private static readonly string[] Places = ["Halden", "Eastport", "Norvik", "Saltmere", "Wexley", "Brannock", "Two Rivers", "Kestrel Bay"];
    private static readonly string[] Titles = ["Courier", "Gazette", "Post", "Evening Mail", "Observer", "Tribune"];
    private static readonly string[] Sections = ["Home", "News", "World", "Politics", "Business", "Sport", "Weather", "Opinion", "Culture", "Travel", "Video", "Jobs", "Harbour", "Letters"];
    private static readonly string[] Shares = ["Share", "Share on Facebook", "Tweet", "Share this article", "Email to a friend", "Print this page", "Copy link", "Save for later", "Comments (14)"];
    private static readonly string[] Offers = ["Sign up for our evening newsletter", "Subscribe now for 2 crowns a week", "Log in", "Register", "Get the app", "Become a member", "Already a subscriber? Sign in"];
    private static readonly string[] Openings = ["Read more", "Related stories", "More from this section", "Most read", "You may also like", "Also on this site"];
    private static readonly string[] Subjects = ["Ferry fares", "School meals", "Harvest festival", "Bridge repairs", "City marathon", "Swimming pool", "Bus timetable", "Library hours", "Local bakery", "Winter tyres"];
    private static readonly string[] Ends = ["to rise in June", "delayed again", "draws record crowd", "divide the council", "back after two years", "put to the test", "in pictures", "win national prize"];
    private static readonly string[] Notices = ["We use cookies to make this site work. Accept all", "Your browser is out of date", "Advertisement", "Skip to content", "Loading", "Enlarge"];

    /// <summary>The page, and which stretches of it are furniture.</summary>
    public static (string Text, IReadOnlyList<TextSpan> Furniture) Around(string report, int seed)
    {
        var random = new Random(seed);
        var page = new StringBuilder();
        var furniture = new List<TextSpan>();
        string name = $"{One(Places)} {One(Titles)}";
        Put(name);
        if (random.Next(2) == 0) Put(string.Join(" | ", Some(Sections, 5)));
        else foreach (string section in Some(Sections, 6)) Put(section);
        foreach (string offer in Some(Offers, 2)) Put(offer);
        if (random.Next(2) == 0) Put(One(Notices));
        page.Append('\n');

        string[] paragraphs = Blank().Split(report.Trim('\r', '\n'));
        for (int i = 0; i < paragraphs.Length; i++)
        {
            page.Append(paragraphs[i]).Append("\n\n");
            if (i == 0) Put($"{random.Next(24)}:{random.Next(60):00}");
            else if (i + 1 < paragraphs.Length && random.Next(5) == 0) Inside();
        }

        foreach (string share in Some(Shares, 3)) Put(share);
        Related(4);
        Put($"© 2031 {name}. All rights reserved.");
        Put("Terms of use | Privacy | Contact us");
        return (page.ToString(), furniture);

        void Inside()
        {
            switch (random.Next(4))
            {
                case 0: Put("Advertisement"); break;
                case 1: Put(One(Offers)); break;
                case 2: foreach (string share in Some(Shares, 2)) Put(share); break;
                default: Related(2); break;
            }

            page.Append('\n');
        }

        void Related(int stories)
        {
            Put(One(Openings));
            for (int i = 0; i < stories; i++) Put($"{One(Subjects)} {One(Ends)}");
        }

        void Put(string line)
        {
            furniture.Add(new(page.Length, page.Length + line.Length));
            page.Append(line).Append('\n');
        }

        string One(string[] of) => of[random.Next(of.Length)];

        IEnumerable<string> Some(string[] of, int count) => of.OrderBy(_ => random.Next()).Take(count).ToList();
    }

    [GeneratedRegex(@"\r?\n[ \t]*\r?\n\s*")]
    private static partial Regex Blank();
}
