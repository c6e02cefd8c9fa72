using System.Globalization;
using AngleSharp.Dom;

namespace Parley.Reports.Web;

/// <summary>
/// Knows which text of a page has the colour of what is behind it. Colours come from attributes, styles of elements and rules for one element, class or id; where other rules or style sheets outside the
/// page may set a background, only an element that declares both colours itself is taken for unseen.
/// </summary>
internal sealed class PageColours
{
    /// <summary>Text that differs from its background by no more than this, over red, green and blue together, is not seen.</summary>
    private const int Unseen = 24;

    private const int White = 0xFFFFFF;

    /// <summary>A background that is not one colour.</summary>
    private const int Unknown = -1;

    private static readonly Dictionary<string, int> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["white"] = White,
        ["black"] = 0,
        ["silver"] = 0xC0C0C0,
        ["gray"] = 0x808080,
        ["grey"] = 0x808080,
        ["red"] = 0xFF0000,
        ["maroon"] = 0x800000,
        ["yellow"] = 0xFFFF00,
        ["olive"] = 0x808000,
        ["lime"] = 0x00FF00,
        ["green"] = 0x008000,
        ["aqua"] = 0x00FFFF,
        ["teal"] = 0x008080,
        ["blue"] = 0x0000FF,
        ["navy"] = 0x000080,
        ["fuchsia"] = 0xFF00FF,
        ["purple"] = 0x800080,
    };

    private readonly Dictionary<string, int> fronts = new(StringComparer.Ordinal), backs = new(StringComparer.Ordinal);

    /// <summary>Whether a background may come from where it is not looked for.</summary>
    public bool Uncertain { get; set; }

    /// <summary>Takes in a rule for one element ("p"), class (".x") or id ("#x"); a later one wins.</summary>
    public void Add(string selector, ReadOnlySpan<char> declarations)
    {
        var (front, back) = Declared(declarations);
        if (front is { } colour) fronts[selector] = colour;
        if (back is { } behind) backs[selector] = behind;
    }

    /// <summary>Whether declarations set a background.</summary>
    public static bool SetsBackground(ReadOnlySpan<char> declarations) => declarations.Contains("background", StringComparison.OrdinalIgnoreCase) && Declared(declarations).Back is not null;

    /// <summary>Whether the text of an element, whose descendants have no colours of their own, cannot be told from its background.</summary>
    public bool Hides(IElement element)
    {
        if (Of(element, fronts, front: true) is not (>= 0 and var colour)) return false;
        for (IElement? at = element; at is not null; at = at.ParentElement)
        {
            if (Of(at, backs, front: false) is { } back) return IsSame(colour, back) && !HasColoursInside(element);
            if (Uncertain) return false;
        }

        return IsSame(colour, White) && !HasColoursInside(element);
    }

    /// <summary>Whether one colour cannot be told from another.</summary>
    public static bool IsSame(int colour, int back) =>
        colour >= 0 && back >= 0 && Math.Abs((colour >> 16) - (back >> 16)) + Math.Abs((colour >> 8 & 0xFF) - (back >> 8 & 0xFF)) + Math.Abs((colour & 0xFF) - (back & 0xFF)) <= Unseen;

    /// <summary>Red, green and blue in one number; null for what is no colour by itself or lets through what is behind it.</summary>
    public static int? Colour(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value is ['#', .. var digits])
        {
            if (!int.TryParse(digits.Length is 3 or 6 ? digits : [], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int hex)) return null;
            return digits.Length == 6 ? hex : ((hex >> 8) * 0x11 << 16) | ((hex >> 4 & 0xF) * 0x11 << 8) | ((hex & 0xF) * 0x11);
        }

        if (value.StartsWith("rgb", StringComparison.OrdinalIgnoreCase) && value.IndexOf('(') is > 0 and var open)
        {
            int colour = 0, parts = 0;
            foreach (Range range in value[(open + 1)..].SplitAny(", /)"))
            {
                var part = value[(open + 1)..][range];
                if (part.IsEmpty || (parts == 3 && part is "1" or "1.0" or "100%")) continue;
                if (parts == 3 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 255) return null;
                colour = (colour << 8) | number;
                parts++;
            }

            return parts == 3 ? colour : null;
        }

        return Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out int named) ? named : null;
    }

    /// <summary>Whether a colour is no colour at all.</summary>
    public static bool IsTransparent(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Equals("transparent", StringComparison.OrdinalIgnoreCase)) return true;
        if (value is ['#', _, _, _, '0'] or ['#', _, _, _, _, _, _, '0', '0']) return true;
        if (!value.StartsWith("rgba(", StringComparison.OrdinalIgnoreCase) || value.LastIndexOfAny(", /") is not (> 0 and var at)) return false;
        return value[(at + 1)..].TrimEnd(')').Trim() is ['0', ..] alpha && !alpha.ContainsAnyInRange('1', '9');
    }

    private static bool HasColoursInside(IElement element) =>
        element.Children.Any(child => child.HasAttribute("style") || child.HasAttribute("class") || child.HasAttribute("bgcolor") || child.HasAttribute("color") || HasColoursInside(child));

    /// <summary>The colour that an element declares; null for none, <see cref="Unknown"/> for what is no single colour.</summary>
    private static int? Of(IElement element, Dictionary<string, int> rules, bool front)
    {
        if (element.GetAttribute("style") is { Length: > 0 } style && Declared(style) is var own && (front ? own.Front : own.Back) is { } declared) return declared;
        if (element.GetAttribute(front ? "color" : "bgcolor") is { Length: > 0 } attribute) return Colour(attribute) ?? Unknown;
        if (rules.Count == 0) return null;
        if (element.Id is { Length: > 0 } id && rules.TryGetValue("#" + id, out int byId)) return byId;
        foreach (string name in element.ClassList)
            if (rules.TryGetValue("." + name, out int byClass)) return byClass;
        return rules.TryGetValue(element.LocalName, out int byTag) ? byTag : null;
    }

    private static (int? Front, int? Back) Declared(ReadOnlySpan<char> declarations)
    {
        int? front = null, back = null;
        foreach (Range range in declarations.Split(';'))
        {
            var declaration = declarations[range];
            int colon = declaration.IndexOf(':');
            if (colon < 0) continue;
            var name = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..];
            if (value.IndexOf('!') is >= 0 and var important) value = value[..important];
            value = value.Trim();
            if (name.Equals("color", StringComparison.OrdinalIgnoreCase)) front = Colour(value) ?? Unknown;
            else if (name.StartsWith("background", StringComparison.OrdinalIgnoreCase) && (name.Length == 10 || name[10..] is "-color" or "-image") && !IsNone(value)) back = Colour(value) ?? Unknown;
        }

        return (front, back);
    }

    private static bool IsNone(ReadOnlySpan<char> value) =>
        IsTransparent(value) || value.Equals("none", StringComparison.OrdinalIgnoreCase) || value.Equals("inherit", StringComparison.OrdinalIgnoreCase) || value.Equals("initial", StringComparison.OrdinalIgnoreCase) || value.Equals("0", StringComparison.Ordinal);
}
