using System.Globalization;
using System.IO.Compression;
using Parley.Reports.Web;

namespace Parley.Reports.Archives;

/// <summary>Makes reports of what archives hold: pages of web archives, newsletters of mailboxes.</summary>
internal static class ArchiveReports
{
    /// <summary>The pages of a web archive; a report's id is its address.</summary>
    public static IEnumerable<InputItem> OfWebArchive(Stream stream, string path, PageReader pages, string? published)
    {
        var reader = new WarcReader(stream);
        int found = 0;
        foreach (var page in reader.Pages())
        {
            found++;
            string source = string.Create(CultureInfo.InvariantCulture, $"{path}:{reader.Records}");
            if (page.Body is null)
            {
                yield return InputItem.Of(new InputFault(source, $"{page.Url} {page.Fault}"));
                continue;
            }

            var origin = new PageOrigin(page.Url, source) { PublishedElsewhere = published };
            string? charset = PageEncoding.CharsetOf(page.ContentType);
            if (page.ContentType!.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) && PageEncoding.Decode(page.Body, charset) is var text && !PageReader.IsPage(text))
            {
                if (ReportText.FaultOf(text) is null) yield return InputItem.Of(new RawReport(page.Url, source, text) { Original = page.Body, Url = page.Url, PublishedElsewhere = published });
                continue;
            }

            yield return pages.Read(page.Body, charset, origin, PageMetadata.Address(page.Url, null));
        }

        if (found == 0) yield return InputItem.Of(new InputFault(path, "holds no page; left out"));
    }

    /// <summary>The messages of a mailbox.</summary>
    public static IEnumerable<InputItem> OfMailBox(Stream stream, string path, string? published)
    {
        int number = 0;
        foreach (byte[] message in MailBox.Messages(stream)) yield return OfMail(message, string.Create(CultureInfo.InvariantCulture, $"{path}:{++number}"), published);
        if (number == 0) yield return InputItem.Of(new InputFault(path, "is empty; left out"));
    }

    /// <summary>One mail: its HTML, else its plain text, dated and titled by its headers.</summary>
    public static InputItem OfMail(byte[] bytes, string source, string? published)
    {
        var mail = MailMessage.Of(bytes);
        var content = mail.Html is null ? null : PageReport.OfFragment(mail.Html, null, mail.Subject);
        string id = mail.Id ?? source;
        if (content is not null)
            return InputItem.Of(new RawReport(id, source, content.Text) { Original = bytes, Taken = new(PageForm.Mail), Page = content with { Publisher = mail.Sender, Published = mail.Date }, PublishedElsewhere = published });
        if (mail.Plain is null) return InputItem.Of(new InputFault(source, "is no mail with text; left out"));
        return ReportText.FaultOf(mail.Plain) is { } fault
            ? InputItem.Of(new InputFault(source, $"its text {fault}; left out"))
            : InputItem.Of(new RawReport(id, source, mail.Plain) { Original = bytes, Title = mail.Subject, Publisher = mail.Sender, Published = mail.Date, PublishedElsewhere = published });
    }

    /// <summary>The files of a ZIP in the order of their names, each as <paramref name="read"/> reads it; what is of other kinds is counted.</summary>
    /// <param name="path">The ZIP.</param>
    /// <param name="longest">Bytes of one file after unpacking.</param>
    /// <param name="read">Reads a file of the archive: its bytes, its path and kind.</param>
    public static IEnumerable<InputItem> OfZip(string path, int longest, Func<MemoryStream, string, FileKind, IEnumerable<InputItem>> read)
    {
        using var zip = ZipFile.OpenRead(path);
        int found = 0, others = 0;
        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/')) continue;
            var kind = FileKinds.Of(entry.FullName);
            if (kind is FileKind.Other or FileKind.Zip or FileKind.Feed || entry.FullName.Contains("__MACOSX", StringComparison.Ordinal))
            {
                others++;
                continue;
            }

            found++;
            string inside = path + "/" + entry.FullName;
            using var packed = entry.Open();
            using Stream plain = entry.FullName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
            if (BoundedStream.All(plain, longest) is not { } bytes)
            {
                yield return InputItem.Of(new InputFault(inside, string.Create(CultureInfo.InvariantCulture, $"is longer than {longest >> 20} MB unpacked; left out")));
                continue;
            }

            foreach (var item in read(new(bytes), inside, kind)) yield return item;
        }

        if (found == 0) yield return InputItem.Of(new InputFault(path, "holds no report; left out"));
        if (others > 0) yield return InputItem.Of(string.Create(CultureInfo.InvariantCulture, $"{path}: {others} {(others == 1 ? "file" : "files")} of other kinds skipped"));
    }
}
