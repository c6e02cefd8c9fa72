using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parley.Positions;
using Parley.Reports;

namespace Parley.Ledger;

/// <summary>The bytes of an entry's body, which its hash is over: JSON on one line. That of a reading is the line that <c>parley read</c> printed; that of a report names its text and bytes by hash.</summary>
internal static class EntryBody
{
    private static readonly EntryBodyContext Context = new(new JsonSerializerOptions(EntryBodyContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    // What people write by hand may lack a field: whatever cannot be null must be there.
    private static readonly JsonTypeInfo<Decision> Complete = (JsonTypeInfo<Decision>)new JsonSerializerOptions(EntryBodyContext.Default.Options) { TypeInfoResolver = EntryBodyContext.Default.WithAddedModifier(RequireAll) }
        .GetTypeInfo(typeof(Decision));

    /// <summary>The body of what is to be recorded.</summary>
    public static byte[] Of(EntryContent content) => content switch
    {
        ReportAdded added => JsonSerializer.SerializeToUtf8Bytes(ReportBody.Of(added), Context.ReportBody),
        ReadingAdded read => read.Json.ToArray(),
        DecisionMade made => JsonSerializer.SerializeToUtf8Bytes(made.Decision, Context.Decision),
        Retracted retracted => JsonSerializer.SerializeToUtf8Bytes(new RetractionBody(retracted.Reason), Context.RetractionBody),
        _ => throw new ArgumentOutOfRangeException(nameof(content)),
    };

    /// <summary>Reads the body of a report.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ReportBody Report(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, Context.ReportBody) ?? throw new JsonException("null is no report");

    /// <summary>Reads the body of a decision.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Decision Decision(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, Complete) ?? throw new JsonException("null is no decision");

    /// <summary>Reads the body of a retraction.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static string? Retraction(ReadOnlySpan<byte> body) => (JsonSerializer.Deserialize(body, Context.RetractionBody) ?? throw new JsonException("null is no retraction")).Reason;

    private static void RequireAll(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, IsMemberInitializer: false }) property.IsRequired = true;
    }

    /// <summary>The bytes that a text has where nothing but UTF-8 was decoded.</summary>
    public static byte[] Plain(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>Decisions as JSON, one object on one line: <c>{"decision":"judge","on":{...},"right":true}</c>; nulls are left out.</summary>
public static class DecisionJson
{
    /// <summary>A decision as one line of UTF-8, without a line end.</summary>
    public static byte[] ToUtf8(Decision decision) => EntryBody.Of(new DecisionMade(decision));

    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="JsonException">It is no decision.</exception>
    public static Decision Parse(ReadOnlySpan<byte> utf8) => EntryBody.Decision(utf8);
}

/// <summary>What a report's entry says: where it came from, the hashes of its bytes and of its text in UTF-8 (left out where they are the same), and how the text was taken from markup.</summary>
internal sealed record ReportBody(string Id, string Source, string? Title, string? Url, string? Publisher, string? Published, string? PublishedElsewhere, string Bytes, string? Text, PageSource? Page)
{
    /// <summary>What makes it the same as another report.</summary>
    [JsonIgnore]
    public string Identity => Page?.Content ?? Bytes;

    /// <summary>What is written of a report.</summary>
    public static ReportBody Of(ReportAdded added)
    {
        RawReport raw = added.Report;
        string text = EntryHash.Of(EntryBody.Plain(raw.Text));
        return new(raw.Id, raw.Source, raw.Title, raw.Url, raw.Publisher, raw.Published, raw.PublishedElsewhere, added.Sha256, text == added.Sha256 ? null : text, raw.Taken);
    }

    /// <summary>The report again.</summary>
    public RawReport ToRaw(string text) => new(Id, Source, text) { Title = Title, Url = Url, Publisher = Publisher, Published = Published, PublishedElsewhere = PublishedElsewhere, Taken = Page };
}

/// <summary>What a retraction's entry says beside its subject.</summary>
internal sealed record RetractionBody(string? Reason);

/// <summary>The generated (reflection-free) serialisation of bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    Converters =
    [
        typeof(TextSpanJson), typeof(LowerCaseJson<Act>), typeof(LowerCaseJson<Stance>), typeof(LowerCaseJson<Voice>), typeof(LowerCaseJson<ThingKind>), typeof(LowerCaseJson<StatementPart>),
        typeof(LowerCaseJson<DecisionRole>), typeof(LowerCaseJson<PageForm>),
    ])]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(RetractionBody))]
internal sealed partial class EntryBodyContext : JsonSerializerContext;
