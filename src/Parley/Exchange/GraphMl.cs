using System.Text;
using System.Xml;

namespace Parley.Exchange;

/// <summary>The parts that every GraphML document is made of (Brandes et al., 2013, "Graph Markup Language").</summary>
internal static class GraphMl
{
    /// <summary>The namespace of GraphML.</summary>
    public const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    /// <summary>Begins a document; its keys come next, then its graphs.</summary>
    public static XmlWriter Start(TextWriter output)
    {
        var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false, CheckCharacters = true });
        xml.WriteStartDocument();
        xml.WriteStartElement("graphml", Namespace);
        return xml;
    }

    /// <summary>Declares an attribute.</summary>
    public static void Key(XmlWriter xml, string name, string of, string type)
    {
        xml.WriteStartElement("key");
        xml.WriteAttributeString("id", $"{of}.{name}");
        xml.WriteAttributeString("for", of);
        xml.WriteAttributeString("attr.name", name);
        xml.WriteAttributeString("attr.type", type);
        xml.WriteEndElement();
    }

    /// <summary>Writes a value of an attribute; nothing where it is null. Characters that XML cannot hold become U+FFFD.</summary>
    public static void Data(XmlWriter xml, string of, string name, string? value)
    {
        if (value is null) return;
        xml.WriteStartElement("data");
        xml.WriteAttributeString("key", $"{of}.{name}");
        xml.WriteString(Storable(value));
        xml.WriteEndElement();
    }

    private static string Storable(string value)
    {
        char[]? copy = null;
        for (int i = 0; i < value.Length; i++)
        {
            if (XmlConvert.IsXmlChar(value[i])) continue;
            if (i + 1 < value.Length && XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i]))
            {
                i++;
                continue;
            }

            copy ??= value.ToCharArray();
            copy[i] = '\uFFFD';
        }

        return copy is null ? value : new string(copy);
    }
}
