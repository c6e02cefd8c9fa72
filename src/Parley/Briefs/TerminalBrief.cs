using Parley.Positions;
using Parley.Talks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Parley.Briefs;

/// <summary>The brief for a terminal of 80 to 200 columns: in colour where the console has it, else plain text that says the same.</summary>
public static class TerminalBrief
{
    /// <summary>Lines longer than these read badly: running text stays within them on a wide terminal.</summary>
    private const int Measure = 104;

    /// <summary>A quotation is cut to about this many characters; the other forms have it whole.</summary>
    private const int LongestQuotation = 300;

    private const int MostDisagreements = 8;
    private const int MostQuotations = 16;
    private const int MostAssessments = 6;
    private const int MostSpeakers = 6;
    private const int MostProvisions = 6;
    private const int MostNews = 24;
    private const int MostSides = 8;
    private const int MostSayings = 3;

    /// <summary>Columns of the matrix take between so many characters each.</summary>
    private const int NarrowestColumn = 11;
    private const int WidestColumn = 22;

    /// <summary>A console on a writer, of a given width and with colour or without: what it prints depends on nothing else.</summary>
    internal static IAnsiConsole Console(TextWriter output, int width, bool colour)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Capabilities.Links = false;
        return console;
    }

    /// <summary>Writes the brief at the console's width.</summary>
    public static void Write(Brief brief, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(console);
        Negotiation talks = brief.Talks;
        Prose(console, 0, $"[bold]{Safe(Wording.Capital(brief.Title))}[/]");
        Prose(console, 0, $"[dim]How the talks stand.[/] {Safe(Wording.Coverage(talks))}");
        Disagreements(console, talks);
        News(console, talks);
        Parties(console, talks);
        Sayings(console, talks);
        Texts(console, talks);
        LessSureTexts(console, talks);
        Matrix(console, brief);
        Quotations(console, brief);
        Events(console, talks);
        Reporters(console, talks);
        Heading(console, "Outlook");
        Prose(console, 0, Safe(brief.Outlook.Sentence));
        foreach (Indicator indicator in brief.Outlook.Indicators)
            Columns(console, 2, 19, $"{indicator.Label,-13} {indicator.Count,3}", $"[dim]{Safe(indicator.Meaning)}[/]");
        if (brief.Outlook.Drivers.Count > 0) Prose(console, 0, $"What bears on it: {Safe(string.Join("; ", brief.Outlook.Drivers))}.");
        Prose(console, 0, $"[dim]Counted over what is shown above; rule: {Safe(brief.Outlook.Rule)}.[/]");
        Heading(console, "In figures");
        var figures = Wording.Figures(brief);
        if (figures.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        foreach ((string label, string text) in figures) Columns(console, 0, 13, $"[bold]{Safe(label)}[/]", Safe(text));
        Heading(console, "Reports");
        foreach (TalksReport report in talks.Reports)
            Hanging(console, 0, Safe($"[{report.Number}]"), Safe(ReportLine(report)));
    }

    private static void Disagreements(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "What the reports disagree on");
        if (talks.Disagreements.Count == 0) Prose(console, 0, "[dim]Nothing found that cannot both be true.[/]");
        int number = 0;
        foreach (Disagreement disagreement in talks.Disagreements.Take(MostDisagreements))
        {
            (string claim, string denial) = Wording.Heads(disagreement.Kind, disagreement.Claim);
            if (number > 0) console.WriteLine();
            Hanging(console, 0, $"{++number}.", $"[bold]{Safe(Wording.Capital(disagreement.About))}[/]{New(talks.IsNew(disagreement.Day))}");
            if (disagreement is { IsOneSentence: true, IsClaimUnnamed: true }) Side(denial, disagreement.Denial, "red");
            else if (disagreement.IsOneSentence)
            {
                Prose(console, 3, $"[yellow]{claim}[/] {Safe(Wording.Speaker(talks, disagreement.Claim))}, [red]{char.ToLowerInvariant(denial[0])}{denial[1..]}[/] {Safe(Wording.Speaker(talks, disagreement.Denial))}:");
                Quote(console, 3, disagreement.Denial);
            }
            else
            {
                Side(claim, disagreement.Claim, "yellow");
                Side(denial, disagreement.Denial, "red");
            }
            if (disagreement.Further.Count > 0) Prose(console, 3, $"[dim]{Wording.Count(disagreement.Further.Count, "more sentence")} to the same effect: {Sources(disagreement.Further)}[/]");
        }
        if (talks.Disagreements.Count > MostDisagreements) Prose(console, 0, $"[dim]{talks.Disagreements.Count - MostDisagreements} more in the other forms (--html, --markdown, --json).[/]");
        if (talks.UncertainDisagreements > 0) Prose(console, 0, $"[dim]Folded away: {talks.UncertainDisagreements} uncertain.[/]");

        void Side(string head, Quotation quotation, string colour)
        {
            Prose(console, 3, $"[{colour}]{head}[/] {Safe(Wording.Speaker(talks, quotation))}:");
            Quote(console, 3, quotation);
        }
    }

    private static void News(IAnsiConsole console, Negotiation talks)
    {
        if (talks.Since is not { } since) return;
        Heading(console, $"New since {Wording.Day(since)}");
        List<string> lines = WhatIsNew.Lines(talks);
        if (lines.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        foreach (string line in lines.Take(MostNews)) Hanging(console, 0, "•", Safe(line));
        if (lines.Count > MostNews) Prose(console, 0, $"[dim]{lines.Count - MostNews} more in the other forms (--html, --markdown, --json).[/]");
    }

    private static void Parties(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "Parties");
        if (talks.Parties.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        int width = Math.Clamp(talks.Parties.Count == 0 ? 0 : talks.Parties.Max(party => party.Name.Length), 8, 26);
        foreach (TalksParty party in talks.Parties.Where(party => Wording.IsInvolved(talks, party)))
        {
            TalksActor[] speakers = [.. TalksIndex.Of(talks).ActorsOf(party.Id)];
            string said = party.Statements == 1 ? "1 statement" : $"{party.Statements} statements";
            string who = string.Join("; ", speakers.Take(MostSpeakers).Select(actor => actor.Offices.Count == 0 ? Safe(actor.Name) : $"{Safe(actor.Name)} [dim]({Safe(string.Join(", ", actor.Offices.Take(2)))})[/]"));
            if (speakers.Length > MostSpeakers) who += $"; {speakers.Length - MostSpeakers} more";
            Columns(console, 0, width, $"[bold]{Safe(party.Name)}[/]", $"[dim]{party.Kind.ToString().ToLowerInvariant()}, {said}[/]{(who.Length > 0 ? ": " + who : "")}");
        }
        string[] unsure = [.. talks.Parties.Where(party => !Wording.IsInvolved(talks, party)).Select(party => party.Name)];
        if (unsure.Length > 0) Columns(console, 0, width, "[dim]Less sure[/]", Safe(string.Join("; ", unsure)));
        string[] others = [.. talks.Actors.Where(actor => actor.Party is null && actor.Statements > 0).Take(MostSpeakers).Select(actor => actor.Name)];
        if (others.Length > 0) Columns(console, 0, width, "[dim]No party[/]", Safe(string.Join("; ", others)));
    }

    private static void Sayings(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "What each side says");
        if (talks.Sayings.Count == 0) Prose(console, 0, "[dim]Nothing found that is sure enough to be shown.[/]");
        var sides = talks.Sayings.GroupBy(saying => saying.Party, StringComparer.Ordinal).ToList();
        int told = 0;
        foreach (var side in sides.Take(MostSides))
        {
            Prose(console, 0, $"[bold]{Safe(Wording.Party(talks, side.Key))}[/]");
            foreach (Saying saying in Saying.Split(side, MostSayings).First)
            {
                Quote(console, 2, saying.Quotation, saying.Repeats);
                told++;
            }
        }
        if (talks.Sayings.Count > told) Prose(console, 0, $"[dim]{Wording.Count(talks.Sayings.Count - told, "more sentence")}{(sides.Count > MostSides ? $", some of {Wording.Count(sides.Count - MostSides, "more side")}," : "")} in the other forms (--html, --markdown, --json).[/]");
    }

    private static void Texts(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "Texts on the table");
        if (talks.Proposals.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        foreach (TalksProposal proposal in talks.Proposals.Where(proposal => Wording.IsOnTable(talks, proposal)))
        {
            int indent = 3 * Depth(talks, proposal);
            Hanging(console, indent, indent > 0 ? "└" : "•", $"[bold]{Safe(proposal.Label)}[/]{New(talks.IsNew(proposal.FirstSeen))}  [dim]{Safe(indent > 0 ? Wording.Descent(talks, proposal) : Wording.Origin(talks, proposal))}[/]");
            string reception = Wording.Reception(talks, proposal);
            if (reception.Length > 0) Prose(console, indent + 2, Safe(Wording.Capital(reception)));
            List<ProvisionLine> provisions = ProvisionLine.Of(talks, proposal);
            foreach (ProvisionLine line in provisions.Take(MostProvisions))
                Hanging(console, indent + 2, "·", (line.Issue is { } issue ? $"[dim]{Safe(issue)}:[/] " : "") + $"{Safe(Wording.Quoted(line.Words))} [dim]{Sources(line.Quotations)}[/]");
            if (provisions.Count > MostProvisions) Prose(console, indent + 4, $"[dim]{provisions.Count - MostProvisions} more in the other forms.[/]");
        }
    }

    private static void LessSureTexts(IAnsiConsole console, Negotiation talks)
    {
        string[] unsure = [.. talks.Proposals.Where(proposal => !Wording.IsOnTable(talks, proposal)).Select(proposal => proposal.Label)];
        if (unsure.Length > 0) Prose(console, 0, $"[dim]Less sure to be texts on the table: {Safe(string.Join("; ", unsure))}.[/]");
    }

    private static void Matrix(IAnsiConsole console, Brief brief)
    {
        Heading(console, "Who stands where");
        PositionMatrix matrix = brief.Matrix;
        if (matrix.Rows.Count == 0)
        {
            Prose(console, 0, "[dim]Nothing found that is sure enough to be shown.[/]");
            Beside(console, matrix);
            return;
        }
        // A table line is "│label│cell│…│" with one blank after each: two for every column and one more.
        int width = console.Profile.Width;
        int label = Math.Clamp(width * 3 / 10, 24, 56);
        int perBlock = Math.Max(1, (width - label - 3) / (NarrowestColumn + 2));
        int blocks = (matrix.Parties.Count + perBlock - 1) / perBlock;
        perBlock = (matrix.Parties.Count + blocks - 1) / blocks;
        for (int from = 0; from < matrix.Parties.Count; from += perBlock)
        {
            int to = Math.Min(matrix.Parties.Count, from + perBlock);
            int column = Math.Min(WidestColumn, (width - label - 3) / (to - from) - 2);
            var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
            table.AddColumn(new TableColumn(new Markup(" ")).Padding(0, 0, 1, 0).Width(label));
            for (int p = from; p < to; p++) table.AddColumn(new TableColumn(new Markup($"[bold]{Safe(matrix.Parties[p].Name)}[/]")).Padding(0, 0, 1, 0).Width(column));
            bool? texts = null;
            foreach (MatrixRow row in matrix.Rows)
            {
                if (blocks > 1 && !Enumerable.Range(from, to - from).Any(p => row.Cells[p] is not null)) continue;
                if (texts != row.IsProposal) table.AddRow(new Markup(row.IsProposal ? "[dim]TEXTS[/]" : "[dim]POINTS[/]"));
                texts = row.IsProposal;
                var cells = new List<IRenderable> { new Markup(row.IsProposal ? $"[bold]{Safe(Short(row.Label))}[/]" : Safe(Short(row.Label))) };
                for (int p = from; p < to; p++) cells.Add(new Markup(Cell(brief.Talks, row.Cells[p])));
                table.AddRow(cells);
            }
            console.Write(new Ragged(table, "", width));
        }
        Prose(console, 0, "[dim]✓ for  ✗ against  ~ mixed, in the side's own word; in brackets: only what others say of it; ?n: n uncertain; –: nothing found, which says nothing of where the side stands.[/]");
        Beside(console, matrix);
    }

    /// <summary>What the matrix leaves out.</summary>
    private static void Beside(IAnsiConsole console, PositionMatrix matrix)
    {
        if (matrix.TargetsUncertain.Count > 0) Prose(console, 0, $"[dim]Only uncertain findings on: {Safe(Wording.Uncertain(matrix))}.[/]");
        foreach (string sentence in Wording.Beside(matrix)) Prose(console, 0, $"[dim]{Safe(sentence)}[/]");
    }

    private static string Cell(Negotiation talks, PositionHistory? history)
    {
        if (history is null) return "[dim]–[/]";
        string uncertain = history.Uncertain.Count > 0 ? $"[dim]?{history.Uncertain.Count}[/]" : "";
        if (history.Now is not { } now) return uncertain;
        string colour = now.Stance switch { Stance.For => "green", Stance.Against => "red", _ => "yellow" };
        string stance = $"{Wording.Sign(now.Stance)} {Wording.Word(now.Stance)}";
        string text = Wording.Voucher(talks, now) is { } other ? $"({stance}, {Safe(other)})" : $"[{colour}]{stance}[/]";
        if (now.IsDivided) text += $", [yellow]also {Wording.Word(now.Stance == Stance.For ? Stance.Against : Stance.For)}[/]";
        if (now.Condition is not null) text += " [dim]on condition[/]";
        if (Wording.Change(history) is { } change) text += $" [bold]‹{change}›[/]";
        return uncertain.Length > 0 ? $"{text} {uncertain}" : text;
    }

    private static void Quotations(IAnsiConsole console, Brief brief)
    {
        var shown = brief.Matrix.Rows.SelectMany(row => row.Cells.Select((cell, p) => (Row: row, Party: brief.Matrix.Parties[p], Cell: cell))).Where(found => found.Cell?.Now is { Voice: Voice.Own }).ToList();
        if (shown.Count == 0) return;
        Heading(console, "In their own words");
        // What one sentence says on several targets is quoted once.
        var grouped = shown.Select(found => (found.Row, found.Party, found.Cell!.Now, Telling: Wording.Best(brief.Talks, found.Cell.Now!.Basis)))
            .GroupBy(found => (found.Party.Id, found.Now!.Stance, found.Telling.Quotation.Report, found.Telling.Quotation.Span)).ToList();
        foreach (var group in grouped.Take(MostQuotations))
        {
            (_, TalksParty party, Standing? now, PositionEntry telling) = group.First();
            string condition = now!.Condition is { } words ? $" [dim]on condition:[/] {Safe(words)}" : "";
            Prose(console, 0, $"[bold]{Safe(party.Name)}[/] {Wording.Sign(now.Stance)} {Wording.Word(now.Stance)}: {Safe(string.Join("; ", group.Select(found => found.Row.Label)))}{condition}");
            Quote(console, 2, telling.Quotation, telling.Repeats);
        }
        if (grouped.Count > MostQuotations) Prose(console, 0, $"[dim]{grouped.Count - MostQuotations} more, and every sentence of each cell, in the other forms (--html, --markdown, --json).[/]");
    }

    private static void Events(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "What happened, and what is due");
        if (talks.Timeline.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        bool dated = talks.Timeline.Any(entry => entry.Date is not null || entry.ReportedOn is not null);
        if (!dated && talks.Timeline.Count > 0) Prose(console, 0, "[dim]Nothing here is dated: in the order of the text.[/]");
        string last = "";
        foreach (TimelineEntry entry in talks.Timeline)
        {
            string when = Wording.When(entry);
            string kind = entry.IsDeadline ? $"[yellow]{Safe(Wording.Happening(entry))}[/]" : $"[dim]{Safe(Wording.Happening(entry))}[/]";
            string what = $"{Safe(entry.Summary)}{New(talks.IsNew(entry.ReportedOn))} [dim]{Sources(entry.Quotations)}[/]";
            var grid = new Grid();
            if (dated) grid.AddColumn(new GridColumn().Width(14).Padding(0, 0, 2, 0));
            grid.AddColumn(new GridColumn().Width(15).Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            Markup[] cells = [new Markup(when == last ? " " : Safe(when)), new Markup(kind), new Markup(what)];
            grid.AddRow(dated ? cells : cells[1..]);
            console.Write(new Ragged(grid, "", Measure));
            last = when;
        }
        if (dated && talks.Timeline.Any(Wording.IsReportDay)) Prose(console, 0, "[dim]In brackets: the day of the report, where the text itself gives no date.[/]");
    }

    private static void Reporters(IAnsiConsole console, Negotiation talks)
    {
        Heading(console, "What the reporters make of it");
        if (talks.Assessments.Count == 0) Prose(console, 0, "[dim]Nothing found.[/]");
        foreach (Quotation quotation in talks.Assessments.Take(MostAssessments)) Quote(console, 0, quotation);
        if (talks.Assessments.Count > MostAssessments) Prose(console, 0, $"[dim]{talks.Assessments.Count - MostAssessments} more in the other forms (--html, --markdown, --json).[/]");
    }

    /// <summary>A label for a narrow column; it stands in full with the sentences.</summary>
    private static string Short(string label)
    {
        const int most = 64;
        return label.Length <= most ? label : string.Concat(label.AsSpan(0, label.LastIndexOf(' ', most) is > 20 and var space ? space : most), " …");
    }

    private static string ReportLine(TalksReport report)
    {
        string line = $"{Wording.Publisher(report.Report)}, {Wording.Day(report.Day)}";
        if (report.Report.Title is { Length: > 0 } title) line = $"{Evidence.Collapse(title)}. {line}";
        return report.Copies.Count > 0 ? $"{line}; also as {string.Join(", ", report.Copies)}" : line;
    }

    private static int Depth(Negotiation talks, TalksProposal proposal)
    {
        int depth = 0;
        for (TalksProposal? at = proposal; (at?.Revises ?? at?.Counters) is { } parent && depth < 4; depth++) at = talks.Proposals.FirstOrDefault(other => other.Id == parent);
        return depth;
    }

    private static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.Write(new Ragged(new Rule($"[bold]{Safe(text)}[/]").LeftJustified().RuleStyle(new Style(Color.Grey)), "", console.Profile.Width));
    }

    private static void Quote(IAnsiConsole console, int indent, Quotation quotation, IReadOnlyList<Quotation>? repeats = null) =>
        console.Write(new Ragged(new Markup($"{Safe(Wording.Sentence(quotation, LongestQuotation))} [dim]{Sources([quotation, .. repeats ?? []])}[/]"), new string(' ', indent) + "│ ", Measure));

    private static string Sources(IEnumerable<Quotation> quotations) => string.Concat(quotations.Select(quotation => quotation.Report).Distinct().Order().Select(number => Safe($"[{number}]")));

    private static string New(bool isNew) => isNew ? " [bold]‹new›[/]" : "";

    private static void Prose(IAnsiConsole console, int indent, string markup) => console.Write(new Ragged(new Markup(markup), new string(' ', indent), Measure));

    private static void Hanging(IAnsiConsole console, int indent, string sign, string markup) => Columns(console, indent, Markup.Remove(sign).Length, sign, markup, 1);

    private static void Columns(IAnsiConsole console, int indent, int width, string left, string right, int gap = 2)
    {
        var grid = new Grid().AddColumn(new GridColumn().Width(width).Padding(0, 0, gap, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        grid.AddRow(new Markup(left), new Markup(right));
        console.Write(new Ragged(grid, new string(' ', indent), Measure));
    }

    /// <summary>Words of a report as markup that shows them and nothing else: no markup and no control characters of theirs are obeyed.</summary>
    private static string Safe(string text) => Ragged.Escape(text);
}
