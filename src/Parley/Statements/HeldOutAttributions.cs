using System.Text.Json;

namespace Parley.Statements;

/// <summary>
/// What chains and rankers that have not seen a negotiation find in its reports: written beside the models by training (never shipped), so that later stages can be trained and
/// measured on attributions with the errors that they will meet. A file holds spans only, no text.
/// </summary>
internal static class HeldOutAttributions
{
    /// <summary>File name in the model folder.</summary>
    public const string FileName = "attributions.heldout.json";

    /// <summary>Writes the attributions of each report, by its name.</summary>
    public static void Save(string modelFolder, IReadOnlyDictionary<string, IReadOnlyList<Attribution>> reports)
    {
        using var file = File.Create(Path.Combine(modelFolder, FileName));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        foreach (var (name, attributions) in reports.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(name);
            foreach (var a in attributions)
            {
                json.WriteStartObject();
                Write(json, "source", a.Source);
                Write(json, "cue", a.Cue);
                Write(json, "content", a.Content);
                json.WriteNumber("confidence", Math.Round(a.Likelihood, 3));
                json.WriteBoolean("nested", a.Nested);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The attributions of each report, by its name (file name without extension).</summary>
    /// <exception cref="InvalidDataException">The file is missing: it is written when the attribution reader is trained.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<Attribution>> Load(string modelFolder)
    {
        string path = Path.Combine(modelFolder, FileName);
        if (!File.Exists(path)) throw new InvalidDataException($"{path}: no such file; run 'parley train --only attributions'");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => (IReadOnlyList<Attribution>)[.. p.Value.EnumerateArray().Select(a =>
            new Attribution(Spans(a, "source"), Spans(a, "cue"), Spans(a, "content"), a.GetProperty("confidence").GetDouble(), a.GetProperty("nested").GetBoolean()))], StringComparer.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, string role, IReadOnlyList<TextSpan> spans)
    {
        json.WriteStartArray(role);
        foreach (var s in spans)
        {
            json.WriteStartArray();
            json.WriteNumberValue(s.Start);
            json.WriteNumberValue(s.End);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static TextSpan[] Spans(JsonElement a, string role) => [.. a.GetProperty(role).EnumerateArray().Select(s => new TextSpan(s[0].GetInt32(), s[1].GetInt32()))];
}
