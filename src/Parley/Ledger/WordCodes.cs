using System.Text;

namespace Parley.Ledger;

/// <summary>
/// Words of many reports as one character each, so that the words of a report take a third of the space on a server, whose index needs them in its table. Numbers are given once, the commonest words of a batch first;
/// words of few reports stay as they are.
/// </summary>
internal sealed class WordCodes
{
    /// <summary>Signs that a search on the server would have to be kept from taking as its own.</summary>
    private const string Plain = "!\"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    /// <summary>From here on each number has the character of its place.</summary>
    private const int First = 0x80;

    /// <summary>Characters that are none by themselves.</summary>
    private const int Surrogates = 0xD800, AfterSurrogates = 0xE000;

    /// <summary>Most words with a number.</summary>
    private static readonly int Most = Plain.Length + 0x110000 - First - (AfterSurrogates - Surrogates) - 2;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> words = [];

    /// <summary>How many words have a number.</summary>
    public int Count => words.Count;

    /// <summary>The character of a number.</summary>
    public static Rune Character(int number)
    {
        if (number < Plain.Length) return new(Plain[number]);
        int at = number - Plain.Length + First;
        return new(at < Surrogates ? at : at + AfterSurrogates - Surrogates);
    }

    /// <summary>Takes in a word that has a number; numbers follow one another.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public void Add(int number, string word)
    {
        if (number != words.Count || !numbers.TryAdd(word, number)) throw new InvalidDataException("the numbers of words do not follow one another");
        words.Add(word);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        numbers.Clear();
        words.Clear();
    }

    /// <summary>Gives numbers to the words of a batch that are likely to come again often; gives these.</summary>
    public List<(int Number, string Word)> Learn(IReadOnlyCollection<string[]> reports)
    {
        // A number takes as much as some fifteen uses of it save. A few reports say little of what is to come.
        int least = 3 + (reports.Count / 128);
        if (reports.Count < least) return [];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string[] report in reports)
            foreach (string word in report)
                if (!numbers.ContainsKey(word))
                    counts[word] = counts.GetValueOrDefault(word) + 1;
        var learnt = new List<(int, string)>();
        foreach (string word in counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).Take(Most - words.Count))
        {
            learnt.Add((words.Count, word));
            Add(words.Count, word);
        }

        return learnt;
    }

    /// <summary>The words of a report: the characters of those that have one, and the others.</summary>
    public (string Coded, List<string> Others) Coded(IEnumerable<string> report)
    {
        var coded = new List<int>();
        var others = new List<string>();
        foreach (string word in report)
        {
            if (numbers.TryGetValue(word, out int number)) coded.Add(number);
            else others.Add(word);
        }

        coded.Sort();
        var characters = new StringBuilder(coded.Count);
        foreach (int number in coded) characters.Append(Character(number));
        return (characters.ToString(), others);
    }

    /// <summary>The words behind characters; a question mark for one that has none.</summary>
    public IEnumerable<string> Words(string coded)
    {
        foreach (Rune character in coded.EnumerateRunes())
        {
            int number = character.Value < First ? Plain.IndexOf((char)character.Value, StringComparison.Ordinal)
                : character.Value - First - (character.Value < Surrogates ? 0 : AfterSurrogates - Surrogates) + Plain.Length;
            yield return number >= 0 && number < words.Count ? words[number] : "?";
        }
    }
}
