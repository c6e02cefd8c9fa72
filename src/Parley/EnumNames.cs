using System.Runtime.CompilerServices;

namespace Parley;

/// <summary>Names of enumerated values without a new string, or a box, for each time that one is asked for.</summary>
internal static class EnumNames
{
    /// <summary>The value's name; values count up from 0 without gaps.</summary>
    public static string Name<T>(this T value)
        where T : struct, Enum => Of<T>.Names[Unsafe.SizeOf<T>() == 1 ? Unsafe.As<T, byte>(ref value) : Unsafe.As<T, int>(ref value)];

    private static class Of<T>
        where T : struct, Enum
    {
        public static readonly string[] Names = Enum.GetNames<T>();
    }
}
