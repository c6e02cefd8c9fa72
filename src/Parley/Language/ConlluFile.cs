using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Parley.Language;

/// <summary>One syntactic word of a treebank.</summary>
/// <param name="Form">The word as written.</param>
/// <param name="Lemma">Its dictionary form.</param>
/// <param name="Pos">Universal part of speech.</param>
/// <param name="Tag">Penn Treebank tag; <see cref="PennTag.None"/> where the treebank has none (or one that is not in the standard).</param>
/// <param name="Features">The column FEATS as it stands, "_" when empty.</param>
/// <param name="Head">Index in the sentence of the word it depends on, -1 for the root.</param>
/// <param name="Relation">The relation with its subtype dropped, as <see cref="Relations.Parse"/> does.</param>
/// <param name="RelationName">The relation as it stands, with its subtype.</param>
/// <param name="Misc">The column MISC as it stands, "_" when empty.</param>
internal sealed record ConlluToken(
    string Form, string Lemma, UniversalTag Pos, PennTag Tag, string Features, int Head, Relation Relation, string RelationName, string Misc);

/// <summary>One sentence of a treebank.</summary>
/// <param name="Id">Its <c>sent_id</c>, or "".</param>
/// <param name="Text">Its <c># text</c>, or the forms joined by spaces.</param>
/// <param name="Tokens">Its words in order.</param>
/// <param name="StartsDocument">Whether a document starts with it.</param>
/// <param name="StartsParagraph">Whether a paragraph (or a document) starts with it.</param>
internal sealed record ConlluSentence(string Id, string Text, ConlluToken[] Tokens, bool StartsDocument, bool StartsParagraph);

/// <summary>Reads treebanks in CoNLL-U (universaldependencies.org/format.html), plain or gzipped. Lines of multiword tokens and empty nodes are skipped.</summary>
internal static class ConlluFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">A line does not have ten columns, or a number is none.</exception>
    public static List<ConlluSentence> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return Read(reader, path);
    }

    /// <summary>Reads sentences until the end; <paramref name="name"/> stands in error messages.</summary>
    public static List<ConlluSentence> Read(TextReader reader, string name)
    {
        var sentences = new List<ConlluSentence>();
        var tokens = new List<ConlluToken>();
        string id = "", text = "";
        bool document = false, paragraph = false;
        int number = 0;
        for (string? line = reader.ReadLine(); ; line = reader.ReadLine())
        {
            number++;
            if (string.IsNullOrEmpty(line))
            {
                if (tokens.Count > 0)
                {
                    sentences.Add(new(id, text.Length > 0 ? text : string.Join(' ', tokens.Select(t => t.Form)), [.. tokens], document, paragraph || document));
                    tokens.Clear();
                    (id, text, document, paragraph) = ("", "", false, false);
                }

                if (line is null) return sentences;
            }
            else if (line[0] == '#')
            {
                if (line.StartsWith("# text = ", StringComparison.Ordinal)) text = line[9..];
                else if (line.StartsWith("# sent_id = ", StringComparison.Ordinal)) id = line[12..];
                else if (line.StartsWith("# newdoc", StringComparison.Ordinal)) document = true;
                else if (line.StartsWith("# newpar", StringComparison.Ordinal)) paragraph = true;
            }
            else
            {
                string[] columns = line.Split('\t');
                if (columns.Length != 10) throw new InvalidDataException($"{name}:{number}: {columns.Length} columns, wanted 10");
                if (columns[0].AsSpan().ContainsAny('-', '.')) continue;
                int head = columns[6] == "_" ? 0 : Number(columns[6]);
                tokens.Add(new(columns[1], columns[2], Enum.TryParse(columns[3], out UniversalTag pos) ? pos : UniversalTag.None, PennTags.Parse(columns[4]),
                    columns[5], head - 1, Relations.Parse(columns[7]), columns[7], columns[9]));
            }
        }

        int Number(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            ? n : throw new InvalidDataException($"{name}:{number}: '{column}' is not a number");
    }

    /// <summary>Where each word stands in the sentence's text: the forms in order, with the blanks between them skipped.</summary>
    /// <exception cref="InvalidDataException">The forms do not spell the text.</exception>
    public static TextSpan[] Offsets(ConlluSentence sentence)
    {
        var spans = new TextSpan[sentence.Tokens.Length];
        int at = 0;
        for (int i = 0; i < spans.Length; i++)
        {
            string form = sentence.Tokens[i].Form;
            while (at < sentence.Text.Length && char.IsWhiteSpace(sentence.Text[at])) at++;
            if (!sentence.Text.AsSpan(at).StartsWith(form, StringComparison.Ordinal)) throw new InvalidDataException($"{sentence.Id}: the word '{form}' is not at {at} of its text");
            spans[i] = new(at, at + form.Length);
            at += form.Length;
        }

        return spans;
    }
}

/// <summary>Names of Penn Treebank tags as treebanks write them.</summary>
internal static class PennTags
{
    private static readonly Dictionary<string, PennTag> ByName = Enum.GetValues<PennTag>().ToDictionary(NameOf, t => t, StringComparer.Ordinal);

    /// <summary>The tag as treebanks write it; "_" for <see cref="PennTag.None"/>.</summary>
    public static string NameOf(PennTag tag) => tag switch
    {
        PennTag.None => "_",
        PennTag.PRPS => "PRP$",
        PennTag.WPS => "WP$",
        PennTag.Dollar => "$",
        PennTag.OpenQuote => "``",
        PennTag.CloseQuote => "''",
        PennTag.OpenBracket => "-LRB-",
        PennTag.CloseBracket => "-RRB-",
        PennTag.Comma => ",",
        PennTag.Stop => ".",
        PennTag.Colon => ":",
        _ => tag.ToString(),
    };

    /// <summary>The tag that a treebank writes so; <see cref="PennTag.None"/> for an unknown one. CoreNLP's <c>#</c> (pound sign) is a currency sign.</summary>
    public static PennTag Parse(string name) => ByName.TryGetValue(name, out var tag) ? tag : name == "#" ? PennTag.Dollar : PennTag.None;
}

/// <summary>Names of universal dependency relations.</summary>
internal static class Relations
{
    private static readonly Dictionary<string, Relation> ByName = Enum.GetValues<Relation>().Skip(1).ToDictionary(NameOf, r => r, StringComparer.Ordinal);

    /// <summary>The relation as treebanks write it (<c>nsubj:pass</c>); "_" for <see cref="Relation.None"/>.</summary>
    public static string NameOf(Relation relation) => relation == Relation.None ? "_" : relation.ToString().Replace('_', ':');

    /// <summary>The relation of a name, its subtype dropped unless it is the passive; <see cref="Relation.None"/> for "_", <see cref="Relation.dep"/> for an unknown one.</summary>
    public static Relation Parse(string name)
    {
        if (name == "_") return Relation.None;
        if (ByName.TryGetValue(name, out var relation)) return relation;
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && ByName.TryGetValue(name[..colon], out relation) ? relation : Relation.dep;
    }
}
