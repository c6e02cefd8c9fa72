using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Tests.Briefs;

/// <summary>
/// Checks JSON against the part of JSON Schema 2020-12 that our schemas use: type, enum, pattern, minimum, maximum, items, minItems, maxItems, properties, required,
/// additionalProperties: false, $ref into $defs. A keyword outside that part is an error, so that nothing goes unchecked.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> Known = ["$schema", "$ref", "$defs", "title", "description", "type", "enum", "pattern", "minimum", "maximum", "items", "minItems", "maxItems", "properties", "required", "additionalProperties"];

    private readonly JsonElement root;

    private JsonSchema(JsonElement root) => this.root = root;

    /// <summary>A schema of <c>docs/schema</c>.</summary>
    public static JsonSchema Load(string name, [CallerFilePath] string here = "") =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "schema", name))).RootElement);

    /// <summary>What is wrong with a value, each fault with its place; empty where nothing is.</summary>
    public List<string> Faults(JsonElement value)
    {
        var faults = new List<string>();
        Check(root, value, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
            if (!Known.Contains(keyword.Name)) throw new NotSupportedException($"keyword {keyword.Name} at {at}");
        if (schema.TryGetProperty("$ref", out JsonElement reference)) Check(root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), value, at, faults);
        if (schema.TryGetProperty("type", out JsonElement type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => Is(value, one.GetString()!)) : Is(value, type.GetString()!)))
        {
            faults.Add($"{at}: {value.ValueKind} is not {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement values) && !values.EnumerateArray().Any(one => one.GetRawText() == value.GetRawText())) faults.Add($"{at}: {value} is none of {values}");
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)) faults.Add($"{at}: {value} does not match {pattern}");
        if (schema.TryGetProperty("minimum", out JsonElement minimum) && value.ValueKind == JsonValueKind.Number && value.GetDecimal() < minimum.GetDecimal()) faults.Add($"{at}: {value} is below {minimum}");
        if (schema.TryGetProperty("maximum", out JsonElement maximum) && value.ValueKind == JsonValueKind.Number && value.GetDecimal() > maximum.GetDecimal()) faults.Add($"{at}: {value} is above {maximum}");
        if (value.ValueKind == JsonValueKind.Array) CheckArray(schema, value, at, faults);
        if (value.ValueKind == JsonValueKind.Object) CheckObject(schema, value, at, faults);
    }

    private void CheckArray(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("minItems", out JsonElement least) && value.GetArrayLength() < least.GetInt32()) faults.Add($"{at}: fewer than {least} items");
        if (schema.TryGetProperty("maxItems", out JsonElement most) && value.GetArrayLength() > most.GetInt32()) faults.Add($"{at}: more than {most} items");
        if (!schema.TryGetProperty("items", out JsonElement items)) return;
        int i = 0;
        foreach (JsonElement item in value.EnumerateArray()) Check(items, item, $"{at}[{i++}]", faults);
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
            foreach (JsonElement name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _)) faults.Add($"{at}: {name} is missing");
        bool closed = schema.TryGetProperty("additionalProperties", out JsonElement additional) && additional.ValueKind == JsonValueKind.False;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(property.Name, out JsonElement inner)) Check(inner, property.Value, $"{at}.{property.Name}", faults);
            else if (closed) faults.Add($"{at}: {property.Name} is not in the schema");
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
