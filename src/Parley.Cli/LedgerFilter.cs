using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Cli;

/// <summary>The options that say which statements of a ledger are meant.</summary>
internal sealed class LedgerFilter
{
    private readonly Option<string?> about = Text("--about", "Words that must all be there; a phrase in quotation marks, a beginning with a star.", "WORDS");
    private readonly Option<string?> by = Text("--by", "Said by this party or speaker.", "NAME");
    private readonly Option<string?> party = Text("--party", "Said for this party.", "NAME");
    private readonly Option<string?> speaker = Text("--speaker", "Said by this speaker.", "NAME");
    private readonly Option<string?> holder = Text("--holder", "Tells a position of this party.", "NAME");
    private readonly Option<string?> issue = Text("--issue", "Tells a position on this issue.", "LABEL");
    private readonly Option<string?> proposal = Text("--proposal", "Tells a position on this proposal.", "LABEL");
    private readonly Option<string?> act = Text("--act", "What the source does: " + Values<Act>() + ".", "ACT");
    private readonly Option<string?> stance = Text("--stance", "Stance of a position: " + Values<Stance>() + ".", "STANCE");
    private readonly Option<string?> status = Text("--status", "What people made of it: " + Values<ReviewStatus>() + ".", "STATUS");
    private readonly Option<string?> since = Text("--since", "Published on this day or later.", "DATE");
    private readonly Option<string?> until = Text("--until", "Published on this day or earlier.", "DATE");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        OneOf<Act>(act);
        OneOf<Stance>(stance);
        OneOf<ReviewStatus>(status);
        foreach (Option<string?> date in new[] { since, until })
        {
            date.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && Day(result.Tokens[0].Value) is null) result.AddError($"{date.Name}: '{result.Tokens[0].Value}' is no date; write it as 2031-03-15.");
            });
        }

        about.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !result.Tokens[0].Value.Any(char.IsLetterOrDigit)) result.AddError("--about: there is no word in it.");
        });
        foreach (Option option in (Option[])[about, by, party, speaker, holder, issue, proposal, act, stance, status, since, until]) command.Options.Add(option);
    }

    /// <summary>What is asked.</summary>
    public LedgerQuery Of(ParseResult parsed) => new()
    {
        About = parsed.GetValue(about),
        By = parsed.GetValue(by),
        Party = parsed.GetValue(party),
        Speaker = parsed.GetValue(speaker),
        Holder = parsed.GetValue(holder),
        Issue = parsed.GetValue(issue),
        Proposal = parsed.GetValue(proposal),
        Act = Value<Act>(parsed.GetValue(act)),
        Stance = Value<Stance>(parsed.GetValue(stance)),
        Status = Value<ReviewStatus>(parsed.GetValue(status)),
        Since = Day(parsed.GetValue(since)),
        Until = Day(parsed.GetValue(until)),
    };

    private static Option<string?> Text(string name, string description, string what) => new(name) { Description = description, HelpName = what };

    private static string Values<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));

    private static T? Value<T>(string? text)
        where T : struct, Enum => text is not null && text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out T value) ? value : null;

    private static void OneOf<T>(Option<string?> option)
        where T : struct, Enum => option.Validators.Add((OptionResult result) =>
        {
            if (result.Tokens.Count > 0 && Value<T>(result.Tokens[0].Value) is null) result.AddError($"{option.Name}: '{result.Tokens[0].Value}' is none of {Values<T>()}.");
        });

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
