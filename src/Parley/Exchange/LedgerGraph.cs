using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Parley.Ledger;
using Parley.Positions;

namespace Parley.Exchange;

/// <summary>
/// A ledger as a GraphML graph: reports, statements, parties, actors, proposals, issues and events are nodes; who says, holds, tabled, revises or takes part are directed edges. Things of one name are one
/// node over all reports. A report's node also carries the report, its reading and the decisions on it whole (<c>record</c>, JSON in ASCII), which is what import takes.
/// </summary>
public static class LedgerGraph
{
    private static readonly (string Name, string Of, string Type)[] Keys =
    [
        ("kind", "node", "string"), ("name", "node", "string"), ("date", "node", "string"), ("act", "node", "string"), ("category", "node", "string"), ("confidence", "node", "double"), ("record", "node", "string"),
        ("kind", "edge", "string"), ("stance", "edge", "string"), ("voice", "edge", "string"), ("statement", "edge", "string"), ("confidence", "edge", "double"),
    ];

    /// <summary>Writes the reports of a ledger, people's decisions in effect.</summary>
    public static ExchangeCounts Write(ILedgerStore store, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(output);
        List<LedgerReport> reports = [.. store.Reports()];
        var counts = new ExchangeCounts();
        using XmlWriter xml = GraphMl.Start(output);
        foreach (var (name, of, type) in Keys) GraphMl.Key(xml, name, of, type);
        xml.WriteStartElement("graph");
        xml.WriteAttributeString("id", "ledger");
        xml.WriteAttributeString("edgedefault", "directed");
        var graph = new Graph(xml, counts);
        foreach (LedgerReport report in reports) graph.Add(report, (ReportAdded)store.Find(report.Entry)!.Content);
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        output.Write('\n');
        return counts;
    }

    /// <summary>The reports, readings and decisions that a graph's nodes carry.</summary>
    /// <exception cref="InvalidDataException">It is no GraphML.</exception>
    public static IEnumerable<Draft> Read(Stream input, string author, ExchangeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var drafts = new List<Draft>();
        try
        {
            // No document type: nothing is fetched and nothing expands.
            using var xml = XmlReader.Create(input, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            xml.MoveToContent();
            if (xml.LocalName != "graphml") throw new InvalidDataException("is no GraphML");
            string node = "";
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "node") node = xml.GetAttribute("id") ?? "";
                if (xml.LocalName is "node" or "edge") counts.Add(xml.LocalName + "s");
                if (xml.LocalName == "data" && xml.GetAttribute("key") == "node.record") drafts.AddRange(Record(xml.ReadElementContentAsString(), node, author, counts));
            }
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"is not valid XML ({e.Message})", e);
        }

        if (drafts.Count == 0) throw new InvalidDataException("has no node with a report's record; only graphs of a ledger can be imported");
        return drafts;
    }

    private static List<Draft> Record(string json, string node, string author, ExchangeCounts counts)
    {
        try
        {
            JsonNode record = JsonNode.Parse(json)!;
            string text = record["text"]!.GetValue<string>();
            byte[] original = record["original"]?.GetValue<string>() is { } bytes ? Convert.FromBase64String(bytes) : EntryBody.Plain(text);
            var added = new ReportAdded(EntryBody.Report(JsonSerializer.SerializeToUtf8Bytes(record["report"])).ToRaw(text), original);
            List<Draft> drafts = [new(author, added)];
            if (record["reading"]?.GetValue<string>() is { } reading) drafts.Add(new(author, new ReadingAdded(added.Identity, EntryBody.Plain(reading))));
            foreach (JsonNode? made in record["decisions"]?.AsArray() ?? [])
            {
                var at = DateTimeOffset.Parse(made!["at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
                drafts.Add(new(made["author"]!.GetValue<string>(), new DecisionMade(EntryBody.Decision(JsonSerializer.SerializeToUtf8Bytes(made["decision"]))), at));
            }

            return drafts;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            counts.Fault($"node {node}: its record is none of a report ({e.Message}); left out");
            return [];
        }
    }

    /// <summary>The graph while it is written.</summary>
    private sealed class Graph(XmlWriter xml, ExchangeCounts counts)
    {
        private const string Within = "no nodes, only in the records of the reports";

        private readonly Dictionary<(string Kind, string Name), string> nodes = [];

        public void Add(LedgerReport report, ReportAdded added)
        {
            string home = Node("report", $"r{report.Entry}", report.Report.Title ?? report.Report.Id, ("date", report.Decided?.Reading.Report.Published ?? report.Report.Published), ("record", RecordOf(added, report)));
            counts.Add("reports");
            if (report.Decisions.Count > 0) counts.Add("decisions", report.Decisions.Count);
            if (report.Decided?.Reading is not { } reading) return;
            counts.Readings++;
            counts.Note(Within, LeftOut.Rejected(report), "rejected statement");
            LeftOut.OfRest(reading, (number, one, many) => counts.Note(Within, number, one, many));
            counts.Note(Within, reading.Statements.Sum(statement => statement.Positions.Count(position => position.Condition is not null)), "condition");
            Dictionary<string, string> ids = new(StringComparer.Ordinal);
            foreach (Party party in reading.Parties) ids[party.Id] = Thing("party", party.Name);
            foreach (Issue issue in reading.Issues) ids[issue.Id] = Thing("issue", issue.Label);
            foreach (Proposal proposal in reading.Proposals) ids[proposal.Id] = Thing("proposal", proposal.Label);
            foreach (Actor actor in reading.Actors)
            {
                ids[actor.Id] = Thing("actor", actor.Name);
                Edge("of", ids[actor.Id], actor.Party is null ? null : ids.GetValueOrDefault(actor.Party));
            }

            foreach (Proposal proposal in reading.Proposals)
            {
                foreach (string by in proposal.By) Edge("tabled", ids.GetValueOrDefault(by), ids[proposal.Id]);
                Edge("revises", ids[proposal.Id], proposal.Revises is null ? null : ids.GetValueOrDefault(proposal.Revises));
                Edge("counters", ids[proposal.Id], proposal.Counters is null ? null : ids.GetValueOrDefault(proposal.Counters));
            }

            foreach (Statement statement in reading.Statements)
            {
                string words = string.Join(" … ", statement.Content.Spans.Select(span => reading.Report.Text[span.Start..span.End]));
                string node = Node("statement", $"{home}.{statement.Id}", words, ("act", statement.Act.ToString().ToLowerInvariant()), ("confidence", Number(statement.Confidence)));
                counts.Add("statements");
                Edge("in", node, home);
                Edge("says", ids.GetValueOrDefault(statement.Source.Actor ?? statement.Source.Party ?? ""), node);
                foreach (Position position in statement.Positions)
                {
                    Edge("position", ids.GetValueOrDefault(position.Holder), ids.GetValueOrDefault(position.Target), ("stance", position.Stance.ToString().ToLowerInvariant()),
                        ("voice", position.Voice.ToString().ToLowerInvariant()), ("statement", node), ("confidence", Number(position.Confidence)));
                    counts.Add("positions");
                }
            }

            foreach (NegotiationEvent happening in reading.Events)
            {
                string node = Node("event", $"{home}.{happening.Id}", string.Join(" … ", happening.Spans.Select(span => reading.Report.Text[span.Start..span.End])), ("date", happening.Date), ("category", happening.Category), ("confidence", Number(happening.Confidence)));
                counts.Add("events");
                Edge("in", node, home);
                foreach (string party in happening.Parties) Edge("takes-part", ids.GetValueOrDefault(party), node);
            }
        }

        private static string RecordOf(ReportAdded added, LedgerReport report)
        {
            var record = new JsonObject { ["report"] = JsonNode.Parse(EntryBody.Of(added)), ["text"] = added.Report.Text };
            if (!added.Original.Span.SequenceEqual(EntryBody.Plain(added.Report.Text))) record["original"] = Convert.ToBase64String(added.Original.Span);
            if (report.Read is { } read) record["reading"] = System.Text.Encoding.UTF8.GetString(read.Json.Span);
            if (report.Decisions.Count > 0)
            {
                record["decisions"] = new JsonArray([.. report.Decisions.Select(made => new JsonObject
                    { ["at"] = EntryHash.Time(made.At), ["author"] = made.Author, ["decision"] = JsonNode.Parse(EntryBody.Of(new DecisionMade(made.Decision))) })]);
            }

            return record.ToJsonString();
        }

        private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

        private string Thing(string kind, string name)
        {
            if (!nodes.TryGetValue((kind, name), out string? id))
            {
                nodes[(kind, name)] = id = Node(kind, $"{kind}{nodes.Count + 1}", name);
                counts.Add(kind switch { "party" => "parties", _ => kind + "s" });
            }

            return id;
        }

        private string Node(string kind, string id, string name, params (string Key, string? Value)[] data)
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", id);
            GraphMl.Data(xml, "node", "kind", kind);
            GraphMl.Data(xml, "node", "name", name);
            foreach (var (key, value) in data) GraphMl.Data(xml, "node", key, value);
            xml.WriteEndElement();
            return id;
        }

        private void Edge(string kind, string? source, string? target, params (string Key, string? Value)[] data)
        {
            if (source is null || target is null) return;
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("source", source);
            xml.WriteAttributeString("target", target);
            GraphMl.Data(xml, "edge", "kind", kind);
            foreach (var (key, value) in data) GraphMl.Data(xml, "edge", key, value);
            xml.WriteEndElement();
        }
    }
}
