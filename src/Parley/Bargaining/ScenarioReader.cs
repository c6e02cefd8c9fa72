using YamlDotNet.RepresentationModel;

namespace Parley.Bargaining;

/// <summary>Turns the nodes of a <c>scenario.yaml</c> into a scenario and names line and column of the first thing that is wrong.</summary>
internal sealed class ScenarioReader(string path)
{
    private List<ScenarioParty> parties = [];
    private List<ScenarioIssue> issues = [];
    private Rational points = 100;

    public Scenario Read(YamlNode root)
    {
        Dictionary<string, YamlNode> fields = Fields(root, "a scenario", "scenario", "about", "points", "parties", "issues", "preferences", "positions", "drafts", "forecast");
        string name = Text(Required(fields, "scenario", root, "a scenario"), "the scenario's name");
        if (fields.TryGetValue("points", out YamlNode? node))
        {
            points = Number(node, "'points'");
            if (points.Sign <= 0) throw At(node, "'points' is what each party spreads over the issues, and must be above 0");
        }

        parties = ReadParties(Required(fields, "parties", root, "a scenario"));
        issues = ReadIssues(Required(fields, "issues", root, "a scenario"));
        IReadOnlyList<IReadOnlyList<Preference>> preferences = ReadPreferences(Required(fields, "preferences", root, "a scenario"));
        IReadOnlyList<IReadOnlyList<int?>> positions = fields.TryGetValue("positions", out YamlNode? p) ? ReadPositions(p) : [];
        IReadOnlyList<Draft> drafts = fields.TryGetValue("drafts", out YamlNode? d) ? ReadDrafts(d) : [];
        IReadOnlyList<ScalePoint> scales = fields.TryGetValue("forecast", out YamlNode? s) ? ReadScales(s) : [];
        return new Scenario { Name = name, Parties = parties, Issues = issues, Preferences = preferences, Positions = positions, Drafts = drafts, Scales = scales };
    }

    private List<ScenarioParty> ReadParties(YamlNode node)
    {
        List<YamlNode> items = Items(node, "'parties'", 1, Scenario.MaximumParties, "parties");
        List<ScenarioParty> result = [];
        foreach (YamlNode item in items)
        {
            Dictionary<string, YamlNode> fields = Fields(item, "a party", "id", "name", "reservation");
            string id = Unique(Required(fields, "id", item, "a party"), "the party's id", result.Select(x => x.Id), "party");
            string name = fields.TryGetValue("name", out YamlNode? n) ? Text(n, "the party's name") : id;
            Rational reservation = fields.TryGetValue("reservation", out YamlNode? r) ? Between(r, $"the reservation of '{id}'", 0, 100) / 100 : Rational.Zero;
            result.Add(new ScenarioParty(id, name, reservation));
        }

        return result;
    }

    private List<ScenarioIssue> ReadIssues(YamlNode node)
    {
        List<YamlNode> items = Items(node, "'issues'", 1, Scenario.MaximumIssues, "issues");
        List<ScenarioIssue> result = [];
        foreach (YamlNode item in items)
        {
            Dictionary<string, YamlNode> fields = Fields(item, "an issue", "id", "name", "options");
            string id = Unique(Required(fields, "id", item, "an issue"), "the issue's id", result.Select(x => x.Id), "issue");
            string name = fields.TryGetValue("name", out YamlNode? n) ? Text(n, "the issue's name") : id;
            List<YamlNode> nodes = Items(Required(fields, "options", item, "an issue"), $"'options' of issue '{id}'", 1, Scenario.MaximumOptions, "options");
            HashSet<string> seen = [];
            List<string> options = [];
            foreach (YamlNode option in nodes)
            {
                string text = Text(option, $"an option of issue '{id}'");
                if (!seen.Add(text)) throw At(option, $"issue '{id}' has the option '{text}' twice");
                options.Add(text);
            }

            result.Add(new ScenarioIssue(id, name, options));
        }

        return result;
    }

    private Preference[][] ReadPreferences(YamlNode node)
    {
        Dictionary<string, YamlNode> byParty = Fields(node, "'preferences'", [.. parties.Select(p => p.Id)]);
        Preference[][] result = new Preference[parties.Count][];
        for (int p = 0; p < parties.Count; p++)
        {
            string party = parties[p].Id;
            YamlNode own = Required(byParty, party, node, "'preferences'");
            Dictionary<string, YamlNode> byIssue = Fields(own, $"the preferences of '{party}'", [.. issues.Select(i => i.Id)]);
            result[p] = new Preference[issues.Count];
            Rational sum = Rational.Zero, lowest = Rational.Zero, highest = Rational.Zero;
            for (int i = 0; i < issues.Count; i++)
            {
                // An issue left out does not matter to the party.
                result[p][i] = byIssue.TryGetValue(issues[i].Id, out YamlNode? entry)
                    ? ReadPreference(entry, party, issues[i])
                    : new Preference(Rational.Zero, [.. issues[i].Options.Select(_ => Rational.Zero)]);
                sum += result[p][i].Weight;
                lowest += result[p][i].LowestWeight;
                highest += result[p][i].HighestWeight;
            }

            if (sum != Rational.One) throw At(own, $"the weights of '{party}' add up to {sum * points}, not to {points}");
            if (lowest > Rational.One || highest < Rational.One) throw At(own, $"no weights of '{party}' inside their intervals add up to {points} (they go from {lowest * points} to {highest * points})");
        }

        return result;
    }

    private Preference ReadPreference(YamlNode node, string party, ScenarioIssue issue)
    {
        string where = $"'{party}' on issue '{issue.Id}'";
        Dictionary<string, YamlNode> fields = Fields(node, where, "weight", "between", "scores", "refuses");
        Rational weight = Between(Required(fields, "weight", node, where), $"the weight of {where}", 0, points) / points, lowest = weight, highest = weight;
        if (fields.TryGetValue("between", out YamlNode? between))
        {
            List<YamlNode> ends = Items(between, $"'between' of {where}", 2, 2, "ends");
            lowest = Between(ends[0], $"the lower end of {where}", 0, points) / points;
            highest = Between(ends[1], $"the upper end of {where}", 0, points) / points;
            if (lowest > weight || highest < weight) throw At(between, $"the weight of {where} ({weight * points}) lies outside its interval ({lowest * points} to {highest * points})");
        }

        YamlNode scoresNode = Required(fields, "scores", node, where);
        Rational?[] scores = new Rational?[issue.Options.Count];
        if (scoresNode is YamlSequenceNode list)
        {
            if (list.Children.Count != scores.Length) throw At(scoresNode, $"{where} scores {list.Children.Count} options, but the issue has {scores.Length}");
            for (int o = 0; o < scores.Length; o++) scores[o] = Between(list.Children[o], $"the score of '{issue.Options[o]}' of {where}", 0, 100) / 100;
        }
        else if (scoresNode is YamlMappingNode map)
        {
            foreach ((YamlNode key, YamlNode value) in map.Children)
            {
                int o = Option(key, issue, $"{where} scores");
                scores[o] = Between(value, $"the score of '{issue.Options[o]}' of {where}", 0, 100) / 100;
            }

            int missing = Array.IndexOf(scores, null);
            if (missing >= 0) throw At(scoresNode, $"{where} does not score the option '{issue.Options[missing]}'");
        }
        else throw At(scoresNode, $"'scores' of {where} must be a list in the order of the options, or a map from option to score");

        List<int> red = [];
        if (fields.TryGetValue("refuses", out YamlNode? refuses))
            foreach (YamlNode option in Items(refuses, $"'refuses' of {where}", 0, issue.Options.Count, "options"))
            {
                int o = Option(option, issue, $"{where} refuses");
                if (red.Contains(o)) throw At(option, $"{where} refuses '{issue.Options[o]}' twice");
                red.Add(o);
            }

        red.Sort();
        return new Preference(weight, [.. scores.Select(s => s!.Value)], lowest, highest, red);
    }

    private int?[][] ReadPositions(YamlNode node)
    {
        Dictionary<string, YamlNode> byParty = Fields(node, "'positions'", [.. parties.Select(p => p.Id)]);
        int?[][] result = new int?[parties.Count][];
        for (int p = 0; p < parties.Count; p++)
        {
            result[p] = new int?[issues.Count];
            if (!byParty.TryGetValue(parties[p].Id, out YamlNode? own)) continue;
            Dictionary<string, YamlNode> byIssue = Fields(own, $"the positions of '{parties[p].Id}'", [.. issues.Select(i => i.Id)]);
            for (int i = 0; i < issues.Count; i++)
                if (byIssue.TryGetValue(issues[i].Id, out YamlNode? option)) result[p][i] = Option(option, issues[i], $"the position of '{parties[p].Id}' on issue '{issues[i].Id}' is");
        }

        return result;
    }

    private List<ScalePoint> ReadScales(YamlNode node)
    {
        List<ScalePoint> result = [];
        foreach (YamlNode item in Items(node, "'forecast'", 0, Scenario.MaximumIssues, "points"))
        {
            Dictionary<string, YamlNode> fields = Fields(item, "a point to forecast", "name", "stands");
            string name = Unique(Required(fields, "name", item, "a point to forecast"), "the point's name", result.Select(x => x.Name), "point");
            YamlNode own = Required(fields, "stands", item, $"point '{name}'");
            Dictionary<string, YamlNode> byParty = Fields(own, $"'stands' on '{name}'", [.. parties.Select(p => p.Id)]);
            if (byParty.Count == 0) throw At(own, $"nobody stands anywhere on '{name}'; a forecast needs at least one party's position");
            List<Stand> stands = [];
            foreach (ScenarioParty party in parties.Where(p => byParty.ContainsKey(p.Id)))
            {
                string where = $"'{party.Id}' on '{name}'";
                YamlNode stand = byParty[party.Id];
                Dictionary<string, YamlNode> numbers = Fields(stand, where, "position", "salience", "capability");
                YamlNode capability = Required(numbers, "capability", stand, where);
                Rational weight = Between(capability, $"the capability of {where}", 0, 1_000_000_000);
                if (weight.Sign == 0) throw At(capability, $"the capability of {where} is 0, and must be above that");
                stands.Add(new Stand(
                    party.Id,
                    Between(Required(numbers, "position", stand, where), $"the position of {where}", 0, 100).ToDouble(),
                    Between(Required(numbers, "salience", stand, where), $"the salience of {where}", 0, 100).ToDouble(),
                    weight.ToDouble()));
            }

            result.Add(new ScalePoint(name, stands));
        }

        return result;
    }

    private List<Draft> ReadDrafts(YamlNode node)
    {
        List<Draft> drafts = [];
        Dictionary<string, (YamlNode Node, string? Revises, string? Counters)> lineage = [];
        foreach (YamlNode item in Items(node, "'drafts'", 0, 10_000, "drafts"))
        {
            Dictionary<string, YamlNode> fields = Fields(item, "a draft", "name", "by", "revises", "counters", "package");
            string name = Unique(Required(fields, "name", item, "a draft"), "the draft's name", lineage.Keys, "draft");
            List<string> by = [];
            if (fields.TryGetValue("by", out YamlNode? authors))
                foreach (YamlNode author in authors is YamlScalarNode ? [authors] : Items(authors, $"'by' of draft '{name}'", 0, parties.Count, "parties"))
                {
                    string id = Text(author, "a party");
                    if (!parties.Exists(p => p.Id == id)) throw At(author, $"draft '{name}' is by '{id}', which is not a party ({string.Join(", ", parties.Select(p => p.Id))})");
                    by.Add(id);
                }

            string? revises = fields.TryGetValue("revises", out YamlNode? r) ? Text(r, "a draft") : null;
            string? counters = fields.TryGetValue("counters", out YamlNode? c) ? Text(c, "a draft") : null;
            YamlNode package = Required(fields, "package", item, $"draft '{name}'");
            Dictionary<string, YamlNode> byIssue = Fields(package, $"the package of draft '{name}'", [.. issues.Select(i => i.Id)]);
            int[] options = new int[issues.Count];
            for (int i = 0; i < issues.Count; i++)
                options[i] = Option(Required(byIssue, issues[i].Id, package, $"the package of draft '{name}'"), issues[i], $"draft '{name}' has on issue '{issues[i].Id}'");
            drafts.Add(new Draft(name, by, revises, counters, new Package(options)));
            lineage.Add(name, (r ?? c ?? item, revises, counters));
        }

        foreach (Draft draft in drafts) CheckLineage(draft, lineage);
        return drafts;
    }

    private void CheckLineage(Draft draft, Dictionary<string, (YamlNode Node, string? Revises, string? Counters)> lineage)
    {
        foreach (string? earlier in (string?[])[draft.Revises, draft.Counters])
            if (earlier is not null && !lineage.ContainsKey(earlier))
                throw At(lineage[draft.Name].Node, $"draft '{draft.Name}' refers to '{earlier}', which is not a draft ({string.Join(", ", lineage.Keys.Take(10))})");
        // Depth first from this draft; coming back to it closes a cycle.
        Stack<(string Name, string Way)> open = new([(draft.Name, draft.Name)]);
        HashSet<string> seen = [];
        while (open.TryPop(out (string Name, string Way) at))
            foreach (string? next in (string?[])[lineage[at.Name].Revises, lineage[at.Name].Counters])
            {
                if (next is null || !lineage.ContainsKey(next)) continue;
                if (next == draft.Name) throw At(lineage[draft.Name].Node, $"the lineage of draft '{draft.Name}' comes back to itself: {at.Way} < {next}");
                if (seen.Add(next)) open.Push((next, seen.Count > 20 ? at.Way : $"{at.Way} < {next}"));
            }
    }

    private int Option(YamlNode node, ScenarioIssue issue, string what)
    {
        string text = Text(node, "an option");
        int o = issue.OptionIndex(text);
        return o >= 0 ? o : throw At(node, $"{what} '{text}', which is not an option of it ({string.Join(", ", issue.Options.Take(12))}{(issue.Options.Count > 12 ? ", ..." : "")})");
    }

    private string Unique(YamlNode node, string what, IEnumerable<string> others, string kind)
    {
        string text = Text(node, what);
        return others.Contains(text) ? throw At(node, $"there are two of the {kind} '{text}'") : text;
    }

    private Rational Between(YamlNode node, string what, Rational low, Rational high)
    {
        Rational value = Number(node, what);
        return value < low || value > high ? throw At(node, $"{what} is {value}, and must lie between {low} and {high}") : value;
    }

    private Rational Number(YamlNode node, string what)
    {
        string text = Text(node, what);
        return Rational.TryParse(text, out Rational value) ? value : throw At(node, $"{what} is '{Shorten(text)}', which is not a number");
    }

    private string Text(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value) ? value.Trim() : throw At(node, $"{what} must be a text or a number");

    private List<YamlNode> Items(YamlNode node, string what, int least, int most, string of)
    {
        if (node is not YamlSequenceNode list) throw At(node, $"{what} must be a list");
        if (list.Children.Count > most) throw At(node, $"{what} has {list.Children.Count} entries; at most {most} {of} are possible");
        return list.Children.Count >= least ? [.. list.Children] : throw At(node, $"{what} has {list.Children.Count} entries; at least {least} {of} are needed");
    }

    private Dictionary<string, YamlNode> Fields(YamlNode node, string what, params string[] known)
    {
        if (node is not YamlMappingNode map) throw At(node, $"{what} must be a map (known: {string.Join(", ", known.Take(12))})");
        Dictionary<string, YamlNode> fields = [];
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = Text(key, $"a key of {what}");
            if (!known.Contains(name)) throw At(key, $"{what} has no '{Shorten(name)}' (known: {string.Join(", ", known.Take(12))}{(known.Length > 12 ? ", ..." : "")})");
            fields.Add(name, value);
        }

        return fields;
    }

    private YamlNode Required(Dictionary<string, YamlNode> fields, string name, YamlNode owner, string what) =>
        fields.TryGetValue(name, out YamlNode? node) ? node : throw At(owner, $"{what} lacks '{name}'");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";

    private ScenarioException At(YamlNode node, string what) => new(path, node.Start.Line, node.Start.Column, what);
}
