using System.Text;

namespace Parley;

/// <summary>The word lists that the program carries inside itself (the folders <c>Data</c> of the stages).</summary>
internal static class DataFile
{
    /// <summary>The lines of a stage's file that are neither empty nor comments (<c>#</c>), trimmed.</summary>
    /// <exception cref="InvalidDataException">The program was built without the file.</exception>
    public static IEnumerable<string> Lines(string stage, string file)
    {
        string name = $"Parley.{stage}.Data.{file}";
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"{name}: not built into the program");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
