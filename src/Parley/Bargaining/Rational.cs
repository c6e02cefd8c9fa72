using System.Globalization;
using System.Numerics;

namespace Parley.Bargaining;

/// <summary>
/// An exact fraction in lowest terms with a positive denominator. Weights, scores and utilities are kept as fractions so that rounding never moves
/// a package on or off the frontier. The default value is zero. Immutable.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger denominatorLessOne;

    /// <summary>Reduces <paramref name="numerator"/> / <paramref name="denominator"/> to lowest terms.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        Numerator = numerator / divisor;
        denominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>Zero.</summary>
    public static Rational Zero => default;

    /// <summary>One.</summary>
    public static Rational One => new(1, 1);

    /// <summary>Carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Positive.</summary>
    public BigInteger Denominator => denominatorLessOne + 1;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>
    /// Reads a decimal ("12.5", "1e-3"; at most 40 digits and exponents up to 40) or a fraction of two of them ("213/370").
    /// </summary>
    /// <returns>False when the text is neither.</returns>
    public static bool TryParse(string? text, out Rational value)
    {
        value = Zero;
        if (string.IsNullOrWhiteSpace(text)) return false;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return TryParseDecimal(text.Trim(), out value);
        if (!TryParseDecimal(text[..slash].Trim(), out Rational top) || !TryParseDecimal(text[(slash + 1)..].Trim(), out Rational bottom) || bottom.Sign == 0) return false;
        value = top / bottom;
        return true;
    }

    private static bool TryParseDecimal(string text, out Rational value)
    {
        value = Zero;
        int exponent = 0, e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            if (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 40) return false;
            text = text[..e];
        }

        int dot = text.IndexOf('.', StringComparison.Ordinal);
        string digits = dot < 0 ? text : string.Concat(text.AsSpan(0, dot), text.AsSpan(dot + 1));
        if (digits.Length is 0 or > 41 || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger mantissa)) return false;
        if (dot >= 0) exponent -= text.Length - dot - 1;
        value = exponent >= 0 ? new Rational(mantissa * BigInteger.Pow(10, exponent), 1) : new Rational(mantissa, BigInteger.Pow(10, -exponent));
        return true;
    }

    /// <summary>The nearest double, within one unit in the last place.</summary>
    public double ToDouble()
    {
        if (Sign == 0) return 0;
        // Shifts both parts to where the quotient has 64 significant bits; the conversions then lose nothing that matters.
        long shift = Denominator.GetBitLength() - BigInteger.Abs(Numerator).GetBitLength() + 64;
        BigInteger scaled = shift >= 0 ? (Numerator << (int)shift) / Denominator : Numerator / (Denominator << (int)-shift);
        return Math.ScaleB((double)scaled, (int)-shift);
    }

    /// <summary>The decimal with six digits after the point, rounded half away from zero: what the program prints for a utility.</summary>
    public string ToSixDecimals()
    {
        BigInteger twice = BigInteger.Abs(Numerator) * 2_000_000 + Denominator;
        BigInteger millionths = twice / (Denominator * 2);
        string digits = millionths.ToString(CultureInfo.InvariantCulture).PadLeft(7, '0');
        return (Sign < 0 && !millionths.IsZero ? "-" : "") + digits[..^6] + "." + digits[^6..];
    }

    /// <summary>A finite decimal where the fraction has one of at most 18 places, else "numerator/denominator"; <see cref="TryParse"/> reads both.</summary>
    public override string ToString()
    {
        BigInteger rest = Denominator;
        int twos = 0, fives = 0;
        while (rest.IsEven && twos <= 18) (rest, twos) = (rest >> 1, twos + 1);
        while ((rest % 5).IsZero && fives <= 18) (rest, fives) = (rest / 5, fives + 1);
        int places = Math.Max(twos, fives);
        if (!rest.IsOne || places > 18) return $"{Numerator}/{Denominator}";
        if (places == 0) return Numerator.ToString(CultureInfo.InvariantCulture);
        string digits = (BigInteger.Abs(Numerator) * BigInteger.Pow(10, places) / Denominator).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return (Sign < 0 ? "-" : "") + digits[..^places] + "." + digits[^places..];
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorLessOne);

    /// <summary>The integer as a fraction.</summary>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator - right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational left, Rational right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is zero.</exception>
    public static Rational operator /(Rational left, Rational right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Same value.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Different value.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Less than.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Greater than.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>At most.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>At least.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;
}
