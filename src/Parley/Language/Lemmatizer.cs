using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Dictionary forms by learned suffix rules (in the way of LemmaGen, Jursic et al. 2010): of all endings of the word that have a rule for its tag, the longest decides; a whole
/// word counts as its own longest ending, so that exceptions are rules too. Immutable, safe to share between threads.
/// </summary>
internal sealed class Lemmatizer
{
    /// <summary>The model's name in its file.</summary>
    public const string Name = "lemmas";

    /// <summary>Version of the file.</summary>
    public const int Version = 1;

    /// <summary>The file in the folder of models.</summary>
    public const string File = "lemmas.bin";

    /// <summary>Endings longer than this are looked at only as whole words.</summary>
    public const int LongestEnding = 8;

    private readonly Dictionary<uint, ushort> rules;
    private readonly (byte Cut, string Add)[] edits;
    private readonly HashSet<uint> capitals;

    /// <summary>Wraps rules (edit by <see cref="KeyOf"/>), edits, and the words other than names that keep their capitals.</summary>
    public Lemmatizer(Dictionary<uint, ushort> rules, (byte Cut, string Add)[] edits, HashSet<uint> capitals) => (this.rules, this.edits, this.capitals) = (rules, edits, capitals);

    /// <summary>The lemma of a word with a tag: lower case but for names, nationalities and letter words.</summary>
    public string Of(string word, PennTag tag)
    {
        if (word.Length > 40 || tag is PennTag.NNP or PennTag.ADD or PennTag.LS) return word;
        bool keep = KeepsCapitals(word, tag);
        string lower = keep ? word : word.ToLowerInvariant();
        if (lower.Contains('’', StringComparison.Ordinal)) lower = lower.Replace('’', '\'');
        if (rules.TryGetValue(KeyOf(tag, lower, true), out ushort rule)) return Apply(lower, rule);
        for (int length = Math.Min(lower.Length, LongestEnding); length >= 0; length--)
            if (rules.TryGetValue(KeyOf(tag, lower.AsSpan(lower.Length - length), false), out rule)) return Apply(lower, rule);
        return lower;
    }

    /// <summary>Key of an ending (or of a whole word) under a tag; letters in lower case.</summary>
    public static uint KeyOf(PennTag tag, ReadOnlySpan<char> ending, bool whole) => FeatureHash.Join((uint)tag + (whole ? 256u : 0), FeatureHash.OfLower(ending));

    /// <summary>Whether a word other than a name keeps its capitals: nationalities ("Danish"), letter words ("TV").</summary>
    public bool KeepsCapitals(string word, PennTag tag)
    {
        if (tag is PennTag.NNPS) return true;
        if (word.Length == 0 || !char.IsUpper(word[0])) return false;
        if (capitals.Contains(FeatureHash.Join((uint)tag, FeatureHash.Of(word)))) return true;
        return tag switch
        {
            PennTag.JJ => word.EndsWith("an", StringComparison.Ordinal) || word.EndsWith("ish", StringComparison.Ordinal) || word.EndsWith("ese", StringComparison.Ordinal),
            PennTag.NN or PennTag.NNS => word.Length > 1 && word.Length <= 5 && char.IsUpper(word[1]),
            _ => false,
        };
    }

    /// <summary>Loads the trained rules.</summary>
    public static Lemmatizer Load(string modelFolder) => ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, reader =>
    {
        var edits = new (byte, string)[reader.ReadInt32()];
        for (int i = 0; i < edits.Length; i++) edits[i] = (reader.ReadByte(), reader.ReadString());
        int count = reader.ReadInt32();
        var rules = new Dictionary<uint, ushort>(count);
        for (int i = 0; i < count; i++) rules[reader.ReadUInt32()] = reader.ReadUInt16();
        count = reader.ReadInt32();
        var capitals = new HashSet<uint>(count);
        for (int i = 0; i < count; i++) capitals.Add(reader.ReadUInt32());
        return new Lemmatizer(rules, edits, capitals);
    });

    /// <summary>Writes the rules.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, writer =>
    {
        writer.Write(edits.Length);
        foreach (var (cut, add) in edits)
        {
            writer.Write(cut);
            writer.Write(add);
        }

        writer.Write(rules.Count);
        foreach (var (key, rule) in rules.OrderBy(r => r.Key))
        {
            writer.Write(key);
            writer.Write(rule);
        }

        writer.Write(capitals.Count);
        foreach (uint key in capitals.Order()) writer.Write(key);
    });

    private string Apply(string lower, ushort rule)
    {
        var (cut, add) = edits[rule];
        return cut == 0 && add.Length == 0 ? lower : cut > lower.Length || (cut == lower.Length && add.Length == 0) ? lower : string.Concat(lower.AsSpan(0, lower.Length - cut), add);
    }
}
