namespace Parley;

/// <summary>Trains one model: from a data folder into a model folder, telling what it does line by line. Deterministic: the same data give the same file, bit for bit.</summary>
/// <param name="Name">The model's name, as its file is called.</param>
/// <param name="Train">Data folder, model folder, log.</param>
internal sealed record ModelTrainer(string Name, Action<string, string, Action<string>> Train);

/// <summary>All models in the order in which they must be trained: a later one reads with the earlier ones.</summary>
internal static class ModelTraining
{
    /// <summary>The trainers.</summary>
    public static IReadOnlyList<ModelTrainer> Models { get; } =
    [
        new("pages", Reports.Web.PageTrainer.Train),
        new("clusters", Language.ClusterTrainer.Train),
        new("tagger", Language.TaggerTrainer.Train),
        new("lemmas", Language.LemmatizerTrainer.Train),
        new("parser", Language.ParserTrainer.Train),
        new("entities", Language.EntityTrainer.Train),
        new("attributions", Statements.AttributionTrainer.Train),
        new("parties", Positions.PartyTrainer.Train),
        new("acts", Positions.ActTrainer.Train),
        new("plover", Positions.PloverTrainer.Train),
        new("proposals", Positions.ProposalTrainer.Train),
        new("issues", Positions.IssueTrainer.Train),
        new("events", Positions.EventTrainer.Train),
        new("positions", Positions.PositionTrainer.Train),
    ];
}
