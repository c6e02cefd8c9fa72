namespace Parley.Talks;

/// <summary>What one side says, in the order in which a brief tells it: a sentence is put together anew only where a reading that has it comes or goes.</summary>
internal sealed class SayingsOfSide
{
    private readonly Dictionary<string, Sentence> sentences = new(StringComparer.Ordinal);
    private readonly HashSet<Sentence> open = [];
    private readonly NumberedRanking<Shown, Saying> ranking = new((a, b) => Saying.ByOrder(a.Told, b.Told));

    /// <summary>Number of sayings.</summary>
    public int Count => ranking.Count;

    /// <summary>A reading tells a saying.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="saying">The saying.</param>
    /// <param name="words">The words of its sentence, as <see cref="PositionHistory.WordsOf"/> has them.</param>
    public void Tell(TalksReading reading, Saying saying, string words)
    {
        if (!sentences.TryGetValue(words, out Sentence? sentence)) sentences[words] = sentence = new(words);
        sentence.Told.Add((reading, saying));
        open.Add(sentence);
    }

    /// <summary>A reading no longer tells a sentence.</summary>
    public void Withdraw(TalksReading reading, string words)
    {
        Sentence sentence = sentences[words];
        sentence.Told.RemoveAll(told => told.Reading == reading);
        open.Add(sentence);
    }

    /// <summary>Brings the sayings up to date.</summary>
    public void Resolve()
    {
        if (open.Count == 0) return;
        var made = new List<Shown>();
        foreach (Sentence sentence in open)
        {
            if (sentence.Shown is not null) ranking.Remove(sentence.Shown);
            sentence.Shown = null;
            if (sentence.Told.Count == 0) sentences.Remove(sentence.Words);
            else made.Add(sentence.Shown = new(Saying.Joined(sentence.Told.Select(told => told.Saying))));
        }

        ranking.Change(made);
        open.Clear();
    }

    /// <summary>Lists the sayings.</summary>
    public void InOrder(Numbering numbering, Span<Saying> sayings) => ranking.InOrder(numbering, numbering.Of, sayings);

    /// <summary>A sentence with all sayings that have it.</summary>
    private sealed class Sentence(string words)
    {
        public string Words { get; } = words;
        public List<(TalksReading Reading, Saying Saying)> Told { get; } = [];
        public Shown? Shown { get; set; }
    }

    /// <summary>A sentence as one saying.</summary>
    private sealed class Shown(Saying saying) : RankedPart<Saying>(saying);
}
