namespace Parley.Reports;

/// <summary>What a file holds, by its name.</summary>
internal enum FileKind
{
    Other,
    Text,
    JsonLines,
    Page,
    /// <summary>XML or JSON: a feed if its first bytes say so.</summary>
    Feed,
    WebArchive,
    MailBox,
    Mail,
    Zip,
}

/// <summary>Tells kinds of files apart.</summary>
internal static class FileKinds
{
    /// <summary>The kinds, for people.</summary>
    public const string Readable = ".txt, .html, .jsonl, feeds (.xml, .rss, .atom, .json), archives (.warc, .mbox, .eml), each also as .gz, and .zip";

    /// <summary>The kind that a name stands for.</summary>
    public static FileKind Of(string path)
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(packed ? path[..^3] : path).ToUpperInvariant() switch
        {
            ".TXT" => FileKind.Text,
            ".JSONL" => FileKind.JsonLines,
            ".HTML" or ".HTM" or ".XHTML" => FileKind.Page,
            ".XML" or ".RSS" or ".ATOM" or ".RDF" or ".JSON" => FileKind.Feed,
            ".WARC" => FileKind.WebArchive,
            ".MBOX" => FileKind.MailBox,
            ".EML" => FileKind.Mail,
            ".ZIP" when !packed => FileKind.Zip,
            _ => FileKind.Other,
        };
    }
}
