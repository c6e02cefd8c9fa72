using Parley.Learning;

namespace Parley.Language;

/// <summary>Gives each spelling one string and one number, so that a word that comes again costs no memory. Belongs to one thread at a time.</summary>
internal sealed class WordPool(WordClusters? clusters)
{
    /// <summary>Past this number of spellings the pool starts afresh between reports, so that endless input does not fill memory.</summary>
    private const int Most = 1 << 17;

    private int[] slots = new int[1 << 14];
    private string[] words = new string[1 << 12];
    private uint[] hashes = new uint[1 << 12];
    private WordInfo[] infos = new WordInfo[1 << 12];
    private PennTag[] lemmaTags = new PennTag[1 << 12];
    private string?[] lemmas = new string?[1 << 12];
    private readonly Dictionary<int, string> otherLemmas = [];

    /// <summary>Number of spellings: their numbers are 0 to Count - 1.</summary>
    public int Count { get; private set; }

    /// <summary>Grows by one each time the pool starts afresh: numbers given before are void.</summary>
    public int Generation { get; private set; }

    /// <summary>The string of a number.</summary>
    public string this[int number] => words[number];

    /// <summary>What the models see of a word.</summary>
    public ref readonly WordInfo Info(int number) => ref infos[number];

    /// <summary>The lemma of a word with a tag; asked of the lemmatizer once.</summary>
    public string Lemma(int number, PennTag tag, Lemmatizer lemmatizer)
    {
        if (lemmas[number] is { } known && lemmaTags[number] == tag) return known;
        int key = number * 64 + (int)tag;
        if (otherLemmas.TryGetValue(key, out string? lemma)) return lemma;
        lemma = lemmatizer.Of(words[number], tag);
        // The number first: a new spelling may move the arrays.
        int spelling = lemma == words[number] ? number : NumberOf(lemma);
        lemma = words[spelling];
        if (lemmas[number] is null) (lemmas[number], lemmaTags[number]) = (lemma, tag);
        else otherLemmas[key] = lemma;
        return lemma;
    }

    /// <summary>The number of a spelling, new or known.</summary>
    public int NumberOf(ReadOnlySpan<char> word)
    {
        uint hash = FeatureHash.Of(word);
        int mask = slots.Length - 1, slot = (int)hash & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int known = slots[slot] - 1;
            if (hashes[known] == hash && word.SequenceEqual(words[known])) return known;
        }

        if (Count == words.Length)
        {
            Array.Resize(ref words, Count * 2);
            Array.Resize(ref hashes, Count * 2);
            Array.Resize(ref infos, Count * 2);
            Array.Resize(ref lemmaTags, Count * 2);
            Array.Resize(ref lemmas, Count * 2);
        }

        words[Count] = word.ToString();
        hashes[Count] = hash;
        infos[Count] = new(word, clusters?.Of(word) ?? default);
        slots[slot] = ++Count;
        if (Count * 3 > slots.Length) Grow();
        return Count - 1;
    }

    /// <summary>To be called between reports: starts afresh where the pool has grown too large.</summary>
    public void Trim()
    {
        if (Count <= Most) return;
        Array.Clear(slots);
        Array.Clear(words, 0, Count);
        Array.Clear(lemmas, 0, Count);
        otherLemmas.Clear();
        Count = 0;
        Generation++;
    }

    private void Grow()
    {
        var wider = new int[slots.Length * 2];
        int mask = wider.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = (int)hashes[number] & mask;
            while (wider[slot] != 0) slot = (slot + 1) & mask;
            wider[slot] = number + 1;
        }

        slots = wider;
    }
}
