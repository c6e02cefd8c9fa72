using System.Runtime.CompilerServices;
using Shouldly;

namespace Parley.Tests;

/// <summary>
/// Compares what people see with a kept file. With PARLEY_UPDATE_GOLDEN=1 in the environment the file is written instead, to be read over and committed.
/// </summary>
internal static class Golden
{
    /// <summary>Compares <paramref name="actual"/> with <c>Fixtures/name</c> beside the test's source.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        string folder = Path.GetFileName(Path.GetDirectoryName(caller.Replace('\\', '/')))!;
        if (Environment.GetEnvironmentVariable("PARLEY_UPDATE_GOLDEN") == "1")
        {
            string source = Path.Combine(Path.GetDirectoryName(caller)!, "Fixtures", name);
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            File.WriteAllText(source, actual);
        }
        else
        {
            string kept = Path.Combine(AppContext.BaseDirectory, folder, "Fixtures", name);
            File.Exists(kept).ShouldBeTrue($"{folder}/Fixtures/{name} is missing; run the tests with PARLEY_UPDATE_GOLDEN=1 and read the file over");
            actual.ShouldBe(File.ReadAllText(kept), $"{folder}/Fixtures/{name}");
        }
    }
}
