using System.Collections.Frozen;
using Parley.Language;

namespace Parley.Positions;

/// <summary>Leaders whom reports name without their country ("Mr. Mandela"), from <c>Data/leaders.tsv</c>. General knowledge, used only where the text itself ties a person to nobody.</summary>
internal static class Leaders
{
    private static readonly FrozenDictionary<string, (string[] Name, string Fact)[]> BySurname = Load();
    private static readonly (string Phrase, string Fact)[] Offices = LoadOffices();

    /// <summary>Lists the facts a person of this name has led, those first that the file lists first, in place of what the list held; nothing for an unknown name.</summary>
    /// <param name="names">All forms of the person's name in the report; a surname alone counts only with <paramref name="titled"/>.</param>
    /// <param name="titled">Whether the report gives the person a state office.</param>
    /// <param name="led">Filled with the facts.</param>
    public static void Of(List<string> names, bool titled, List<Fact> led)
    {
        led.Clear();
        string full = "";
        foreach (string name in names)
            if (name.Length > full.Length) full = name;
        string[] longest = NameForms.Words(full);
        if (longest.Length == 0 || !BySurname.TryGetValue(NameForms.Folded(longest[^1]), out var candidates)) return;
        foreach (var (name, id) in candidates)
        {
            bool same = longest.Length > 1 ? NameForms.IsPersonFormOf(longest, name) : titled;
            if (same && Facts.World.Find(id) is { } fact) led.Add(fact);
        }
    }

    /// <summary>The facts that an office stands for by its name alone ("Treasury Secretary"), likeliest first.</summary>
    public static IEnumerable<Fact> ByOffice(string office)
    {
        foreach (var (phrase, id) in Offices)
            if (office.Contains(phrase, StringComparison.OrdinalIgnoreCase) && Facts.World.Find(id) is { } fact) yield return fact;
    }

    private static (string, string)[] LoadOffices() =>
        [.. DataFile.Lines("Positions", "state-offices.tsv").Select(l => l.Split('\t')).SelectMany(c => c[1].Split('|').Select(phrase => (phrase, c[0])))];

    private static FrozenDictionary<string, (string[], string)[]> Load()
    {
        var lists = new Dictionary<string, List<(string[], string)>>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", "leaders.tsv"))
        {
            string[] columns = line.Split('\t');
            foreach (string name in columns[1].Split('|'))
            {
                string[] words = NameForms.Words(name);
                string surname = NameForms.Folded(words[^1]);
                if (!lists.TryGetValue(surname, out var list)) lists.Add(surname, list = []);
                list.Add((words, columns[0]));
            }
        }

        return lists.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);
    }
}
