using System.Collections.Frozen;

namespace Parley.Language;

/// <summary>What a full stop after a word means.</summary>
internal enum Abbreviation : byte
{
    /// <summary>The word is no abbreviation: the stop ends a sentence.</summary>
    None,
    /// <summary>It goes with what follows ("Gov.", "vs."): no sentence ends here.</summary>
    Before,
    /// <summary>An abbreviation only before a figure ("No. 5").</summary>
    Number,
    /// <summary>An abbreviation only before a figure or comma ("Dec. 15").</summary>
    Month,
    /// <summary>An abbreviation only after a comma ("Topeka, Kan.").</summary>
    Place,
    /// <summary>May stand at a sentence's end ("Inc.", "p.m.").</summary>
    End,
    /// <summary>A single capital ("J.").</summary>
    Initial,
    /// <summary>Letters with stops between them ("U.S.").</summary>
    Acronym,
}

/// <summary>The known abbreviations (Data/abbreviations.txt) and the words that rarely follow one inside a sentence.</summary>
internal static class Abbreviations
{
    private static readonly FrozenDictionary<string, Abbreviation> Known = Load();

    private static readonly FrozenDictionary<string, Abbreviation>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Starters = FrozenSet.ToFrozenSet(
    [
        "The", "A", "An", "This", "That", "These", "Those", "There", "Here", "He", "She", "It", "They", "We", "I", "You", "His", "Her", "Its", "Their", "Our", "My", "Your",
        "In", "On", "At", "By", "For", "From", "With", "Without", "Under", "Over", "After", "Before", "Since", "Until", "During", "Despite", "Among", "As", "Of", "To",
        "But", "And", "Or", "Nor", "Yet", "So", "If", "When", "While", "Although", "Though", "Because", "Unless", "Once", "Whether", "Where", "What", "Who", "Why", "How", "Which",
        "However", "Meanwhile", "Still", "Also", "Then", "Now", "Earlier", "Later", "Last", "Next", "Both", "Some", "Many", "Most", "Several", "All", "Each", "Every", "No", "Not",
        "Neither", "Either", "Another", "Other", "Others", "One", "Two", "Three", "Asked", "According", "Instead", "Only", "Even", "Such", "Today", "Yesterday", "Tomorrow",
        "Negotiators", "Officials", "Talks", "Mr", "Mrs", "Ms", "Do", "Does", "Did", "Is", "Are", "Was", "Were", "Has", "Have", "Had", "Will", "Would", "Can", "Could", "Should",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StartersBySpan = Starters.GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestEntry = 10;

    /// <summary>What a stop after <paramref name="word"/> (given without it) means.</summary>
    public static Abbreviation Of(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestEntry) return Abbreviation.None;
        if (KnownBySpan.TryGetValue(word, out var known)) return known;
        if (word.Length == 1) return char.IsUpper(word[0]) ? Abbreviation.Initial : Abbreviation.None;
        return word.Length > 2 && word[^2] == '.' && char.IsLetter(word[^1]) && word.IndexOf('.') <= 2 ? Abbreviation.Acronym : Abbreviation.None;
    }

    /// <summary>Whether a capitalised word so often starts a sentence that a stop before it ends one.</summary>
    public static bool IsStarter(ReadOnlySpan<char> word) => StartersBySpan.Contains(word);

    private static FrozenDictionary<string, Abbreviation> Load()
    {
        var entries = new Dictionary<string, Abbreviation>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Language", "abbreviations.txt"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = Enum.Parse<Abbreviation>(words[0], ignoreCase: true);
            foreach (string word in words.AsSpan(1)) entries.TryAdd(word, kind);
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
