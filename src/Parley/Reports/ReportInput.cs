using System.IO.Compression;
using System.Text;
using Parley.Reports.Archives;
using Parley.Reports.Feeds;
using Parley.Reports.Fetching;
using Parley.Reports.Web;

namespace Parley.Reports;

/// <summary>
/// Finds the reports that paths name: a text file, a web page, a JSON-lines file, a feed, a web archive, a mailbox, a mail, each also as <c>.gz</c>, a ZIP of them, a folder (recursive, in ordinal order
/// of names), or <c>-</c> for the standard input. What is at fault is reported where it stands and the rest goes on. JSON lines and records of archives are read one at a time, so that a file of any
/// length takes the memory of its longest. A web report that comes again is left out, and one that came in another version has the same id and says what changed.
/// </summary>
/// <param name="standardInput">What <c>-</c> reads; disposed by its owner.</param>
/// <param name="published">ISO 8601 date for reports that nothing else dates, or null.</param>
public sealed class ReportInput(Stream standardInput, string? published = null)
{
    /// <summary>Longest text file and longest JSON line.</summary>
    private const int Longest = 256 << 20;

    /// <summary>Longest file inside a ZIP, unpacked.</summary>
    private const int LongestZipped = 64 << 20;

    private readonly ReportVersions versions = new();

    private readonly PageReader pages = new();
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReportCatalogue> catalogues = new(StringComparer.Ordinal);

    /// <summary>Reads addresses (http, https); null where only files are read, and then nothing is ever fetched.</summary>
    internal WebReports? Web { get; init; }

    /// <summary>Reads all paths, one after the other, lazily.</summary>
    public IEnumerable<InputItem> Read(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.SelectMany(ReadPath).Select(versions.Next);
    }

    /// <summary>Reads the items of a feed at an address. Anything but a feed is a fault.</summary>
    internal IEnumerable<InputItem> ReadFeed(string address) => ReadAddress(address, asFeed: true).Select(versions.Next);

    /// <summary>
    /// Lays a report out again from the bytes that it came as, as this version of the program does it: blocks, links, and what the bytes say of the report. What came with them (from a feed, a catalogue, the
    /// versions of its run) stays as it was.
    /// </summary>
    /// <param name="stored">The report as it was kept, with its bytes.</param>
    /// <param name="before">The report as it was laid out when it came in.</param>
    /// <returns>Null where another text would be taken from the bytes now: what is kept is kept, and readings are of that.</returns>
    public Report? Again(RawReport stored, Report before)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(before);
        // Web reports of ledgers that kept no page: the markup is gone, the blocks found in it are not.
        if (stored.Taken is null) return before.Links.Count > 0 || before.Updated is not null || before.Version > 1 ? before : stored.ToReport();
        RawReport? raw = stored.Taken.Form switch
        {
            PageForm.Line => JsonLineReport.Read(stored.Original, stored.Source, null, stored.PublishedElsewhere, pages, out _).Report,
            PageForm.Mail => ArchiveReports.OfMail(stored.Original.ToArray(), stored.Source, stored.PublishedElsewhere).Report,
            PageForm.Item => PageReport.OfFragment(Encoding.UTF8.GetString(stored.Original.Span), before.Url, before.Title) is { } content ? stored with { Text = content.Text, Page = content } : null,
            _ => pages.Read(
                stored.Original,
                stored.Taken.Charset,
                new(stored.Id, stored.Source) { Title = stored.Title, Url = stored.Url, Publisher = stored.Publisher, Published = stored.Published, PublishedElsewhere = stored.PublishedElsewhere },
                PageMetadata.Address(stored.Id, null)).Report,
        };
        if (raw?.ToReport() is not { } now || now.Text != stored.Text) return null;
        return now with
        {
            Id = before.Id,
            Title = now.Title ?? before.Title,
            Byline = now.Byline ?? before.Byline,
            Dateline = now.Dateline ?? before.Dateline,
            Publisher = now.Publisher ?? before.Publisher,
            Url = before.Url ?? now.Url,
            Published = now.Published ?? before.Published,
            Updated = now.Updated ?? before.Updated,
            Language = now.Language ?? before.Language,
            Version = before.Version,
            Changes = before.Changes,
        };
    }

    private IEnumerable<InputItem> ReadAddress(string address, bool asFeed)
    {
        if (Web is null) return [InputItem.Of(new InputFault(address, "is an address, and only files are read here"))];
        return WebReports.IsAddress(address) ? Web.Read(address, pages, published, asFeed) : [InputItem.Of(new InputFault(address, "is no http or https address"))];
    }

    private IEnumerable<InputItem> ReadPath(string path)
    {
        if (path == "-")
        {
            foreach (var item in Guarded("-", ReadStandardInput())) yield return item;
        }
        else if (WebReports.IsAddress(path))
        {
            foreach (var item in ReadAddress(path, asFeed: false)) yield return item;
        }
        else if (Directory.Exists(path))
        {
            int found = 0, others = 0;
            string folder = path.Length > 1 ? path.TrimEnd('/', Path.DirectorySeparatorChar) : path;
            foreach (var item in ReadFolder(folder, () => found++, () => others++)) yield return item;
            if (found == 0) yield return InputItem.Of(new InputFault(folder, $"holds no report; reports are {FileKinds.Readable}"));
            if (others > 0) yield return InputItem.Of($"{folder}: {others} {(others == 1 ? "file" : "files")} of other kinds skipped");
        }
        else if (!File.Exists(path))
        {
            yield return InputItem.Of(new InputFault(path, "no such file or folder"));
        }
        else if (FileKinds.Of(path) == FileKind.Other)
        {
            yield return InputItem.Of(new InputFault(path, $"is of no kind that can be read; reports are {FileKinds.Readable}"));
        }
        else
        {
            foreach (var item in ReadFile(path)) yield return item;
        }
    }

    private IEnumerable<InputItem> ReadFolder(string folder, Action found, Action other)
    {
        string[] entries;
        InputFault? fault = null;
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
            entries = [.. Directory.EnumerateFileSystemEntries(folder, "*", options).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (entries, fault) = ([], Unreadable(folder, e));
        }

        if (fault is not null)
        {
            found();
            yield return InputItem.Of(fault);
        }

        foreach (string entry in entries)
        {
            string path = folder + "/" + Path.GetFileName(entry);
            if (Directory.Exists(path))
            {
                // A link to a folder may lead back up.
                if (new DirectoryInfo(path).LinkTarget is not null) other();
                else
                    foreach (var item in ReadFolder(path, found, other)) yield return item;
            }
            else if (FileKinds.Of(path) == FileKind.Other || (FileKinds.Of(path) == FileKind.Feed && !OpensAsFeed(path)))
            {
                if (Path.GetFileName(path) != ReportCatalogue.FileName) other();
            }
            else
            {
                found();
                foreach (var item in ReadFile(path)) yield return item;
            }
        }
    }

    private IEnumerable<InputItem> ReadFile(string path)
    {
        if (!read.Add(path))
        {
            yield return InputItem.Of($"{path}: given twice, read once");
            yield break;
        }

        var faults = new List<InputFault>();
        var beside = CatalogueBeside(path, faults)[Path.GetFileName(path)];
        foreach (var fault in faults) yield return InputItem.Of(fault);
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Zip)
        {
            foreach (var item in Guarded(path, ArchiveReports.OfZip(path, LongestZipped, (stream, inside, inner) => Guarded(inside, ReadStream(stream, inside, inner, beside))))) yield return item;
            yield break;
        }

        foreach (var item in Guarded(path, ReadOpened(path, kind, beside))) yield return item;
    }

    private IEnumerable<InputItem> ReadOpened(string path, FileKind kind, CatalogueEntry? beside)
    {
        using var stream = Open(path);
        foreach (var item in ReadStream(stream, path, kind, beside)) yield return item;
    }

    /// <summary>Reads an open file, wherever it lies.</summary>
    private IEnumerable<InputItem> ReadStream(Stream stream, string path, FileKind kind, CatalogueEntry? beside)
    {
        string? elsewhere = beside?.Published ?? DateInName(path) ?? published;
        return kind switch
        {
            FileKind.JsonLines => JsonLines(new(stream, Longest), path, beside, DateInName(path) ?? published),
            FileKind.Page => [pages.Read(new ByteLines(stream, Longest).Rest(), null, new(path, path) { Url = beside?.Url, Publisher = beside?.Publisher, PublishedElsewhere = elsewhere })],
            FileKind.Feed => ReadFeedFile(stream, path, elsewhere),
            FileKind.WebArchive => ArchiveReports.OfWebArchive(stream, path, pages, elsewhere),
            FileKind.MailBox => ArchiveReports.OfMailBox(stream, path, elsewhere),
            FileKind.Mail => [ArchiveReports.OfMail(new ByteLines(stream, Longest).Rest(), path, elsewhere)],
            _ => [OfText(path, new ByteLines(stream, Longest).Rest(), beside, elsewhere)],
        };
    }

    /// <summary>A feed on disk gives what it carries; nothing is fetched for it.</summary>
    private static IEnumerable<InputItem> ReadFeedFile(Stream stream, string path, string? elsewhere)
    {
        var feed = FeedReader.Read(new ByteLines(stream, Longest).Rest(), null, null);
        int number = 0, parts = 0, empty = 0;
        foreach (var item in feed.Items)
        {
            var found = FeedReports.Of(feed, item, $"{path}#{++number}");
            if (found is not { } own)
            {
                empty++;
                continue;
            }

            if (!own.Whole) parts++;
            yield return InputItem.Of(own.Report with { PublishedElsewhere = elsewhere });
        }

        if (number == 0) yield return InputItem.Of($"{path}: the feed holds no items");
        if (empty > 0) yield return InputItem.Of($"{path}: {empty} of {number} items hold no text; give the feed's address to have their pages read");
        if (parts > 0) yield return InputItem.Of($"{path}: {parts} of {number} items hold a summary only; give the feed's address to have their pages read");
    }

    private static bool OpensAsFeed(string path)
    {
        try
        {
            using var stream = Open(path);
            byte[] start = new byte[4096];
            return FeedReader.IsFeed(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private IEnumerable<InputItem> ReadStandardInput()
    {
        var lines = new ByteLines(standardInput, Longest);
        if (lines.OpensAsUtf16())
        {
            byte[] bytes = lines.Rest();
            string text = ReportText.Decode(bytes);
            if (!text.AsSpan().TrimStart().StartsWith("{"))
            {
                yield return PageReader.IsPage(text) ? pages.Read(bytes, null, new("-", "-") { PublishedElsewhere = published }) : OfText("-", bytes, null, published);
                yield break;
            }

            lines = new(new MemoryStream(Encoding.UTF8.GetBytes(text)), Longest);
        }

        if (lines.FirstNonBlank() == '{')
        {
            foreach (var item in JsonLines(lines, "-", null, published)) yield return item;
        }
        else
        {
            byte[] bytes = lines.Rest();
            string text = ReportText.Decode(bytes);
            yield return PageReader.IsPage(text) ? pages.Read(bytes, null, new("-", "-") { PublishedElsewhere = published }) : OfText("-", bytes, null, published);
        }
    }

    private static InputItem OfText(string path, byte[] bytes, CatalogueEntry? beside, string? elsewhere) =>
        ReportText.Decode(bytes) is var text && ReportText.FaultOf(text) is { } fault
            ? InputItem.Of(new InputFault(path, fault + "; left out"))
            : InputItem.Of(new RawReport(path, path, text) { Original = bytes, Url = beside?.Url, Publisher = beside?.Publisher, PublishedElsewhere = elsewhere });

    private IEnumerable<InputItem> JsonLines(ByteLines lines, string path, CatalogueEntry? beside, string? elsewhere)
    {
        bool any = false;
        while (lines.TryRead(out var line))
        {
            if (!line.Span.ContainsAnyExcept(" \t"u8)) continue;
            any = true;
            var item = JsonLineReport.Read(line, $"{path}:{lines.Number}", beside, elsewhere, pages, out var doubt);
            if (doubt is not null) yield return InputItem.Of(doubt);
            yield return item;
        }

        if (!any) yield return InputItem.Of(new InputFault(path, "is empty; left out"));
    }

    /// <summary>Turns what goes wrong while a file is read into a fault; items before it stand.</summary>
    private static IEnumerable<InputItem> Guarded(string path, IEnumerable<InputItem> items)
    {
        using var each = items.GetEnumerator();
        while (true)
        {
            InputFault? fault = null;
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                fault = Unreadable(path, e);
            }

            if (fault is not null)
            {
                yield return InputItem.Of(fault);
                yield break;
            }

            yield return each.Current;
        }
    }

    private static InputFault Unreadable(string path, Exception e) => new(path, e switch
    {
        UnauthorizedAccessException => "may not be read; check its permissions",
        InvalidDataException when e.Message.StartsWith("longer", StringComparison.Ordinal) => "is " + e.Message + "; split it",
        InvalidDataException when e.Message.StartsWith("is ", StringComparison.Ordinal) || e.Message.StartsWith("holds ", StringComparison.Ordinal) => e.Message,
        InvalidDataException when path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) => "is no valid ZIP file; pack it again",
        InvalidDataException => "is no valid gzip file; pack it again",
        EndOfStreamException => "ends too early; fetch it again",
        _ => "cannot be read: " + e.Message,
    });

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private ReportCatalogue CatalogueBeside(string path, List<InputFault> faults)
    {
        string folder = Path.GetDirectoryName(path) ?? "", file = Path.Combine(folder, ReportCatalogue.FileName);
        if (catalogues.TryGetValue(folder, out var catalogue)) return catalogue;
        try
        {
            catalogue = File.Exists(file) ? ReportCatalogue.Parse(ReportText.Decode(File.ReadAllBytes(file)), file, faults) : ReportCatalogue.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(Unreadable(file, e));
            catalogue = ReportCatalogue.Empty;
        }

        return catalogues[folder] = catalogue;
    }

    /// <summary>The day in a file's name: "2031-03-15", "2031_03_15" or "20310315", not part of a longer number; null where there is none or more than one.</summary>
    internal static string? DateInName(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        string? found = null;
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiDigit(name[i]) || (i > 0 && char.IsAsciiDigit(name[i - 1]))) continue;
            int digits = i;
            while (digits < name.Length && char.IsAsciiDigit(name[digits])) digits++;
            string? day = null;
            if (digits - i == 8) day = $"{name[i..(i + 4)]}-{name[(i + 4)..(i + 6)]}-{name[(i + 6)..(i + 8)]}";
            else if (digits - i == 4 && i + 10 <= name.Length && name[i + 4] is '-' or '_' && name[i + 7] == name[i + 4] && (i + 10 == name.Length || !char.IsAsciiDigit(name[i + 10])))
                day = $"{name[i..(i + 4)]}-{name[(i + 5)..(i + 7)]}-{name[(i + 8)..(i + 10)]}";
            if (day is null || !CalendarDate.TryIso(day, out var date) || date.Year is < 1800 or > 2199 || day == found) continue;
            if (found is not null) return null;
            found = day;
        }

        return found;
    }
}
