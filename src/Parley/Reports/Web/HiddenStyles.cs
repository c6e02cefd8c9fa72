using System.Buffers;
using System.Globalization;
using AngleSharp.Dom;

namespace Parley.Reports.Web;

/// <summary>
/// Knows which elements a reader of the page does not see: by attribute (<c>hidden</c>, a style of its own), by the page's own style sheets (rules for one class or id), or by a name
/// that means text for screen readers only. Text hidden in this way is a known trick to speak to machines behind the reader's back.
/// </summary>
internal sealed class HiddenStyles
{
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), Combinators = SearchValues.Create(" .#:>+~[*()\\"),
        FromOne = SearchValues.Create("123456789"), FromTwo = SearchValues.Create("23456789");

    private readonly PageColours colours = new();
    private readonly HashSet<string> classes = new(StringComparer.Ordinal), ids = new(StringComparer.Ordinal);

    /// <summary>Reads the style sheets of a page.</summary>
    public static HiddenStyles Of(string html)
    {
        var found = new HiddenStyles();
        foreach (var sheet in PageParser.Styles(html)) found.Sheet(sheet.Span);
        found.colours.Uncertain |= PageParser.HasOutsideStyles(html);
        return found;
    }

    /// <summary>Whether a reader does not see the element.</summary>
    public bool Hides(IElement element)
    {
        if (element.HasAttribute("hidden") && element.GetAttribute("hidden") is not "until-found") return true;
        if (element.LocalName == "dialog" && !element.HasAttribute("open")) return true;
        if (element.GetAttribute("style") is { Length: > 0 } style && HidesIn(style)) return true;
        if (colours.Hides(element)) return true;
        if (ids.Count > 0 && element.Id is { Length: > 0 } id && ids.Contains(id)) return true;
        if (element.ClassName is not { Length: > 0 } names) return false;
        if ((PageHints.Of(names) & PageHint.Hidden) != PageHint.None && NamesScreenReaders(names)) return true;
        if (classes.Count == 0) return false;
        var lookup = classes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in names.AsSpan().SplitAny(" \t\r\n\f"))
            if (lookup.Contains(names.AsSpan()[range])) return true;
        return false;
    }

    /// <summary>Whether declarations hide what they apply to.</summary>
    internal static bool HidesIn(ReadOnlySpan<char> declarations)
    {
        ReadOnlySpan<char> colour = default, back = default;
        bool away = false, clipped = false;
        foreach (var range in declarations.Split(';'))
        {
            var declaration = declarations[range];
            int colon = declaration.IndexOf(':');
            if (colon < 0) continue;
            var name = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..].Trim();
            int important = value.IndexOf('!');
            if (important >= 0) value = value[..important].TrimEnd();
            if (Is(name, "display") && Is(value, "none")) return true;
            if (Is(name, "visibility") && (Is(value, "hidden") || Is(value, "collapse"))) return true;
            if (Is(name, "opacity") && IsNothing(value)) return true;
            if (Is(name, "font-size") && (IsNothing(value) || IsTiny(value))) return true;
            if (Is(name, "transform") && (value.StartsWith("scale(0)", StringComparison.OrdinalIgnoreCase) || (value.StartsWith("translate", StringComparison.OrdinalIgnoreCase) && value.IndexOf('(') is > 0 and var open && IsFarAway(value[(open + 1)..])))) return true;
            if (Is(name, "content-visibility") && Is(value, "hidden")) return true;
            if ((Is(name, "text-indent") || Is(name, "left") || Is(name, "top") || Is(name, "right") || Is(name, "margin-left")) && IsFarAway(value)) away = true;
            if (Is(name, "clip") && value.StartsWith("rect(", StringComparison.OrdinalIgnoreCase) && !value.ContainsAny(FromTwo)) clipped = true;
            if (Is(name, "clip-path") && value.Contains("inset(50%", StringComparison.OrdinalIgnoreCase)) clipped = true;
            if ((Is(name, "max-height") || Is(name, "height")) && (IsNothing(value) || Is(value, "1px")) && declarations.Contains("overflow", StringComparison.OrdinalIgnoreCase) && declarations.Contains("hidden", StringComparison.OrdinalIgnoreCase)) return true;
            if (Is(name, "color")) colour = value;
            if (Is(name, "background") || Is(name, "background-color")) back = value;
        }

        return away || clipped || (!colour.IsEmpty && (PageColours.IsTransparent(colour) || colour.Equals(back, StringComparison.OrdinalIgnoreCase)
            || (PageColours.Colour(colour) is { } front && PageColours.Colour(back) is { } behind && PageColours.IsSame(front, behind))));
    }

    private void Sheet(ReadOnlySpan<char> sheet)
    {
        // Rules that hide are few: look for their declarations, then back for the selector.
        for (int at = 0; at < sheet.Length;)
        {
            int open = sheet[at..].IndexOf('{');
            if (open < 0) return;
            open += at;
            int next = sheet[(open + 1)..].IndexOfAny('{', '}');
            if (next < 0) return;
            next += open + 1;
            var selectors = sheet[at..open];
            if (sheet[next] == '{')
            {
                // An at-rule with rules inside: what it hides is hidden on some screens only.
                if (selectors.Contains('@'))
                {
                    next = EndOfGroup(sheet, open);
                    colours.Uncertain |= PageColours.SetsBackground(sheet[open..next]);
                }

                at = next + 1;
                continue;
            }

            var declarations = sheet[(open + 1)..next];
            bool hides = HidesIn(declarations), coloured = declarations.Contains("color", StringComparison.OrdinalIgnoreCase) || declarations.Contains("background", StringComparison.OrdinalIgnoreCase);
            if (hides || coloured)
                foreach (var range in selectors.Split(',')) Selector(selectors[range], hides, declarations);
            at = next + 1;
        }
    }

    private static int EndOfGroup(ReadOnlySpan<char> sheet, int open)
    {
        int depth = 0;
        for (int i = open; i < sheet.Length; i++)
        {
            int step = sheet[i..].IndexOfAny('{', '}');
            if (step < 0) break;
            i += step;
            depth += sheet[i] == '{' ? 1 : -1;
            if (depth == 0) return i;
        }

        return sheet.Length - 1;
    }

    /// <summary>Keeps what a selector of one class, id or (for colours) element says; what depends on other elements or states is shown at times.</summary>
    private void Selector(ReadOnlySpan<char> selector, bool hides, ReadOnlySpan<char> declarations)
    {
        int comment = selector.LastIndexOf("*/");
        if (comment >= 0) selector = selector[(comment + 2)..];
        selector = selector.Trim();
        int mark = selector.IndexOfAny('.', '#');
        var element = mark < 0 ? selector : selector[..mark];
        var name = mark < 0 ? [] : selector[(mark + 1)..];
        bool isSimple = mark < 0 ? element.Length > 0 && !element.ContainsAnyExcept(LettersAndDigits) : name.Length > 0 && !element.ContainsAnyExcept(LettersAndDigits) && !name.ContainsAny(Combinators);
        if (!isSimple)
        {
            colours.Uncertain |= PageColours.SetsBackground(declarations);
            return;
        }

        colours.Add(mark < 0 ? element.ToString().ToLowerInvariant() : selector[mark..].ToString(), declarations);
        if (hides && mark >= 0) (selector[mark] == '.' ? classes : ids).Add(name.ToString());
    }

    private static bool NamesScreenReaders(string names)
    {
        foreach (var range in names.AsSpan().SplitAny(" \t\r\n\f"))
            if (names.AsSpan()[range] is "sr-only" or "visually-hidden" or "visuallyhidden" or "visually_hidden" or "screen-reader-text" or "screen-reader" or "screenreader" or "screen-reader-only" or "offscreen" or "element-invisible" or "u-visually-hidden" or "u-hidden")
                return true;
        return false;
    }

    private static bool Is(ReadOnlySpan<char> value, ReadOnlySpan<char> word) => value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsNothing(ReadOnlySpan<char> value) => value.Length is > 0 and < 8 && value[0] is '0' or '.' && !value.ContainsAny(FromOne);

    /// <summary>Whether a size of type is too small to be read: up to a pixel.</summary>
    private static bool IsTiny(ReadOnlySpan<char> value)
    {
        int digits = 0;
        while (digits < value.Length && (char.IsAsciiDigit(value[digits]) || value[digits] == '.')) digits++;
        if (!double.TryParse(value[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double size)) return false;
        return value[digits..].Trim() switch { "px" or "pt" => size <= 1, "em" or "rem" => size <= 0.06, "%" => size <= 6, _ => false };
    }

    /// <summary>Whether a length puts text off the screen: minus 900 pixels, or 90 of a greater unit.</summary>
    private static bool IsFarAway(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || value[0] != '-') return false;
        int digits = 1, number = 0;
        while (digits < value.Length && digits < 7 && char.IsAsciiDigit(value[digits])) number = number * 10 + (value[digits++] - '0');
        return value[digits..].StartsWith("px", StringComparison.OrdinalIgnoreCase) ? number >= 900 : number >= 90;
    }
}
