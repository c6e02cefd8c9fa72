using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Parley.Positions;

namespace Parley.Cli;

/// <summary><c>parley read PATH...</c>: one reading a line.</summary>
internal static class ReadCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "read",
            "Prints what each report says, one JSON object a line: who said what, whose position on which proposal or issue, events, deadlines, contradictions.",
            "parley read reports/ --min-confidence 0.5 > readings.jsonl");
        var reports = new ReportOptions();
        reports.AddTo(verb);
        var minimum = new Option<double>("--min-confidence")
        {
            Description = "Leaves out statements, positions, proposals and all else below this confidence, from 0 to 1. [default: 0]",
            HelpName = "P",
        };
        minimum.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || value is not (>= 0 and <= 1)))
                result.AddError($"--min-confidence: '{result.Tokens[0].Value}' is no number from 0 to 1.");
        });
        verb.Options.Add(minimum);
        var explain = new Option<bool>("--explain") { Description = "Instead of JSON, says for people why each statement was found: its words in place, how sure each step was, what weighed most." };
        verb.Options.Add(explain);
        verb.SetAction(parsed =>
        {
            var faults = new Counter();
            var line = new ArrayBufferWriter<byte>();
            double least = parsed.GetValue(minimum);
            var reader = new Lazy<Reader>(() => new Reader());
            foreach (var reading in reports.Read(reader, parsed, terminal, faults).Select(found => found.Reading).OfType<Reading>())
            {
                if (parsed.GetValue(explain))
                {
                    foreach (string words in Explanation.Lines(least > 0 ? reading.Above(least) : reading, reader.Value.Explain(reading.Report))) terminal.WriteLine(words);
                    continue;
                }

                line.ResetWrittenCount();
                ReadingJson.Write(line, least > 0 ? reading.Above(least) : reading);
                line.Write("\n"u8);
                terminal.Out.Write(line.WrittenSpan);
            }

            return faults.Count > 0 ? ExitCode.InputAtFault : ExitCode.Done;
        });
        return verb;
    }
}
