using Parley.Learning;

namespace Parley.Language;

/// <summary>
/// Finds named entities: a greedy averaged perceptron gives each word a label (BILOU: outside, or begin, inside, last, only word of a name of one of four kinds; Ratinov and
/// Roth 2009), remembering how the document named the word before. Immutable, safe to share between threads; what changes is in <see cref="Memory"/>.
/// </summary>
internal sealed class EntityTagger(SparseModel model)
{
    /// <summary>The model's name in its file.</summary>
    public const string Name = "entities";

    /// <summary>Version of the file.</summary>
    public const int Version = 2;

    /// <summary>The file in the folder of models.</summary>
    public const string File = "entities.bin";

    /// <summary>Outside any name.</summary>
    public const int Outside = 0;

    /// <summary>Number of labels: outside, and four for each kind.</summary>
    public const int Labels = 17;

    /// <summary>Where in a name a word stands.</summary>
    public enum Part
    {
        /// <summary>First of several words.</summary>
        Begin,
        /// <summary>Between first and last.</summary>
        Inside,
        /// <summary>Last of several.</summary>
        Last,
        /// <summary>The only word.</summary>
        Only,
    }

    /// <summary>The label of a part of a name of a kind.</summary>
    public static int Label(EntityKind kind, Part part) => 1 + (int)kind * 4 + (int)part;

    /// <summary>The kind of a label other than <see cref="Outside"/>.</summary>
    public static EntityKind KindOf(int label) => (EntityKind)((label - 1) >> 2);

    /// <summary>The part of a label other than <see cref="Outside"/>.</summary>
    public static Part PartOf(int label) => (Part)((label - 1) & 3);

    /// <summary>Whether a name goes on after a word with this label.</summary>
    public static bool IsOpen(int label) => label != Outside && PartOf(label) is Part.Begin or Part.Inside;

    /// <summary>Whether <paramref name="next"/> may follow <paramref name="label"/>; <paramref name="final"/> for the last word of a sentence.</summary>
    public static bool MayFollow(int label, int next, bool final)
    {
        if (final && IsOpen(next)) return false;
        if (IsOpen(label)) return next != Outside && KindOf(next) == KindOf(label) && PartOf(next) is Part.Inside or Part.Last;
        return next == Outside || PartOf(next) is Part.Begin or Part.Only;
    }

    /// <summary>The best label that may follow, by scores.</summary>
    public static int BestAfter(int last, ReadOnlySpan<int> scores, bool final)
    {
        int best = -1;
        for (int k = 0; k < Labels; k++)
            if (MayFollow(last, k, final) && (best < 0 || scores[k] > scores[best])) best = k;
        return best;
    }

    /// <summary>Loads the trained model.</summary>
    public static EntityTagger Load(string modelFolder) => ModelFile.Load(Path.Combine(modelFolder, File), Name, Version, reader => new EntityTagger(SparseModel.Load(reader)));

    /// <summary>Writes the model.</summary>
    public void Save(string modelFolder) => ModelFile.Save(Path.Combine(modelFolder, File), Name, Version, model.Save);

    /// <summary>Labels one sentence. Time linear in its length, no allocation.</summary>
    /// <param name="text">The report's text.</param>
    /// <param name="words">What is known of each word.</param>
    /// <param name="numbers">Each word's number in the pool.</param>
    /// <param name="tokens">The tokens, tagged.</param>
    /// <param name="memory">What the document has named so far; grows.</param>
    /// <param name="labels">Receives the labels.</param>
    public void Tag(string text, ReadOnlySpan<WordInfo> words, ReadOnlySpan<int> numbers, ReadOnlySpan<Token> tokens, Memory memory, Span<byte> labels)
    {
        memory.Features.Prepare(text, words, tokens);
        Span<uint> features = stackalloc uint[EntityFeatures.Most];
        Span<int> scores = stackalloc int[Labels];
        int last = Outside, beforeLast = Outside;
        for (int i = 0; i < words.Length; i++)
        {
            int label = Outside;
            if (IsOpen(last) || EntityFeatures.MayStart(words[i]))
            {
                int count = memory.Features.Extract(words, tokens, i, last, beforeLast, memory.KindOf(numbers[i]), i + 1 < words.Length ? memory.KindOf(numbers[i + 1]) : 0,
                    memory.UseOf(numbers[i]), memory.UseOf(numbers[memory.Features.RunEnd(i) - 1]), features);
                model.Scores(features[..count], scores);
                label = BestAfter(last, scores, i + 1 == words.Length);
            }

            labels[i] = (byte)label;
            if (label != Outside && words[i].Capital) memory.Note(numbers[i], KindOf(label));
            (beforeLast, last) = (last, label);
        }
    }

    /// <summary>How a document uses a capitalised word, over all its places.</summary>
    [Flags]
    internal enum Use : byte
    {
        /// <summary>Never with a capital.</summary>
        None = 0,
        /// <summary>As the only word of a name.</summary>
        Alone = 1,
        /// <summary>As the last of several capitalised words.</summary>
        Last = 2,
        /// <summary>As a word of several, not the last.</summary>
        Within = 4,
        /// <summary>After a given name.</summary>
        AfterGiven = 8,
        /// <summary>After a title.</summary>
        AfterTitle = 16,
        /// <summary>Beside a word that marks a firm.</summary>
        WithCompany = 32,
        /// <summary>Beside a word of bodies' names.</summary>
        WithBody = 64,
        /// <summary>After the article.</summary>
        AfterThe = 128,
    }

    /// <summary>What a document has named so far, by word, and the room that a sentence's features need. Belongs to one thread.</summary>
    internal sealed class Memory
    {
        private static readonly uint The = new WordInfo("the", default).Lower;

        private byte[] kinds = new byte[1 << 12];
        private int[] stamps = new int[1 << 12];
        private byte[] evidence = new byte[1 << 12];
        private int stamp = 1;

        /// <summary>The sentence at hand.</summary>
        public EntityFeatures Features { get; } = new();

        /// <summary>Forgets everything: a new document starts.</summary>
        public void Clear() => stamp++;

        /// <summary>Kind (from 1) of the last name with the word, 0 for none.</summary>
        public int KindOf(int number) => number < stamps.Length && stamps[number] == stamp ? kinds[number] : 0;

        /// <summary>How the document uses the word anywhere (<see cref="Use"/>).</summary>
        public Use UseOf(int number) => number < stamps.Length && stamps[number] == stamp ? (Use)evidence[number] : Use.None;

        /// <summary>
        /// Reads a sentence of the document before any is labelled: who is called by a full name once is known by one word later, and firms show what they are now and then.
        /// </summary>
        public void Read(ReadOnlySpan<WordInfo> words, ReadOnlySpan<int> numbers)
        {
            if (TaggerFeatures.StyleOf(words) is 1 or 2) return; // in a headline capitals say nothing
            for (int i = 0; i < words.Length;)
            {
                if (!words[i].Capital)
                {
                    i++;
                    continue;
                }

                int end = i + 1;
                while (end < words.Length && words[end].Capital) end++;
                // A sentence's first word has its capital anyway.
                int first = i == 0 && words[0].Hints == NameHints.None ? 1 : i;
                var before = i > 0 ? words[i - 1].Hints : NameHints.None;
                // "Brant Steel Corp" is a firm; of "Treasury Secretary James Cole" only the first word is a body's.
                int company = -1, body = -1;
                for (int k = first; k < end; k++)
                {
                    if ((words[k].Hints & NameHints.Company) != NameHints.None) company = k;
                    if ((words[k].Hints & NameHints.Organisation) != NameHints.None) body = k;
                }

                for (int k = first; k < end; k++)
                {
                    var use = end - first == 1 ? Use.Alone : k == end - 1 ? Use.Last : Use.Within;
                    if (k == end - 1 && k > first && (words[first].Hints & (NameHints.Given | NameHints.DoubtfulGiven)) != NameHints.None) use |= Use.AfterGiven;
                    if (((k > first ? words[k - 1].Hints : before) & NameHints.Title) != NameHints.None || (before & NameHints.Title) != NameHints.None) use |= Use.AfterTitle;
                    if (k <= company) use |= Use.WithCompany;
                    if (k <= body) use |= Use.WithBody;
                    if (k == i && i > 0 && words[i - 1].Lower == The) use |= Use.AfterThe;
                    Mark(numbers[k], use);
                }

                i = end;
            }
        }

        /// <summary>Notes that the word was part of a name of a kind.</summary>
        public void Note(int number, EntityKind kind)
        {
            Touch(number);
            kinds[number] = (byte)(1 + (int)kind);
        }

        private void Mark(int number, Use use)
        {
            Touch(number);
            evidence[number] |= (byte)use;
        }

        private void Touch(int number)
        {
            if (number >= stamps.Length)
            {
                int size = Math.Max(number + 1, stamps.Length * 2);
                Array.Resize(ref kinds, size);
                Array.Resize(ref evidence, size);
                Array.Resize(ref stamps, size);
            }

            if (stamps[number] != stamp) (kinds[number], evidence[number], stamps[number]) = (0, 0, stamp);
        }
    }
}
