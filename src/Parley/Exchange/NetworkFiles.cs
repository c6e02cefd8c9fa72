using System.Globalization;
using System.Xml;
using Parley.Talks.Networks;

namespace Parley.Exchange;

/// <summary>Networks as files: matrix, list of ties, GraphML.</summary>
public static class NetworkFiles
{
    /// <summary>
    /// Matrices as comma-separated values: labels in the first row and column, numbers as short as they read back exactly. Several are separated by an empty line, and the corner of each names its
    /// window as an ISO 8601 interval.
    /// </summary>
    public static void WriteMatrix(IEnumerable<NetworkMatrix> networks, bool windows, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(output);
        bool first = true;
        foreach (NetworkMatrix network in networks)
        {
            if (!first) output.Write('\n');
            first = false;
            output.Write(Label(windows ? Interval(network) : ""));
            foreach (string column in network.Columns) output.Write("," + Label(column));
            output.Write('\n');
            for (int row = 0; row < network.Rows.Count; row++)
            {
                output.Write(Label(network.Rows[row]));
                foreach (double cell in network.Cells[row]) output.Write("," + Number(cell));
                output.Write('\n');
            }
        }
    }

    /// <summary>Ties that are not zero as comma-separated values, one a line: source, target, weight, and in front the window where there are windows.</summary>
    public static void WriteEdges(IEnumerable<NetworkMatrix> networks, bool windows, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(windows ? "from,to,source,target,weight\n" : "source,target,weight\n");
        foreach (NetworkMatrix network in networks)
            foreach (var (row, column, weight) in network.Ties())
            {
                if (windows) output.Write($"{Moment(network.From)},{Moment(network.To)},");
                output.Write($"{Label(network.Rows[row])},{Label(network.Columns[column])},{Number(weight)}\n");
            }
    }

    /// <summary>GraphML (graphml.graphdrawing.org): a graph for each network, nodes with name and side, undirected edges with weight.</summary>
    public static void WriteGraphMl(IEnumerable<NetworkMatrix> networks, NetworkSettings settings, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(output);
        using var xml = GraphMl.Start(output);
        GraphMl.Key(xml, "name", "node", "string");
        GraphMl.Key(xml, "variable", "node", "string");
        GraphMl.Key(xml, "weight", "edge", "double");
        GraphMl.Key(xml, "from", "graph", "string");
        GraphMl.Key(xml, "to", "graph", "string");
        GraphMl.Key(xml, "statements", "graph", "int");
        int number = 0;
        foreach (NetworkMatrix network in networks)
        {
            xml.WriteStartElement("graph");
            xml.WriteAttributeString("id", $"g{++number}");
            xml.WriteAttributeString("edgedefault", "undirected");
            GraphMl.Data(xml, "graph", "from", Moment(network.From));
            GraphMl.Data(xml, "graph", "to", Moment(network.To));
            GraphMl.Data(xml, "graph", "statements", network.Statements.ToString(CultureInfo.InvariantCulture));
            Nodes(xml, $"g{number}r", network.Rows, settings.Rows);
            if (network.Mode == NetworkMode.Two) Nodes(xml, $"g{number}c", network.Columns, settings.Columns);
            foreach (var (row, column, weight) in network.Ties())
            {
                xml.WriteStartElement("edge");
                xml.WriteAttributeString("source", $"g{number}r{row}");
                xml.WriteAttributeString("target", $"g{number}{(network.Mode == NetworkMode.Two ? 'c' : 'r')}{column}");
                GraphMl.Data(xml, "edge", "weight", Number(weight));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndDocument();
        xml.Flush();
        output.Write('\n');
    }

    private static void Nodes(XmlWriter xml, string prefix, IReadOnlyList<string> labels, string variable)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", $"{prefix}{i}");
            GraphMl.Data(xml, "node", "name", labels[i]);
            GraphMl.Data(xml, "node", "variable", variable);
            xml.WriteEndElement();
        }
    }

    /// <summary>A moment as ISO 8601, empty where there is none.</summary>
    internal static string Moment(DateTime? moment) => moment?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static string Interval(NetworkMatrix network) => network.From is null ? "" : $"{Moment(network.From)}/{Moment(network.To)}";

    private static string Number(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Labels are always quoted, as statistical programs write them.</summary>
    private static string Label(string text) => Csv.Cell(text) is { Length: > 0 } cell && cell[0] == '"' ? cell : "\"" + Csv.Cell(text) + "\"";
}
