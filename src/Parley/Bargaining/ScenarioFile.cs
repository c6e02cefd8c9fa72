using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Parley.Bargaining;

/// <summary>
/// Reads and writes <c>scenario.yaml</c>. In the file weights are points (by default a party spreads 100 over the issues), scores and reservations go from 0 to 100; numbers are
/// decimals or fractions ("213/370") and are taken exactly. The format is described in docs/scenario.md.
/// </summary>
public static class ScenarioFile
{
    private const long MaximumBytes = 16 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ScenarioException">The file is missing, or its content is not a scenario; the message is one line with the place.</exception>
    public static Scenario Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            FileInfo file = new(path);
            if (!file.Exists) throw new ScenarioException($"{path}: no such file");
            if (file.Length > MaximumBytes) throw new ScenarioException($"{path}: larger than {MaximumBytes >> 20} MB, which no scenario is (an issue has at most {Scenario.MaximumOptions} options)");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Reads a scenario from text.</summary>
    /// <param name="yaml">The file's content.</param>
    /// <param name="path">What to call it in errors.</param>
    /// <exception cref="ScenarioException">The text is not a scenario; the message is one line with the place.</exception>
    public static Scenario Parse(string yaml, string path)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        YamlStream stream = [];
        using StringReader reader = new(yaml);
        LimitedParser parser = new(new Parser(reader), path);
        try
        {
            stream.Load(parser);
        }
        catch (YamlException e)
        {
            // What was begun at the start of the file says nothing about where it goes wrong.
            Mark at = e.Start is { Line: 1, Column: 1 } ? parser.LastUnderstood : e.Start;
            throw new ScenarioException(path, at.Line, at.Column, $"not YAML: {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The parser loses its way in some broken lists and maps; the fault lies after the last thing that it understood.
            throw new ScenarioException(path, parser.LastUnderstood.Line, parser.LastUnderstood.Column, "not YAML after this: a bracket, quote or colon is missing or stands in the wrong place");
        }

        if (stream.Documents.Count == 0) throw new ScenarioException(path, 1, 1, "empty: a scenario has 'scenario', 'parties', 'issues' and 'preferences'");
        return new ScenarioReader(path).Read(stream.Documents[0].RootNode);
    }

    /// <summary>Writes a scenario so that <see cref="Parse"/> gives it back.</summary>
    public static string Write(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        StringBuilder text = new();
        Line(0, $"scenario: {Quote(scenario.Name)}");
        Line(0, "parties:");
        foreach (ScenarioParty p in scenario.Parties) Line(1, $"- {{ id: {Quote(p.Id)}, name: {Quote(p.Name)}, reservation: {Hundred(p.Reservation)} }}");
        Line(0, "issues:");
        foreach (ScenarioIssue i in scenario.Issues)
        {
            Line(1, $"- id: {Quote(i.Id)}");
            Line(1, $"  name: {Quote(i.Name)}");
            Line(1, $"  options: [{string.Join(", ", i.Options.Select(Quote))}]");
        }

        Line(0, "preferences:");
        for (int p = 0; p < scenario.Parties.Count; p++)
        {
            Line(1, $"{Quote(scenario.Parties[p].Id)}:");
            for (int i = 0; i < scenario.Issues.Count; i++)
            {
                Preference preference = scenario.Preferences[p][i];
                string between = preference.LowestWeight == preference.HighestWeight ? "" : $", between: [{Hundred(preference.LowestWeight)}, {Hundred(preference.HighestWeight)}]";
                string refuses = preference.RedLines.Count == 0 ? "" : $", refuses: [{string.Join(", ", preference.RedLines.Select(o => Quote(scenario.Issues[i].Options[o])))}]";
                Line(2, $"{Quote(scenario.Issues[i].Id)}: {{ weight: {Hundred(preference.Weight)}{between}, scores: [{string.Join(", ", preference.Scores.Select(Hundred))}]{refuses} }}");
            }
        }

        if (scenario.Positions.Any(p => p.Any(o => o is not null)))
        {
            Line(0, "positions:");
            for (int p = 0; p < scenario.Parties.Count; p++)
            {
                var taken = scenario.Positions[p].Select((o, i) => (Option: o, Issue: scenario.Issues[i])).Where(x => x.Option is not null);
                Line(1, $"{Quote(scenario.Parties[p].Id)}: {{ {string.Join(", ", taken.Select(x => $"{Quote(x.Issue.Id)}: {Quote(x.Issue.Options[x.Option!.Value])}"))} }}");
            }
        }

        if (scenario.Drafts.Count > 0) Line(0, "drafts:");
        foreach (Draft d in scenario.Drafts)
        {
            Line(1, $"- name: {Quote(d.Name)}");
            if (d.By.Count > 0) Line(1, $"  by: [{string.Join(", ", d.By.Select(Quote))}]");
            if (d.Revises is not null) Line(1, $"  revises: {Quote(d.Revises)}");
            if (d.Counters is not null) Line(1, $"  counters: {Quote(d.Counters)}");
            Line(1, "  package:");
            for (int i = 0; i < scenario.Issues.Count; i++) Line(3, $"{Quote(scenario.Issues[i].Id)}: {Quote(scenario.Issues[i].Options[d.Package[i]])}");
        }

        if (scenario.Scales.Count > 0) Line(0, "forecast:");
        foreach (ScalePoint point in scenario.Scales)
        {
            Line(1, $"- name: {Quote(point.Name)}");
            Line(1, "  stands:");
            foreach (Stand s in point.Stands) Line(3, string.Create(CultureInfo.InvariantCulture, $"{Quote(s.Name)}: {{ position: {s.Position:R}, salience: {s.Salience:R}, capability: {s.Capability:R} }}"));
        }

        return text.ToString();

        void Line(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

        static string Hundred(Rational value) => (value * 100).ToString();
    }

    /// <summary>A scalar as YAML reads it back: plain where that is safe, else in double quotes.</summary>
    internal static string Quote(string text)
    {
        bool plain = text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ') && char.IsAsciiLetterOrDigit(text[0]) && text[^1] != ' ';
        if (plain) return text;
        StringBuilder quoted = new("\"");
        foreach (char c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}

/// <summary>Refuses lists longer than anything in a scenario while they are read, before they fill the memory.</summary>
internal sealed class LimitedParser(IParser inner, string path) : IParser
{
    /// <summary>Entries of a list, or half of the keys and values of a map: more than drafts, issues or options may be.</summary>
    private const int MaximumEntries = 10_000;

    private readonly Stack<(Mark Start, int Entries)> open = new();

    /// <summary>Where the last thing that was read ended.</summary>
    public Mark LastUnderstood { get; private set; } = new(0, 1, 1);

    /// <inheritdoc/>
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (!inner.MoveNext()) return false;
        LastUnderstood = inner.Current!.End;
        switch (inner.Current)
        {
            case SequenceStart or MappingStart:
                Count();
                open.Push((inner.Current.Start, 0));
                break;
            case SequenceEnd or MappingEnd:
                open.Pop();
                break;
            case Scalar or AnchorAlias:
                Count();
                break;
        }

        return true;
    }

    private void Count()
    {
        if (open.Count == 0) return;
        (Mark start, int entries) = open.Pop();
        if (entries == 2 * MaximumEntries) throw new ScenarioException(path, start.Line, start.Column, $"a list of more than {MaximumEntries} entries; an issue has at most {Scenario.MaximumOptions} options");
        open.Push((start, entries + 1));
    }
}
