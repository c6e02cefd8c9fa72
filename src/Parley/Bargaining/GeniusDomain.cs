using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Parley.Bargaining;

/// <summary>What a utility space's evaluations mean.</summary>
public enum EvaluationConvention
{
    /// <summary>GENIUS: an option counts as its evaluation divided by the greatest of its issue.</summary>
    Genius,
    /// <summary>NegMAS: an option counts as its evaluation.</summary>
    NegMas,
}

/// <summary>
/// Import and export of negotiation domains in the XML of GENIUS (Lin et al. 2014), which NegMAS also reads: a folder with one file that has the issues and one utility space a
/// party. Discrete issues with additive utilities only; whatever else (costs, similarity functions, discount factors) does not bear on packages and is left out.
/// </summary>
public static class GeniusDomain
{
    /// <summary>Reads the domain in a folder. Weights and evaluations are taken as the exact decimals that they are written as.</summary>
    /// <param name="folder">Holds the XML files; parties come in the order of the domain's agents where it lists them, else of the files' names.</param>
    /// <param name="convention">How evaluations count.</param>
    /// <exception cref="ScenarioException">Something is missing or cannot be read; the message is one line with the place.</exception>
    public static Scenario Import(string folder, EvaluationConvention convention)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) throw new ScenarioException($"{folder}: no such folder");
        List<(string Path, XElement Root)> files = [.. Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(f => (f, Load(f)))];
        List<(string Path, XElement Root)> spaces = [.. files.Where(f => f.Root.Name.LocalName == "utility_space")];
        if (spaces.Count == 0) throw new ScenarioException($"{folder}: no utility space (an XML file whose root is 'utility_space') among {files.Count} XML files");
        if (spaces.Count > Scenario.MaximumParties) throw new ScenarioException($"{folder}: {spaces.Count} utility spaces; at most {Scenario.MaximumParties} parties are possible");
        (string domainPath, XElement domain) = files.Find(f => f.Root.Name.LocalName == "negotiation_template") is { Root: not null } template ? template : spaces[0];
        List<string> listed = [.. domain.Elements("agent").Select(a => Path.GetFileName((string?)a.Attribute("utility_space") ?? ""))];
        spaces = [.. spaces.OrderBy(s => listed.IndexOf(Path.GetFileName(s.Path)) is int at and >= 0 ? at : listed.Count)];

        List<ScenarioIssue> issues = [.. Issues(domain, domainPath, repeats: false).Select(i => new ScenarioIssue(i.Name, i.Name, [.. i.Items.Select(x => x.Value)]))];
        List<ScenarioParty> parties = [];
        List<IReadOnlyList<Preference>> preferences = [];
        foreach ((string path, XElement root) in spaces)
        {
            List<(string Name, int Index, XElement Element, List<(string Value, XElement Element)> Items)> own = Issues(root, path, repeats: true);
            Dictionary<int, Rational> weights = [];
            foreach (XElement weight in root.Descendants("weight")) weights[Integer(weight, "index", path)] = Number(weight, "value", path);
            Preference[] row = new Preference[issues.Count];
            for (int i = 0; i < issues.Count; i++)
            {
                int at = own.FindIndex(x => x.Name == issues[i].Name);
                if (at < 0) throw new ScenarioException($"{path}: the issue '{issues[i].Name}' of {Path.GetFileName(domainPath)} is missing");
                if (!weights.TryGetValue(own[at].Index, out Rational weight)) throw At(path, own[at].Element, $"issue '{issues[i].Name}' has no weight of index {own[at].Index}");
                Rational[] scores = new Rational[issues[i].Options.Count];
                foreach ((string value, XElement element) in own[at].Items)
                {
                    int option = issues[i].OptionIndex(value);
                    if (option < 0) throw At(path, element, $"issue '{issues[i].Name}' has no option '{value}' in {Path.GetFileName(domainPath)}");
                    scores[option] = Number(element, "evaluation", path);
                }

                if (own[at].Items.Count != scores.Length) throw At(path, own[at].Element, $"issue '{issues[i].Name}' evaluates {own[at].Items.Count} of {scores.Length} options");
                if (convention == EvaluationConvention.Genius && scores.Max() is { Sign: > 0 } greatest) scores = Array.ConvertAll(scores, s => s / greatest);
                row[i] = new Preference(weight, scores);
            }

            preferences.Add(row);
            // What we export says who the party is; elsewhere only the file's name does.
            string id = (string?)root.Attribute("party") ?? Path.GetFileNameWithoutExtension(path);
            if (parties.Exists(p => p.Id == id)) throw At(path, root, $"there are two of the party '{id}'");
            XElement? reservation = root.Elements("reservation").FirstOrDefault();
            parties.Add(new ScenarioParty(id, (string?)root.Attribute("name") ?? id, reservation is null ? Rational.Zero : Number(reservation, "value", path)));
        }

        return new Scenario { Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), Parties = parties, Issues = issues, Preferences = preferences };
    }

    /// <summary>
    /// Writes a scenario as a domain: <c>NAME_domain.xml</c> and one utility space a party, with a unit score as evaluation 1, so that NegMAS counts exactly what the
    /// scenario says. Decimals of up to 18 places are exact; longer fractions are rounded to 18. Red lines, weight intervals and drafts have no place in the format.
    /// GENIUS divides by each issue's greatest evaluation: where that is not 1, it will count otherwise. Who a party is stands in attributes that only <see cref="Import"/> reads.
    /// </summary>
    /// <returns>Paths of the files written.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> Export(Scenario scenario, string folder)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Directory.CreateDirectory(folder);
        string name = FileName(scenario.Name);
        // Issues are known by their names there.
        HashSet<string> twice = [.. scenario.Issues.GroupBy(i => i.Name).Where(g => g.Count() > 1).Select(g => g.Key)];
        List<string> written = [];
        Save($"{name}_domain.xml", new XElement("negotiation_template", new XElement("utility_space", new XAttribute("number_of_issues", scenario.Issues.Count), Objective(null))));
        for (int p = 0; p < scenario.Parties.Count; p++)
            Save($"{name}_{p + 1}_{FileName(scenario.Parties[p].Id)}.xml", new XElement(
                "utility_space",
                new XAttribute("party", scenario.Parties[p].Id),
                new XAttribute("name", scenario.Parties[p].Name),
                new XElement("reservation", new XAttribute("value", Decimal(scenario.Parties[p].Reservation))),
                Objective(p)));
        return written;

        XElement Objective(int? party) => new(
            "objective",
            new XAttribute("index", 0),
            new XAttribute("name", "root"),
            new XAttribute("type", "objective"),
            new XAttribute("etype", "objective"),
            new XAttribute("description", ""),
            scenario.Issues.Select((issue, i) => new XElement(
                "issue",
                new XAttribute("index", i + 1),
                new XAttribute("name", twice.Contains(issue.Name) ? $"{issue.Name} ({issue.Id})" : issue.Name),
                new XAttribute("type", "discrete"),
                new XAttribute("etype", "discrete"),
                new XAttribute("vtype", "discrete"),
                issue.Options.Select((option, o) => new XElement(
                    "item",
                    new XAttribute("index", o + 1),
                    new XAttribute("value", option),
                    party is int q ? new XAttribute("evaluation", Decimal(scenario.Preferences[q][i].Scores[o])) : null)))),
            party is int r ? scenario.Issues.Select((_, i) => new XElement("weight", new XAttribute("index", i + 1), new XAttribute("value", Decimal(scenario.Preferences[r][i].Weight)))) : null);

        void Save(string file, XElement root)
        {
            string path = Path.Combine(folder, file);
            OutputFile.Write(path, root.ToString() + "\n");
            written.Add(path);
        }
    }

    private static string Decimal(Rational value)
    {
        string text = value.ToString();
        if (!text.Contains('/', StringComparison.Ordinal)) return text;
        Rational places = new(System.Numerics.BigInteger.Pow(10, 18), 1);
        Rational scaled = value * places;
        return (new Rational((2 * scaled.Numerator + scaled.Denominator) / (2 * scaled.Denominator), 1) / places).ToString();
    }

    private static string FileName(string text)
    {
        string name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')).Trim('_', '.');
        return name.Length == 0 ? "scenario" : name;
    }

    private static XElement Load(string path)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 16 << 20 });
            return XElement.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new ScenarioException(path, e.LineNumber, e.LinePosition, $"not XML: {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static List<(string Name, int Index, XElement Element, List<(string Value, XElement Element)> Items)> Issues(XElement root, string path, bool repeats)
    {
        List<(string Name, int Index, XElement Element, List<(string Value, XElement Element)> Items)> issues = [];
        foreach (XElement issue in root.Descendants("issue"))
        {
            string name = (string?)issue.Attribute("name") ?? throw At(path, issue, "an issue lacks 'name'");
            string type = (string?)issue.Attribute("vtype") ?? (string?)issue.Attribute("etype") ?? (string?)issue.Attribute("type") ?? "discrete";
            if (type != "discrete") throw At(path, issue, $"issue '{name}' is of type '{type}'; only discrete issues have options");
            if (issues.Exists(i => i.Name == name)) throw At(path, issue, $"there are two of the issue '{name}'");
            List<(string Value, XElement Element)> items = [];
            foreach (XElement item in issue.Elements("item"))
            {
                string value = (string?)item.Attribute("value") ?? throw At(path, item, $"an item of issue '{name}' lacks 'value'");
                if (items.Count == Scenario.MaximumOptions) throw At(path, item, $"issue '{name}' has more than {Scenario.MaximumOptions} options");
                int before = items.FindIndex(i => i.Value == value);
                if (before >= 0 && !repeats) throw At(path, item, $"issue '{name}' has the option '{value}' twice");
                // A utility space may evaluate an option twice (AMPOvsCity does); the later evaluation counts, as in GENIUS.
                if (before >= 0) items[before] = (value, item);
                else items.Add((value, item));
            }

            if (items.Count == 0) throw At(path, issue, $"issue '{name}' has no options");
            issues.Add((name, Integer(issue, "index", path), issue, items));
            if (issues.Count > Scenario.MaximumIssues) throw At(path, issue, $"more than {Scenario.MaximumIssues} issues");
        }

        return issues.Count > 0 ? issues : throw new ScenarioException($"{path}: no issues");
    }

    private static Rational Number(XElement element, string attribute, string path) =>
        Rational.TryParse((string?)element.Attribute(attribute), out Rational value) && value.Sign >= 0
            ? value
            : throw At(path, element, $"'{attribute}' of <{element.Name.LocalName}> is '{(string?)element.Attribute(attribute)}', not a number of at least 0");

    private static int Integer(XElement element, string attribute, string path) =>
        int.TryParse((string?)element.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw At(path, element, $"'{attribute}' of <{element.Name.LocalName}> is '{(string?)element.Attribute(attribute)}', not a whole number");

    private static ScenarioException At(string path, IXmlLineInfo at, string what) => new(path, at.LineNumber, at.LinePosition, what);
}
