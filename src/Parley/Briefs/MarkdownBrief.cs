using System.Text;
using Parley.Positions;
using Parley.Talks;

namespace Parley.Briefs;

/// <summary>The brief as Markdown: sentences to quote, each with its source, to paste into a story or a note.</summary>
public static class MarkdownBrief
{
    /// <summary>Sentences of a side at most.</summary>
    private const int MostSayings = 10;

    /// <summary>Writes the text.</summary>
    public static void Write(Brief brief, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(output);
        Negotiation talks = brief.Talks;
        var text = new StringBuilder();
        text.Append($"# {E(Wording.Capital(brief.Title))}\n\nHow the talks stand. {E(Wording.Coverage(talks))}\n");
        Disagreements(text, talks);
        if (talks.Since is { } since)
        {
            Heading(text, $"New since {Wording.Day(since)}");
            List<string> lines = WhatIsNew.Lines(talks);
            if (lines.Count == 0) text.Append("Nothing found.\n");
            foreach (string line in lines) text.Append($"- {E(line)}\n");
        }
        Parties(text, talks);
        Sayings(text, talks);
        Texts(text, talks);
        Matrix(text, brief);
        Quotations(text, brief);
        Heading(text, "What happened, and what is due");
        if (talks.Timeline.Count == 0) text.Append("Nothing found.\n");
        foreach (TimelineEntry entry in talks.Timeline)
            text.Append($"- {E(Wording.When(entry))}: *{E(Wording.Happening(entry))}*, {E(entry.Summary)} {References(entry.Quotations)}\n");
        if (talks.Timeline.Any(Wording.IsReportDay)) text.Append("\nIn brackets: the day of the report, where the text itself gives no date.\n");
        Heading(text, "What the reporters make of it");
        if (talks.Assessments.Count == 0) text.Append("Nothing found.\n");
        foreach (Quotation quotation in talks.Assessments) Quote(text, talks, quotation, withSpeaker: false);
        Heading(text, "Outlook");
        text.Append($"{E(brief.Outlook.Sentence)}\n\n");
        foreach (Indicator indicator in brief.Outlook.Indicators) text.Append($"- {indicator.Label}: {indicator.Count} ({E(indicator.Meaning)})\n");
        if (brief.Outlook.Drivers.Count > 0) text.Append($"\nWhat bears on it: {E(string.Join("; ", brief.Outlook.Drivers))}.\n");
        text.Append($"\nCounted over what is shown above; rule: {E(brief.Outlook.Rule)}.\n");
        Heading(text, "In figures");
        var figures = Wording.Figures(brief);
        if (figures.Count == 0) text.Append("Nothing found.\n");
        foreach ((string label, string words) in figures) text.Append($"- **{E(label)}**: {E(words)}\n");
        Heading(text, "Reports");
        foreach (TalksReport report in talks.Reports)
        {
            string title = report.Report.Title is { Length: > 0 } words ? Evidence.Collapse(words) + ". " : "";
            string url = report.Report.Url is { } address && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? $" <{address.Replace(">", "%3E", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)}>" : "";
            text.Append($"- \\[{report.Number}\\] {E(title)}{E(Wording.Publisher(report.Report))}, {Wording.Day(report.Day)}{url}{(report.Copies.Count > 0 ? $"; also as {E(string.Join(", ", report.Copies))}" : "")}\n");
        }
        output.Write(text.ToString());
    }

    private static void Disagreements(StringBuilder text, Negotiation talks)
    {
        Heading(text, "What the reports disagree on");
        if (talks.Disagreements.Count == 0) text.Append("Nothing found that cannot both be true.\n");
        foreach (Disagreement disagreement in talks.Disagreements)
        {
            (string claim, string denial) = Wording.Heads(disagreement.Kind, disagreement.Claim);
            text.Append($"### {E(Wording.Capital(disagreement.About))}\n\n");
            if (disagreement.IsOneSentence)
            {
                text.Append(disagreement.IsClaimUnnamed
                    ? $"{denial} {E(Wording.Speaker(talks, disagreement.Denial))}:\n\n"
                    : $"{claim} {E(Wording.Speaker(talks, disagreement.Claim))}, {char.ToLowerInvariant(denial[0])}{denial[1..]} {E(Wording.Speaker(talks, disagreement.Denial))}:\n\n");
                Quote(text, talks, disagreement.Denial, withSpeaker: false);
            }
            else
            {
                text.Append($"{claim} {E(Wording.Speaker(talks, disagreement.Claim))}:\n\n");
                Quote(text, talks, disagreement.Claim, withSpeaker: false);
                text.Append($"{denial} {E(Wording.Speaker(talks, disagreement.Denial))}:\n\n");
                Quote(text, talks, disagreement.Denial, withSpeaker: false);
            }
            if (disagreement.Further.Count > 0) text.Append("To the same effect:\n\n");
            foreach (Quotation quotation in disagreement.Further) Quote(text, talks, quotation);
        }
        if (talks.UncertainDisagreements > 0) text.Append($"Folded away: {talks.UncertainDisagreements} uncertain.\n");
    }

    private static void Parties(StringBuilder text, Negotiation talks)
    {
        Heading(text, "Parties");
        if (talks.Parties.Count == 0) text.Append("Nothing found.\n");
        foreach (TalksParty party in talks.Parties.Where(party => Wording.IsInvolved(talks, party)))
        {
            string[] speakers = [.. TalksIndex.Of(talks).ActorsOf(party.Id).Select(actor => actor.Offices.Count == 0 ? E(actor.Name) : $"{E(actor.Name)} ({E(string.Join(", ", actor.Offices))})")];
            text.Append($"- **{E(party.Name)}** ({party.Kind.ToString().ToLowerInvariant()}){(speakers.Length > 0 ? ": " + string.Join("; ", speakers) : "")}\n");
        }
    }

    private static void Sayings(StringBuilder text, Negotiation talks)
    {
        Heading(text, "What each side says");
        if (talks.Sayings.Count == 0) text.Append("Nothing found that is sure enough to be shown.\n");
        foreach (var side in talks.Sayings.GroupBy(saying => saying.Party, StringComparer.Ordinal))
        {
            text.Append($"### {E(Wording.Party(talks, side.Key))}\n\n");
            var (first, rest) = Saying.Split(side, MostSayings);
            foreach (Saying saying in first) Quote(text, talks, saying.Quotation, repeats: saying.Repeats);
            if (rest.Count > 0) text.Append($"{Wording.Count(rest.Count, "more sentence")} in the other forms (--html, --json).\n\n");
        }
    }

    private static void Texts(StringBuilder text, Negotiation talks)
    {
        Heading(text, "Texts on the table");
        if (talks.Proposals.Count == 0) text.Append("Nothing found.\n");
        foreach (TalksProposal proposal in talks.Proposals.Where(proposal => Wording.IsOnTable(talks, proposal)))
        {
            string reception = Wording.Reception(talks, proposal);
            text.Append($"- **{E(proposal.Label)}**, {E(Wording.Origin(talks, proposal))}{(reception.Length > 0 ? ". " + E(Wording.Capital(reception)) : "")}.\n");
            foreach (ProvisionLine line in ProvisionLine.Of(talks, proposal))
                text.Append($"  - {(line.Issue is { } issue ? E(issue) + ": " : "")}{E(Wording.Quoted(line.Words))} {References(line.Quotations)}\n");
        }
    }

    private static void Matrix(StringBuilder text, Brief brief)
    {
        Heading(text, "Who stands where");
        PositionMatrix matrix = brief.Matrix;
        if (matrix.Rows.Count == 0)
        {
            text.Append("Nothing found that is sure enough to be shown.\n");
            Beside(text, matrix);
            return;
        }
        text.Append($"| | {string.Join(" | ", matrix.Parties.Select(party => E(party.Name)))} |\n|---|{string.Concat(matrix.Parties.Select(_ => "---|"))}\n");
        foreach (MatrixRow row in matrix.Rows)
            text.Append($"| {(row.IsProposal ? $"**{E(row.Label)}**" : E(row.Label))} | {string.Join(" | ", row.Cells.Select(cell => Cell(brief.Talks, cell)))} |\n");
        text.Append("\nIn the side's own word; in brackets: only what others say of it. Texts are in bold, points are not.\n");
        Beside(text, matrix);
    }

    /// <summary>What the matrix leaves out.</summary>
    private static void Beside(StringBuilder text, PositionMatrix matrix)
    {
        if (matrix.TargetsUncertain.Count > 0) text.Append($"\nOnly uncertain findings on: {E(Wording.Uncertain(matrix))}.\n");
        foreach (string sentence in Wording.Beside(matrix)) text.Append($"\n{E(sentence)}\n");
    }

    private static string Cell(Negotiation talks, PositionHistory? history)
    {
        if (history is null) return "nothing found";
        string uncertain = history.Uncertain.Count > 0 ? $"{history.Uncertain.Count} uncertain" : "";
        if (history.Now is not { } now) return uncertain;
        string stance = Wording.Word(now.Stance);
        if (Wording.Voucher(talks, now) is { } voucher) stance = $"({stance}, {E(voucher)})";
        if (now.IsDivided) stance += $", also {Wording.Word(now.Stance == Stance.For ? Stance.Against : Stance.For)}";
        if (now.Condition is { } condition) stance += $", on condition: {E(Evidence.Collapse(condition))}";
        if (Wording.Change(history) is { } change) stance += $" ({E(change)})";
        return uncertain.Length > 0 ? $"{stance}; {uncertain}" : stance;
    }

    private static void Quotations(StringBuilder text, Brief brief)
    {
        var cells = brief.Matrix.Rows.SelectMany(row => row.Cells.Select((cell, p) => (Row: row, Party: brief.Matrix.Parties[p], Cell: cell))).Where(found => found.Cell is { Entries.Count: > 0 }).ToList();
        if (cells.Count == 0) return;
        Heading(text, "The sentences behind the cells");
        foreach ((MatrixRow row, TalksParty party, PositionHistory? cell) in cells)
        {
            text.Append($"### {E(party.Name)} on {E(row.Label)}\n\n");
            foreach (PositionEntry entry in cell!.Entries)
            {
                text.Append($"{Wording.Capital(Wording.Word(entry.Stance))} ({entry.Voice switch { Voice.Own => "own word", Voice.Claimed => "claimed", _ => "reported" }}):\n\n");
                Quote(text, brief.Talks, entry.Quotation, repeats: entry.Repeats);
            }
        }
    }

    private static void Quote(StringBuilder text, Negotiation talks, Quotation quotation, bool withSpeaker = true, IReadOnlyList<Quotation>? repeats = null)
    {
        string who = withSpeaker ? E(Wording.Capital(Wording.Speaker(talks, quotation))) + ", " : "";
        text.Append($"> {E(Wording.Sentence(quotation))}\n>\n> — {who}{E(Wording.Source(talks, quotation))} {References([quotation, .. repeats ?? []])}\n\n");
    }

    private static string References(IEnumerable<Quotation> quotations) => string.Concat(quotations.Select(quotation => quotation.Report).Distinct().Order().Select(number => $"\\[{number}\\]"));

    private static void Heading(StringBuilder text, string heading)
    {
        while (text.Length > 1 && text[^1] == '\n' && text[^2] == '\n') text.Length--;
        text.Append($"\n## {heading}\n\n");
    }

    /// <summary>Foreign words as plain text: whatever Markdown or HTML would read into them is escaped.</summary>
    private static string E(string words)
    {
        var safe = new StringBuilder(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            char c = words[i];
            if (char.IsControl(c)) c = ' ';
            bool starts = i == 0 && c is '+' or '-' && words.Length > 1 && words[1] == ' ' || c == '.' && i > 0 && i + 1 < words.Length && words[i + 1] == ' ' && words.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;
            if (starts || c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '&') safe.Append('\\');
            safe.Append(c);
        }
        return safe.ToString();
    }
}
