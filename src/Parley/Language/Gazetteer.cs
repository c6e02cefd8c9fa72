using System.Collections.Frozen;

namespace Parley.Language;

/// <summary>What the word lists (Data/given-names.txt, Data/name-words.txt) and the facts say of a word in or around a name.</summary>
[Flags]
internal enum NameHints : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>A given name.</summary>
    Given = 1,
    /// <summary>A given name that is also a common word or a place.</summary>
    DoubtfulGiven = 2,
    /// <summary>Part of a body's name.</summary>
    Organisation = 4,
    /// <summary>Marks a firm.</summary>
    Company = 8,
    /// <summary>Part of a place's name.</summary>
    Place = 16,
    /// <summary>A city or region.</summary>
    City = 32,
    /// <summary>A title or role before a person's name.</summary>
    Title = 64,
    /// <summary>Part of an event's, work's or law's name.</summary>
    Event = 128,
    /// <summary>A word inside surnames.</summary>
    Particle = 256,
    /// <summary>Part of a state's or territory's name.</summary>
    State = 512,
    /// <summary>A nationality.</summary>
    Nationality = 1024,
    /// <summary>A capital or seat of government.</summary>
    Capital = 2048,
    /// <summary>A bloc, body or movement.</summary>
    Body = 4096,
    /// <summary>The fact's form is also a common word or a person's name.</summary>
    DoubtfulFact = 8192,
}

/// <summary>Looks words up in the lists. Immutable, safe to share between threads.</summary>
internal static class Gazetteer
{
    private static readonly FrozenDictionary<string, NameHints> Known = Load();

    private static readonly FrozenDictionary<string, NameHints>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the lists say of a word as it stands; a longer word in capitals counts as its form with one capital.</summary>
    public static NameHints Of(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 24) return NameHints.None;
        if (KnownBySpan.TryGetValue(word, out var hints)) return hints;
        if (word.Length < 4 || !char.IsUpper(word[0]) || !char.IsUpper(word[1])) return NameHints.None;
        Span<char> title = stackalloc char[24];
        word.ToLowerInvariant(title);
        title[0] = word[0];
        return KnownBySpan.TryGetValue(title[..word.Length], out hints) ? hints : NameHints.None;
    }

    private static FrozenDictionary<string, NameHints> Load()
    {
        var hints = new Dictionary<string, NameHints>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Language", "given-names.txt"))
            foreach (string name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(name.TrimStart('?'), name[0] == '?' ? NameHints.DoubtfulGiven : NameHints.Given);
        foreach (string line in DataFile.Lines("Language", "name-words.txt"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = Enum.Parse<NameHints>(words[0], ignoreCase: true);
            foreach (string word in words.AsSpan(1)) Add(word, kind);
        }

        // A doubtful given name is in the list of sure ones too, where a name is common: doubt wins.
        foreach (string word in hints.Keys.ToArray())
            if (hints[word].HasFlag(NameHints.DoubtfulGiven)) hints[word] &= ~NameHints.Given;
        return hints.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string word, NameHints kind) => hints[word] = hints.GetValueOrDefault(word) | kind;
    }
}
