namespace Parley.Ledger;

/// <summary>What is searched for: words that must all be there, phrases in quotation marks, beginnings with a star. Nothing of it ever reaches a store as its own query language.</summary>
internal sealed class SearchTerms
{
    /// <summary>Stands between two texts, so that no phrase runs over both; never a word.</summary>
    public const string Break = "";

    private readonly List<(List<string> Words, bool Begins)> terms = [];

    private SearchTerms()
    {
    }

    /// <summary>All single words that are indexed, the last of a term perhaps only the beginning of one.</summary>
    public IEnumerable<(string Word, bool Begins)> Single => terms.SelectMany(term => term.Words.Select((word, i) => (word, term.Begins && i == term.Words.Count - 1))).Where(one => one.word.Length <= Words.Longest);

    /// <summary>Reads what a person typed. Null where it holds no letter and no digit.</summary>
    public static SearchTerms? Parse(string text)
    {
        var search = new SearchTerms();
        string[] quoted = text.Split('"');
        for (int i = 0; i < quoted.Length; i++)
            foreach (string part in i % 2 == 1 ? [quoted[i]] : quoted[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                if (Words.Of(part) is { Count: > 0 } words)
                    search.terms.Add((words, part.EndsWith('*')));
        return search.terms.Count > 0 ? search : null;
    }

    /// <summary>Whether words in text order hold all that is searched for.</summary>
    public bool Matches(List<string> words) => terms.TrueForAll(term => Stands(term.Words, term.Begins, words));

    private static bool Stands(List<string> term, bool begins, List<string> words)
    {
        for (int at = 0; at + term.Count <= words.Count; at++)
        {
            int i = 0;
            while (i < term.Count && (words[at + i] == term[i] || (begins && i == term.Count - 1 && words[at + i].StartsWith(term[i], StringComparison.Ordinal)))) i++;
            if (i == term.Count) return true;
        }

        return false;
    }
}
