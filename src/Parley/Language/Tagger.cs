using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Tags words with Penn Treebank and universal parts of speech at once: a greedy averaged perceptron (Collins 2002) over hashed features of the word, its neighbours, their
/// clusters and the two tags before; words that the treebank tags in one way only skip the model. Immutable, safe to share between threads.
/// </summary>
internal sealed class Tagger
{
    /// <summary>The model's name in its file.</summary>
    public const string Name = "tagger";

    /// <summary>Version of the file.</summary>
    public const int Version = 2;

    /// <summary>The file in the folder of models.</summary>
    public const string File = "tagger.bin";

    private readonly (PennTag Penn, UniversalTag Universal)[] tags;
    private readonly SparseModel model;
    private readonly Lexicon lexicon;

    /// <summary>Wraps a trained model.</summary>
    public Tagger((PennTag Penn, UniversalTag Universal)[] tags, SparseModel model, Lexicon lexicon) => (this.tags, this.model, this.lexicon) = (tags, model, lexicon);

    /// <summary>Loads the trained model.</summary>
    public static Tagger Load(string modelFolder) => ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, reader =>
    {
        var tags = new (PennTag, UniversalTag)[reader.ReadInt32()];
        for (int i = 0; i < tags.Length; i++) tags[i] = ((PennTag)reader.ReadByte(), (UniversalTag)reader.ReadByte());
        return new Tagger(tags, SparseModel.Load(reader), Lexicon.Load(reader));
    });

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, writer =>
    {
        writer.Write(tags.Length);
        foreach (var (penn, universal) in tags)
        {
            writer.Write((byte)penn);
            writer.Write((byte)universal);
        }

        model.Save(writer);
        lexicon.Save(writer);
    });

    /// <summary>Tags one sentence. Time linear in its length, no allocation.</summary>
    /// <param name="words">What is known of each word.</param>
    /// <param name="tokens">The tokens to write the tags into, as many as words.</param>
    public void Tag(ReadOnlySpan<WordInfo> words, Span<Token> tokens)
    {
        Span<uint> features = stackalloc uint[TaggerFeatures.Most];
        Span<int> scores = stackalloc int[256];
        scores = scores[..model.Classes];
        int last = TaggerFeatures.Border, beforeLast = TaggerFeatures.Border;
        uint style = TaggerFeatures.StyleOf(words);
        for (int i = 0; i < words.Length; i++)
        {
            int tag = lexicon.Find(words[i].Form);
            if (tag < 0)
            {
                int count = TaggerFeatures.Extract(words, i, last, beforeLast, style, features);
                model.Scores(features[..count], scores);
                tag = SparseModel.Best(scores);
            }

            (tokens[i].Tag, tokens[i].Pos) = tags[tag];
            (beforeLast, last) = (last, tag);
        }
    }

    /// <summary>Words that always have one tag, by <see cref="WordInfo.Form"/>.</summary>
    internal sealed class Lexicon
    {
        private readonly Table<uint> keys;
        private readonly Table<byte> tags;
        private readonly int mask;

        /// <summary>A lexicon of the given words and tags (less than 255).</summary>
        public Lexicon(IReadOnlyList<(uint Form, byte Tag)> entries)
        {
            int size = 16;
            while (size < entries.Count * 2) size *= 2;
            var (keys, tags) = (new uint[size], new byte[size]);
            mask = size - 1;
            foreach (var (form, tag) in entries.OrderBy(e => e.Form))
            {
                int slot = (int)form & mask;
                while (tags[slot] != 0) slot = (slot + 1) & mask;
                (keys[slot], tags[slot]) = (form, (byte)(tag + 1));
            }

            (this.keys, this.tags) = (new(keys), new(tags));
        }

        private Lexicon(Table<uint> keys, Table<byte> tags)
        {
            if (keys.Length != tags.Length || (keys.Length & (keys.Length - 1)) != 0) throw new InvalidDataException("The lexicon's tables do not fit together.");
            (this.keys, this.tags, mask) = (keys, tags, keys.Length - 1);
        }

        /// <summary>The tag of a word, -1 for one that has none fixed.</summary>
        public int Find(uint form)
        {
            for (int slot = (int)form & mask; tags[slot] != 0; slot = (slot + 1) & mask)
                if (keys[slot] == form) return tags[slot] - 1;
            return -1;
        }

        /// <summary>Reads what <see cref="Save"/> wrote.</summary>
        public static Lexicon Load(ModelReader reader) => new(reader.ReadTable<uint>(), reader.ReadTable<byte>());

        /// <summary>Writes the entries.</summary>
        public void Save(ModelWriter writer)
        {
            writer.WriteTable(keys);
            writer.WriteTable(tags);
        }
    }
}
