using System.CommandLine;
using Parley.Exchange;
using Parley.Talks.Networks;

namespace Parley.Cli;

/// <summary><c>parley evaluate networks FOLDER</c>: whether agreement networks equal those of the Discourse Network Analyzer.</summary>
internal static class NetworkEvaluation
{
    /// <summary>The measure.</summary>
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb(
            "networks",
            "Compares agreement networks, computed with --as-dna, with matrices that the Discourse Network Analyzer wrote: each file's name says how (onemode__ROWS_over_COLUMNS__AGGREGATION__norm-N__dup-D.csv).",
            "parley evaluate networks dna/");
        var data = new Argument<string>("DATA") { Description = "A folder with one .dna file and the matrices in its folder expected/." };
        verb.Arguments.Add(data);
        verb.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(data);
            string[] databases = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dna") : [];
            string expected = Path.Combine(folder, "expected");
            string[] matrices = Directory.Exists(expected) ? Directory.GetFiles(expected, "*.csv") : [];
            if (databases.Length != 1 || matrices.Length == 0) throw new CommandException($"{folder}: holds no single .dna file with matrices in expected/; give the annotated data as DATA");
            DnaDatabase database = DnaFile.Read(databases[0]);
            NetworkData statements = DnaNetworkData.Of(database, DnaNetworkData.StatementTypes(database)[0]);
            int equal = 0;
            double worst = 0;
            foreach (string path in matrices.Order(StringComparer.Ordinal))
            {
                NetworkComparison.Result result = NetworkComparison.Compare(statements, path);
                if (result.IsEqual) equal++;
                else terminal.WriteLine($"differs: {result.File}: {result.Fault ?? $"by {result.Difference:R}"}");
                if (result.Fault is null) worst = Math.Max(worst, result.Difference);
            }

            terminal.WriteLine($"{equal} of {matrices.Length} matrices equal to {NetworkComparison.Tolerance:R}, greatest difference {worst:R}");
            return equal == matrices.Length ? ExitCode.Done : ExitCode.InputAtFault;
        });
        return verb;
    }
}
