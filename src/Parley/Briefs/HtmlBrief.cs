using System.Net;
using System.Text;
using Parley.Positions;
using Parley.Talks;

namespace Parley.Briefs;

/// <summary>
/// The brief as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. Everything that comes from a report is escaped; each cell unfolds into its
/// sentences (on paper they follow as a list).
/// </summary>
public static class HtmlBrief
{
    /// <summary>Parties beside each other in one table of the matrix: what fits a page.</summary>
    private const int MostColumns = 6;

    private const int MostAliases = 8;

    /// <summary>Sentences of a side that stand unfolded.</summary>
    private const int MostSayings = 3;

    private static readonly string Style = ReadStyle();

    /// <summary>Writes the file's text.</summary>
    public static void Write(Brief brief, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(new Page(brief).ToString());
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(HtmlBrief).Assembly.GetManifestResourceStream("Parley.Briefs.Data.brief.css") ?? throw new InvalidDataException("brief.css: not built into the program");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>One page in the making.</summary>
    private sealed class Page
    {
        private readonly StringBuilder _html = new();
        private readonly Brief _brief;
        private readonly Negotiation _talks;

        public Page(Brief brief)
        {
            _brief = brief;
            _talks = brief.Talks;
            Line("<!DOCTYPE html>");
            Line("<html lang=\"en\">");
            Line("<head>");
            Line("<meta charset=\"utf-8\">");
            Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
            Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
            Line($"<title>{E(Wording.Capital(brief.Title))}</title>");
            Line($"<style>\n{Style}</style>");
            Line("</head>");
            Line("<body>");
            Line("<header>");
            Line($"<p class=\"kicker\">How the talks stand</p>\n<h1>{E(Wording.Capital(brief.Title))}</h1>\n<p class=\"lead\">{E(Wording.Coverage(_talks))} {E(brief.Outlook.Sentence)}</p>");
            Line("<nav><a href=\"#disputed\">Disputed</a> <a href=\"#parties\">Parties</a> <a href=\"#words\">Said</a> <a href=\"#texts\">Texts</a> <a href=\"#positions\">Positions</a> <a href=\"#timeline\">Timeline</a> <a href=\"#assessments\">Reporters</a> <a href=\"#outlook\">Outlook</a> <a href=\"#figures\">Figures</a> <a href=\"#reports\">Reports</a></nav>");
            Line("</header>");
            Line("<main>");
            Disagreements();
            News();
            Parties();
            Sayings();
            Texts();
            Matrix();
            Events();
            Assessments();
            Outlook();
            Figures();
            Reports();
            Line("</main>");
            Line($"<footer>Made by Parley {E(string.Join(", ", _talks.Readers.Select(reader => reader.Models.Length > 0 ? $"{reader.Version} (models {reader.Models})" : reader.Version)))}. Every cell goes back to sentences of the reports; nothing found does not mean that there is nothing.</footer>");
            Line("</body>");
            Line("</html>");
        }

        public override string ToString() => _html.ToString();

        private void Disagreements()
        {
            Open("disputed", "What the reports disagree on");
            if (_talks.Disagreements.Count == 0) Nothing("Nothing found that cannot both be true.");
            foreach (Disagreement disagreement in _talks.Disagreements)
            {
                (string claim, string denial) = Wording.Heads(disagreement.Kind, disagreement.Claim);
                Line($"<article class=\"dispute\"><h3>{E(Wording.Capital(disagreement.About))}{New(_talks.IsNew(disagreement.Day))}</h3>");
                if (disagreement.IsOneSentence)
                {
                    string claimed = disagreement.IsClaimUnnamed ? "" : $"<b>{claim}</b> {E(Wording.Speaker(_talks, disagreement.Claim))}, ";
                    string denied = disagreement.IsClaimUnnamed ? denial : char.ToLowerInvariant(denial[0]) + denial[1..];
                    Line($"<p class=\"who\">{claimed}<b class=\"denial\">{denied}</b> {E(Wording.Speaker(_talks, disagreement.Denial))}</p>");
                    Quote(disagreement.Denial, withSpeaker: false);
                }
                else
                {
                    Line($"<div class=\"sides\"><div><p class=\"who\"><b>{claim}</b> {E(Wording.Speaker(_talks, disagreement.Claim))}</p>");
                    Quote(disagreement.Claim, withSpeaker: false);
                    Line($"</div><div><p class=\"who\"><b class=\"denial\">{denial}</b> {E(Wording.Speaker(_talks, disagreement.Denial))}</p>");
                    Quote(disagreement.Denial, withSpeaker: false);
                    Line("</div></div>");
                }
                if (disagreement.Further.Count > 0)
                {
                    Line($"<details><summary>{E(Wording.Count(disagreement.Further.Count, "more sentence"))} to the same effect</summary>");
                    foreach (Quotation quotation in disagreement.Further) Quote(quotation);
                    Line("</details>");
                }
                Line("</article>");
            }
            if (_talks.UncertainDisagreements > 0) Nothing($"Folded away: {_talks.UncertainDisagreements} uncertain.");
            Close();
        }

        private void News()
        {
            if (_talks.Since is not { } since) return;
            Open("new", $"New since {Wording.Day(since)}");
            List<string> lines = WhatIsNew.Lines(_talks);
            if (lines.Count == 0) Nothing("Nothing found.");
            else Line($"<ul>{string.Concat(lines.Select(line => $"<li>{E(line)}</li>"))}</ul>");
            Close();
        }

        private void Parties()
        {
            Open("parties", "Parties and who speaks for them");
            if (_talks.Parties.Count == 0) Nothing("Nothing found.");
            Line("<dl class=\"parties\">");
            foreach (TalksParty party in _talks.Parties.Where(party => Wording.IsInvolved(_talks, party)))
            {
                Line($"<div><dt>{E(party.Name)} <small>{party.Kind.ToString().ToLowerInvariant()}, {(party.Statements == 1 ? "1 statement" : $"{party.Statements} statements")}</small></dt>");
                foreach (TalksActor actor in TalksIndex.Of(_talks).ActorsOf(party.Id))
                    Line($"<dd>{E(actor.Name)}{(actor.Offices.Count > 0 ? $" <span class=\"office\">{E(string.Join(", ", actor.Offices))}</span>" : "")}</dd>");
                string[] names = [.. party.Aliases.Where(PartyIdentity.Identifies).Take(MostAliases)];
                if (names.Length > 0) Line($"<dd class=\"alias\">also {E(string.Join(", ", names))}</dd>");
                Line("</div>");
            }
            TalksActor[] others = [.. _talks.Actors.Where(actor => actor.Party is null && actor.Statements > 0)];
            if (others.Length > 0) Line($"<div><dt>No party</dt>{string.Concat(others.Select(actor => $"<dd>{E(actor.Name)}{(actor.Offices.Count > 0 ? $" <span class=\"office\">{E(string.Join(", ", actor.Offices))}</span>" : "")}</dd>"))}</div>");
            Line("</dl>");
            string[] unsure = [.. _talks.Parties.Where(party => !Wording.IsInvolved(_talks, party)).Select(party => party.Name)];
            if (unsure.Length > 0) Nothing($"Less sure to be parties: {string.Join("; ", unsure)}.");
            Close();
        }

        private void Sayings()
        {
            Open("words", "What each side says");
            if (_talks.Sayings.Count == 0) Nothing("Nothing found that is sure enough to be shown.");
            foreach (var side in _talks.Sayings.GroupBy(saying => saying.Party, StringComparer.Ordinal))
            {
                Line($"<section class=\"side\"><h3>{E(Wording.Party(_talks, side.Key))}</h3>");
                var (first, rest) = Saying.Split(side, MostSayings);
                foreach (Saying saying in first) Said(saying);
                if (rest.Count > 0)
                {
                    Line($"<details class=\"folded\"><summary>{Wording.Count(rest.Count, "more sentence")}</summary>");
                    foreach (Saying saying in rest) Said(saying);
                    Line("</details>");
                }
                Line("</section>");
            }
            Close();

            void Said(Saying saying)
            {
                Quote(saying.Quotation);
                if (saying.Repeats.Count > 0) Line($"<p class=\"entry\">The same words also in {string.Concat(saying.Repeats.Select(Reference))}</p>");
            }
        }

        private void Texts()
        {
            Open("texts", "Texts on the table");
            if (_talks.Proposals.Count == 0) Nothing("Nothing found.");
            else
            {
                Line("<ul class=\"texts\">");
                foreach (TalksProposal root in _talks.Proposals.Where(proposal => (proposal.Revises ?? proposal.Counters) is null && Wording.IsOnTable(_talks, proposal))) Text(root, nested: false);
                Line("</ul>");
                string[] unsure = [.. _talks.Proposals.Where(proposal => !Wording.IsOnTable(_talks, proposal)).Select(proposal => proposal.Label)];
                if (unsure.Length > 0) Nothing($"Less sure to be texts on the table: {string.Join("; ", unsure)}.");
            }
            Close();
        }

        private void Text(TalksProposal proposal, bool nested)
        {
            Line($"<li id=\"{proposal.Id}\"><p><b>{E(proposal.Label)}</b>{New(_talks.IsNew(proposal.FirstSeen))} <small>{E(nested ? Wording.Descent(_talks, proposal) : Wording.Origin(_talks, proposal))}</small></p>");
            string reception = Wording.Reception(_talks, proposal);
            if (reception.Length > 0) Line($"<p>{E(Wording.Capital(reception))}.</p>");
            List<ProvisionLine> provisions = ProvisionLine.Of(_talks, proposal);
            if (provisions.Count > 0)
            {
                Line("<details class=\"provisions\" open><summary>What it provides</summary><ul>");
                foreach (ProvisionLine line in provisions)
                    Line($"<li>{(line.Issue is { } issue ? $"<span class=\"issue\">{E(issue)}:</span> " : "")}{E(Wording.Quoted(line.Words))} {string.Concat(line.Quotations.DistinctBy(quotation => quotation.Report).Select(Reference))}</li>");
                Line("</ul></details>");
            }
            if (proposal.OtherLabels.Count > 0) Line($"<p class=\"alias\">also “{E(string.Join("”, “", proposal.OtherLabels))}”</p>");
            TalksProposal[] children = [.. TalksIndex.Of(_talks).Descendants(proposal.Id).Where(other => Wording.IsOnTable(_talks, other))];
            if (children.Length > 0)
            {
                Line("<ul>");
                foreach (TalksProposal child in children) Text(child, nested: true);
                Line("</ul>");
            }
            Line("</li>");
        }

        private void Matrix()
        {
            Open("positions", "Who stands where");
            PositionMatrix matrix = _brief.Matrix;
            if (matrix.Rows.Count == 0)
            {
                Nothing("Nothing found that is sure enough to be shown.");
                Beside(matrix);
                Close();
                return;
            }
            Line("<p class=\"legend\"><span class=\"for\">✓ for</span> <span class=\"against\">✗ against</span> <span class=\"mixed\">~ mixed</span> in the side’s own word; <span class=\"other\">dashed</span>: only what others say of it. Unfold a cell for its sentences.</p>");
            int tables = (matrix.Parties.Count + MostColumns - 1) / MostColumns;
            int columns = (matrix.Parties.Count + tables - 1) / tables;
            for (int from = 0; from < matrix.Parties.Count; from += columns) Table(matrix, from, Math.Min(columns, matrix.Parties.Count - from));
            Beside(matrix);
            Line("<div class=\"on-paper\"><h3>The sentences behind the cells</h3>");
            foreach (MatrixRow row in matrix.Rows)
                for (int p = 0; p < row.Cells.Count; p++)
                    if (row.Cells[p] is { Entries.Count: > 0 } history)
                    {
                        Line($"<section><h4>{E(matrix.Parties[p].Name)} on {E(row.Label)}</h4>");
                        Entries(history.Entries);
                        Line("</section>");
                    }
            Line("</div>");
            Close();
        }

        /// <summary>What the matrix leaves out; uncertain findings unfold.</summary>
        private void Beside(PositionMatrix matrix)
        {
            HashSet<string> rows = [.. matrix.Rows.Select(row => row.Target)], columns = [.. matrix.Parties.Select(party => party.Id)];
            PositionHistory[] outside = [.. _talks.Positions.Where(history => history.Now is null && !(rows.Contains(history.Target) && columns.Contains(history.Holder)))];
            if (outside.Length > 0)
            {
                Line($"<details class=\"folded\"><summary>Only uncertain findings{(matrix.TargetsUncertain.Count > 0 ? ": " + E(Wording.Uncertain(matrix)) : "")}</summary>");
                foreach (PositionHistory history in outside)
                {
                    Line($"<h4>{E(Wording.Party(_talks, history.Holder))} on {E(Wording.Label(_talks, history.Target))}</h4>");
                    Entries(history.Uncertain);
                }
                Line("</details>");
            }
            foreach (string sentence in Wording.Beside(matrix)) Nothing(sentence);
        }

        /// <summary>The matrix for some of the parties: a table that fits a page; of many, each has the lines that its parties have something on.</summary>
        private void Table(PositionMatrix matrix, int from, int count)
        {
            Line("<div class=\"scroll\"><table class=\"matrix\"><thead><tr><td></td>");
            foreach (TalksParty party in matrix.Parties.Skip(from).Take(count)) Line($"<th scope=\"col\">{E(party.Name)}</th>");
            Line("</tr></thead>");
            foreach (IGrouping<bool, MatrixRow> group in matrix.Rows.Where(row => row.Cells.Skip(from).Take(count).Any(cell => cell is not null)).GroupBy(row => row.IsProposal))
            {
                Line($"<tbody><tr class=\"group\"><th colspan=\"{count + 1}\" scope=\"rowgroup\">{(group.Key ? "Texts" : "Points")}</th></tr>");
                foreach (MatrixRow row in group)
                {
                    Line($"<tr><th scope=\"row\">{E(row.Label)}</th>");
                    foreach (PositionHistory? cell in row.Cells.Skip(from).Take(count)) Cell(cell);
                    Line("</tr>");
                }
                Line("</tbody>");
            }
            Line("</table></div>");
        }

        private void Cell(PositionHistory? history)
        {
            if (history is null)
            {
                Line("<td class=\"none\">nothing found</td>");
                return;
            }
            string kind = history.Now is { } standing ? $"{Wording.Word(standing.Stance)}{(standing.Voice == Voice.Own ? "" : " other")}" : "uncertain";
            Line($"<td class=\"{kind}\"><details><summary>{Summary(history)}</summary>");
            Entries(history.Entries);
            if (history.Uncertain.Count > 0)
            {
                Line($"<details class=\"folded\"><summary>{history.Uncertain.Count} uncertain</summary>");
                Entries(history.Uncertain);
                Line("</details>");
            }
            Line("</details></td>");
        }

        private string Summary(PositionHistory history)
        {
            string uncertain = history.Uncertain.Count > 0 ? $"<small>{history.Uncertain.Count} uncertain</small>" : "";
            if (history.Now is not { } now) return uncertain;
            string text = $"<span class=\"stance\">{Wording.Sign(now.Stance)} {Wording.Word(now.Stance)}</span>";
            if (Wording.Voucher(_talks, now) is { } voucher) text += $"<small>{E(voucher)}</small>";
            if (now.IsDivided) text += $"<small class=\"divided\">also {Wording.Word(now.Stance == Stance.For ? Stance.Against : Stance.For)}</small>";
            if (now.Condition is { } condition) text += $"<small>on condition: {E(condition)}</small>";
            if (Wording.Change(history) is { } change) text += $"<small class=\"new\">{E(change)}</small>";
            else if (history.Before is { } before && now.Since is { } since) text += $"<small>{Wording.Word(before.Stance)} before {Wording.Day(since)}</small>";
            return text + uncertain;
        }

        private void Entries(IReadOnlyList<PositionEntry> entries)
        {
            foreach (PositionEntry entry in entries)
            {
                string voice = entry.Voice switch { Voice.Own => "own word", Voice.Claimed => "claimed", _ => "reported" };
                Line($"<p class=\"entry\"><b>{Wording.Sign(entry.Stance)} {Wording.Word(entry.Stance)}</b>, {voice}</p>");
                Quote(entry.Quotation);
                if (entry.Repeats.Count > 0) Line($"<p class=\"entry\">The same words also in {string.Concat(entry.Repeats.Select(Reference))}</p>");
            }
        }

        private void Events()
        {
            Open("timeline", "What happened, and what is due");
            if (_talks.Timeline.Count == 0) Nothing("Nothing found.");
            else
            {
                Line("<table class=\"timeline\"><tbody>");
                foreach (TimelineEntry entry in _talks.Timeline)
                {
                    Line($"<tr{(entry.IsDeadline ? " class=\"deadline\"" : "")}><td class=\"when\">{E(Wording.When(entry))}</td><td class=\"kind\">{E(Wording.Happening(entry))}</td><td><details><summary>{E(entry.Summary)}{New(_talks.IsNew(entry.ReportedOn))} {string.Concat(entry.Quotations.DistinctBy(quotation => quotation.Report).Select(Reference))}</summary>");
                    foreach (Quotation quotation in entry.Quotations) Quote(quotation, withSpeaker: false);
                    Line("</details></td></tr>");
                }
                Line("</tbody></table>");
                if (_talks.Timeline.Any(Wording.IsReportDay)) Nothing("In brackets: the day of the report, where the text itself gives no date.");
            }
            Close();
        }

        private void Assessments()
        {
            Open("assessments", "What the reporters make of it");
            if (_talks.Assessments.Count == 0) Nothing("Nothing found.");
            foreach (Quotation quotation in _talks.Assessments) Quote(quotation, withSpeaker: false);
            Close();
        }

        private void Outlook()
        {
            Open("outlook", "Outlook");
            Line($"<p class=\"sentence\">{E(_brief.Outlook.Sentence)}</p>");
            Line("<table class=\"counts\"><tbody>");
            foreach (Indicator indicator in _brief.Outlook.Indicators)
                Line($"<tr><th scope=\"row\">{E(indicator.Label)}</th><td class=\"number\">{indicator.Count}</td><td>{E(indicator.Meaning)}</td></tr>");
            Line("</tbody></table>");
            if (_brief.Outlook.Drivers.Count > 0) Line($"<p>What bears on it: {E(string.Join("; ", _brief.Outlook.Drivers))}.</p>");
            Nothing($"Counted over what is shown above. The sentence follows from the counts by a rule, here: {_brief.Outlook.Rule}.");
            Close();
        }

        private void Figures()
        {
            Open("figures", "In figures");
            var figures = Wording.Figures(_brief);
            if (figures.Count == 0) Nothing("Nothing found.");
            else
            {
                Line("<table class=\"counts\"><tbody>");
                foreach ((string label, string text) in figures) Line($"<tr><th scope=\"row\">{E(label)}</th><td>{E(text)}</td></tr>");
                Line("</tbody></table>");
            }

            Close();
        }

        private void Reports()
        {
            Open("reports", "Reports");
            Line("<ol class=\"reports\">");
            foreach (TalksReport report in _talks.Reports)
            {
                string title = report.Report.Title is { Length: > 0 } words ? Evidence.Collapse(words) : report.Report.Id;
                string linked = report.Report.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? $"<a href=\"{E(url)}\">{E(title)}</a>" : E(title);
                Line($"<li id=\"r{report.Number}\">{linked}. <small>{E(Wording.Publisher(report.Report))}, {Wording.Day(report.Day)}{(report.Report.Byline is { } byline ? $", by {E(byline)}" : "")}{(report.Copies.Count > 0 ? $"; also as {E(string.Join(", ", report.Copies))}" : "")}</small></li>");
            }
            Line("</ol>");
            Close();
        }

        private void Quote(Quotation quotation, bool withSpeaker = true)
        {
            Line($"<blockquote><p>{Marked(quotation)}</p><footer>{(withSpeaker ? E(Wording.Capital(Wording.Speaker(_talks, quotation))) + ", " : "")}{E(Wording.Source(_talks, quotation))} {Reference(quotation)}</footer></blockquote>");
        }

        /// <summary>The sentences, escaped, with the words that carry the fact marked.</summary>
        private static string Marked(Quotation quotation)
        {
            var html = new StringBuilder();
            int at = quotation.Span.Start;
            foreach (TextSpan mark in quotation.Marks)
            {
                if (mark.Start < at) continue;
                html.Append(E(Cut(at, mark.Start))).Append("<mark>").Append(E(Cut(mark.Start, mark.End))).Append("</mark>");
                at = mark.End;
            }
            return html.Append(E(Cut(at, quotation.Span.End))).ToString();

            string Cut(int start, int end) => quotation.Text[(start - quotation.Span.Start)..(end - quotation.Span.Start)];
        }

        private static string Reference(Quotation quotation) => $"<a class=\"ref\" href=\"#r{quotation.Report}\">[{quotation.Report}]</a>";

        private static string New(bool isNew) => isNew ? " <span class=\"new\">new</span>" : "";

        private void Open(string id, string heading) => Line($"<section id=\"{id}\">\n<h2>{E(heading)}</h2>");

        private void Close() => Line("</section>");

        private void Nothing(string text) => Line($"<p class=\"note\">{E(text)}</p>");

        private void Line(string html) => _html.Append(html).Append('\n');

        /// <summary>Foreign words as text: escaped, control characters as blanks.</summary>
        private static string E(string text)
        {
            var safe = new StringBuilder(text.Length);
            foreach (char c in text) safe.Append(char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : char.IsSurrogate(c) && !IsPaired(text, safe.Length) ? '�' : c);
            return WebUtility.HtmlEncode(safe.ToString());
        }

        private static bool IsPaired(string text, int at) =>
            char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) : at > 0 && char.IsHighSurrogate(text[at - 1]);
    }
}
