using Parley.Bargaining;
using Spectre.Console;

namespace Parley.Cli;

/// <summary>A bargaining report as tables and sentences on the terminal.</summary>
internal static class BargainTables
{
    public static void Write(BargainingReport report, Terminal terminal)
    {
        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = terminal.OutIsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.OutIsTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Math.Max(60, terminal.Width);
        console.Profile.Capabilities.Unicode = true;
        Scenario scenario = report.Scenario;
        console.MarkupLine($"[bold]{Markup.Escape(scenario.Name)}[/]");
        foreach (string line in BargainingSentences.OfZone(report)) console.WriteLine(line);
        console.WriteLine(BargainingSentences.OfFrontier(report));
        console.WriteLine();
        Packages(report, console);
        Issues(report, console);
        foreach (DraftAnalysis d in report.Drafts)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]Draft {Markup.Escape(d.Name)}[/]");
            console.WriteLine(BargainingSentences.OfDraft(report, d));
            console.WriteLine(BargainingSentences.OfTrades(d));
            foreach (Trade t in d.Trades.Trades.Take(5)) Item(console, t.Describe(scenario));
            if (d.Trades.Trades.Count > 5) Item(console, $"({d.Trades.Trades.Count - 5} more with --json or --html)");
        }

        foreach (IGrouping<Protocol, NextStep> group in report.Steps.GroupBy(s => s.Protocol))
        {
            console.WriteLine();
            console.MarkupLine($"[bold]Next best step[/] ({Markup.Escape(BargainingSentences.OfProtocol(group.Key))})");
            foreach (NextStep step in group) Item(console, step.Why);
        }

        if (report.Sensitivity is Sensitivity sensitivity) Stability(report, sensitivity, console);
        if (report.Forecasts.Count > 0) Forecasts(report, console);
        terminal.Write(string.Join('\n', text.ToString().Split('\n').Select(l => l.TrimEnd())));
    }

    private static void Packages(BargainingReport report, IAnsiConsole console)
    {
        Scenario scenario = report.Scenario;
        if (24 + 12 * scenario.Parties.Count > console.Profile.Width)
        {
            Turned(report, console);
            return;
        }

        Table table = new Table { Border = TableBorder.Rounded }.Title("Points of 100", new Style(decoration: Decoration.Dim)).AddColumn("Package");
        foreach (ScenarioParty p in scenario.Parties) table.AddColumn(new TableColumn(Markup.Escape(p.Name)).RightAligned());
        table.AddColumn("");
        Row("Reservation", scenario.Parties.Select(p => p.Reservation), "");
        if (report.Ideal is not null) Row("Ideal (not all at once)", report.Ideal.Utilities, report.Ideal.Proved ? "proved" : "best found");
        foreach (DraftAnalysis d in report.Drafts)
            Row($"Draft {d.Name}", d.Utilities, d.CrossedBy.Count > 0 ? "crosses a red line" : d.BelowReservation.Count > 0 ? "below a reservation" : d.IsEfficient switch { true => "on the frontier", false => "dominated", _ => "acceptable" });
        foreach (Solution s in report.Solutions)
            Row(BargainingSentences.Capital(BargainingReport.Title(s.Kind)), s.Utilities, BargainingSentences.OfProof(s));

        console.Write(table);

        void Row(string name, IEnumerable<Rational> utilities, string remark) =>
            table.AddRow([Markup.Escape(name), .. utilities.Select(BargainingSentences.Points), Markup.Escape(remark)]);
    }

    /// <summary>The same for many parties: one a line.</summary>
    private static void Turned(BargainingReport report, IAnsiConsole console)
    {
        Scenario scenario = report.Scenario;
        List<(string Name, IReadOnlyList<Rational> Utilities)> columns = [("Reservation", [.. scenario.Parties.Select(p => p.Reservation)])];
        if (report.Ideal is not null) columns.Add(("Ideal", report.Ideal.Utilities));
        foreach (Solution s in report.Solutions) columns.Add((BargainingSentences.Capital(BargainingReport.Title(s.Kind)), s.Utilities));
        if (report.Drafts.Count > 0) columns.Add(($"Draft {report.Drafts[^1].Name}", report.Drafts[^1].Utilities));
        Table table = new Table { Border = TableBorder.Rounded }.Title("Points of 100", new Style(decoration: Decoration.Dim)).AddColumn("Party");
        // A name that is one long word may be broken at its hyphen.
        foreach ((string name, _) in columns) table.AddColumn(new TableColumn(Markup.Escape(name.Replace("-S", "- S", StringComparison.Ordinal))).RightAligned());
        for (int p = 0; p < scenario.Parties.Count; p++)
            table.AddRow([Markup.Escape(scenario.Parties[p].Name), .. columns.Select(c => BargainingSentences.Points(c.Utilities[p]))]);
        console.Write(table);
        foreach (Solution s in report.Solutions) console.WriteLine($"{BargainingSentences.Capital(BargainingReport.Title(s.Kind))}: {BargainingSentences.OfProof(s)}");
        if (report.Drafts.Count > 1) console.WriteLine($"({report.Drafts.Count - 1} earlier {(report.Drafts.Count == 2 ? "draft" : "drafts")} with --json or --html)");
        if (report.Ideal is { Proved: false }) console.WriteLine("Ideal: best found, not proved to be the most");
    }

    /// <summary>What each rule's package and the latest drafts say on every issue.</summary>
    private static void Issues(BargainingReport report, IAnsiConsole console)
    {
        Scenario scenario = report.Scenario;
        List<(string Name, Package Package)> columns = [];
        foreach (IGrouping<Package, Solution> group in report.Solutions.GroupBy(s => s.Package)) columns.Add((string.Join(", ", group.Select(s => BargainingReport.Title(s.Kind))), group.Key));
        // The latest drafts stand beside the rules' packages as long as there is room.
        int room = Math.Max(1, (console.Profile.Width - 20) / 21), left = report.Drafts.Count;
        while (columns.Count < room && left > 0) columns.Insert(0, ($"Draft {report.Drafts[--left].Name}", report.Drafts[left].Package));
        if (columns.Count == 0) return;
        Table table = new Table { Border = TableBorder.Rounded }.AddColumn("Issue");
        foreach ((string name, _) in columns) table.AddColumn(Markup.Escape(BargainingSentences.Capital(name)));
        for (int i = 0; i < scenario.Issues.Count; i++)
            table.AddRow([Markup.Escape(scenario.Issues[i].Name), .. columns.Select(c => Markup.Escape(scenario.Issues[i].Options[c.Package[i]]))]);
        console.Write(table);
        if (left > 0) console.WriteLine($"({left} earlier {(left == 1 ? "draft" : "drafts")} with --json or --html)");
    }

    private static void Forecasts(BargainingReport report, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLine("[bold]What to expect[/] (on scales from 0 to 100)");
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string column in BargainingSentences.ForecastColumns) table.AddColumn(column == "Point" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        foreach ((ScalePoint point, Forecast forecast) in report.Scenario.Scales.Zip(report.Forecasts)) table.AddRow([.. BargainingSentences.OfForecast(point, forecast).Select(Markup.Escape)]);
        console.Write(table);
        console.WriteLine(BargainingSentences.ForecastRemark);
    }

    private static void Stability(BargainingReport report, Sensitivity sensitivity, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]If the weights are not quite right[/] ({BargainingSentences.OfDraws(sensitivity)})");
        if (sensitivity.Samples == 0) return;
        Table table = new Table { Border = TableBorder.Rounded }.AddColumn("Package").AddColumn(new TableColumn("on the frontier").RightAligned()).AddColumn(new TableColumn("acceptable to all").RightAligned()).AddColumn("still the answer");
        foreach (PackageStability p in sensitivity.Packages)
            table.AddRow(
                Markup.Escape(BargainingSentences.Capital(p.Name)),
                BargainingSentences.OfShare(p.OnFrontier),
                BargainingSentences.OfShare(p.Acceptable),
                Markup.Escape(string.Join("; ", p.Answer.Select(a => $"{BargainingReport.Title(a.Key)} {BargainingSentences.OfShare(a.Value)}"))));
        console.Write(table);
        if (sensitivity.Frontier.Count > 0) console.WriteLine(BargainingSentences.OfStability(sensitivity, report.Frontier.Count));
    }

    private static void Item(IAnsiConsole console, string text) => console.Write(new Padder(new Grid().AddColumn(new GridColumn().NoWrap().Width(1)).AddColumn().AddRow(new Text("-"), new Text(text)), new Padding(1, 0, 0, 0)));
}
