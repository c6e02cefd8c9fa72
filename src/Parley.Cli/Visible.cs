using System.Text;

namespace Parley.Cli;

/// <summary>Text of strangers on a terminal: control characters, which could move the cursor or worse, become visible signs.</summary>
internal static class Visible
{
    /// <summary>On one line.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>With its lines.</summary>
    public static string Text(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        if (!text.Any(char.IsControl)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c == '\t' || (c == '\n' && keepLines)) clean.Append(c);
            else if (c == '\r' && keepLines) continue;
            else clean.Append(char.IsControl(c) ? (c is '\n' or '\r' ? ' ' : '\uFFFD') : c);
        }

        return clean.ToString();
    }
}
