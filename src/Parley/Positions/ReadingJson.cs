using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>
/// Readings as JSON, one object on one line: field names as in the documentation, spans as <c>[start, end]</c>, enumerations in lower case, confidences rounded to three decimals, nulls written.
/// </summary>
public static class ReadingJson
{
    // Made on first use: what only writes needs none.
    private static readonly Lazy<ReadingJsonContext> Context = new(() => new(new JsonSerializerOptions(ReadingJsonContext.Default.Options)
    {
        // The output is UTF-8 for programs and people, never the inside of a script element: letters of other alphabets stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }));

    /// <summary>Writes a reading without a line end.</summary>
    public static void Write(IBufferWriter<byte> output, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        ReadingWriter.Write(writer, reading);
    }

    /// <summary>A reading as one line of UTF-8, without a line end.</summary>
    public static byte[] ToUtf8(Reading reading)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Write(output, reading);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same bytes by the generated serialisation, which <see cref="Parse"/> goes by.</summary>
    internal static byte[] Generated(Reading reading) => JsonSerializer.SerializeToUtf8Bytes(reading, Context.Value.Reading);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no reading: not JSON, a field is missing, or of another type, or a place is not in the text.</exception>
    public static Reading Parse(ReadOnlySpan<byte> utf8)
    {
        Reading reading = ParseApart(utf8);
        int end = 0;
        foreach (Block block in reading.Report.Blocks) end = Math.Max(end, block.Span.End);
        // What was written before there were links has none.
        foreach (ReportLink link in reading.Report.Links ?? []) end = Math.Max(end, link.Span.End);
        Add(Given(reading.Sentences));
        Add(reading.Report.Changes?.Added ?? []);
        foreach (Party party in Given(reading.Parties)) Add(party.Mentions);
        foreach (Actor actor in Given(reading.Actors)) Add(actor.Mentions);
        foreach (Statement statement in Given(reading.Statements))
        {
            Add(statement.Source.Spans);
            Add(statement.Cue.Spans);
            Add(statement.Content.Spans);
        }

        foreach (Proposal proposal in Given(reading.Proposals)) Add(proposal.Mentions);
        foreach (Issue issue in Given(reading.Issues)) Add(issue.Mentions);
        foreach (Provision provision in Given(reading.Provisions)) Add(provision.Spans);
        foreach (NegotiationEvent happening in Given(reading.Events)) Add(happening.Spans);
        foreach (Deadline deadline in Given(reading.Deadlines)) Add(deadline.Spans);
        _ = Given(reading.Contradictions);
        return end <= reading.Report.Text.Length ? reading : throw new JsonException($"a place ends at {end}, behind the text, which ends at {reading.Report.Text.Length}");

        static IReadOnlyList<T> Given<T>(IReadOnlyList<T>? list) => list ?? throw new JsonException("it lacks a list that every reading has");

        void Add(IReadOnlyList<TextSpan> spans)
        {
            for (int i = 0; i < spans.Count; i++) end = Math.Max(end, spans[i].End);
        }
    }

    /// <summary>Reads a reading that its text stands apart from, so that no place can be checked.</summary>
    /// <exception cref="JsonException">It is no reading.</exception>
    internal static Reading ParseApart(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.Value.Reading) ?? throw new JsonException("null is no reading");
}

/// <summary>The generated (reflection-free) serialisation of a reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(TextSpanJson), typeof(BlockJson), typeof(LinkJson), typeof(ConfidenceJson), typeof(LowerCaseJson<PartyKind>), typeof(LowerCaseJson<ActorKind>), typeof(LowerCaseJson<Act>),
        typeof(LowerCaseJson<Stance>), typeof(LowerCaseJson<Voice>), typeof(LowerCaseJson<EventKind>), typeof(LowerCaseJson<DeadlineStatus>),
    ])]
[JsonSerializable(typeof(Reading))]
internal sealed partial class ReadingJsonContext : JsonSerializerContext;

/// <summary>An enumeration's value by its name in lower case; numbers are refused.</summary>
internal sealed class LowerCaseJson<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>A stretch of text as <c>[start, end]</c>.</summary>
internal sealed class TextSpanJson : JsonConverter<TextSpan>
{
    public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int start) &&
            reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int end) && reader.Read() && reader.TokenType == JsonTokenType.EndArray && start >= 0 && end >= start)
            return new(start, end);
        throw new JsonException("a span is [start, end]");
    }

    public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Start);
        writer.WriteNumberValue(value.End);
        writer.WriteEndArray();
    }
}

/// <summary>A block as <c>{"kind", "start", "end"}</c>.</summary>
internal sealed class BlockJson : JsonConverter<Block>
{
    private static readonly string[] Names = [.. Enum.GetNames<BlockKind>().Select(name => name.ToLowerInvariant())];

    public override Block Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int kind = -1, start = -1, end = -1;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a block is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            reader.Read();
            if (name == "kind" && reader.TokenType == JsonTokenType.String) kind = Array.IndexOf(Names, reader.GetString());
            else if (name == "start" && reader.TokenType == JsonTokenType.Number) start = reader.GetInt32();
            else if (name == "end" && reader.TokenType == JsonTokenType.Number) end = reader.GetInt32();
            else reader.Skip();
        }

        return kind >= 0 && start >= 0 && end >= start ? new((BlockKind)kind, new(start, end)) : throw new JsonException("a block has kind, start and end");
    }

    public override void Write(Utf8JsonWriter writer, Block value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, Names[(int)value.Kind]);
        writer.WriteNumber("start"u8, value.Span.Start);
        writer.WriteNumber("end"u8, value.Span.End);
        writer.WriteEndObject();
    }
}

/// <summary>A link as <c>{"start", "end", "url"}</c>.</summary>
internal sealed class LinkJson : JsonConverter<ReportLink>
{
    public override ReportLink Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int start = -1, end = -1;
        string? url = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a link is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            reader.Read();
            if (name == "url" && reader.TokenType == JsonTokenType.String) url = reader.GetString();
            else if (name == "start" && reader.TokenType == JsonTokenType.Number) start = reader.GetInt32();
            else if (name == "end" && reader.TokenType == JsonTokenType.Number) end = reader.GetInt32();
            else reader.Skip();
        }

        return url is not null && start >= 0 && end >= start ? new(new(start, end), url) : throw new JsonException("a link has start, end and url");
    }

    public override void Write(Utf8JsonWriter writer, ReportLink value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("start"u8, value.Span.Start);
        writer.WriteNumber("end"u8, value.Span.End);
        writer.WriteString("url"u8, value.Url);
        writer.WriteEndObject();
    }
}

/// <summary>A confidence in [0, 1], rounded to three decimals.</summary>
internal sealed class ConfidenceJson : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value is >= 0 and <= 1 ? value : throw new JsonException("a confidence is a number in [0, 1]");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 3, MidpointRounding.AwayFromZero));
}
