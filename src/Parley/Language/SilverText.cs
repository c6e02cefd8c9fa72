using System.Runtime.InteropServices;

namespace Parley.Language;

/// <summary>One sentence of news with labels made by another program (CoreNLP's, as PolNeAR brings them): not gold, but of the domain.</summary>
/// <param name="Words">Our tokens.</param>
/// <param name="Tags">Penn tag of each, <see cref="PennTag.None"/> where the other program cut the text differently.</param>
/// <param name="Names">Kind of the name that each token is part of, or null; two names side by side of one kind are told apart by <paramref name="Starts"/>.</param>
/// <param name="Starts">Whether a name starts at the token.</param>
/// <param name="Text">The text of the article.</param>
/// <param name="Spans">Where each token stands in it.</param>
internal sealed record SilverSentence(string[] Words, PennTag[] Tags, EntityKind?[] Names, bool[] Starts, string Text, TextSpan[] Spans)
{
    /// <summary>The sentences of PolNeAR's part "train" or "dev", articles in file order.</summary>
    public static IEnumerable<SilverSentence> Polnear(string dataFolder, string part)
    {
        foreach (var article in RunningText.Lines(Path.Combine(dataFolder, "polnear", part + ".jsonl.gz")))
        {
            string text = article.GetProperty("text").GetString()!;
            var given = article.GetProperty("tokens").EnumerateArray()
                .Select(t => (Start: t[0].GetInt32(), End: t[1].GetInt32(), Tag: PennTags.Parse(t[2].GetString()!), Name: t[4].GetString()!)).ToArray();
            var pieces = new List<Piece>();
            var tokens = new List<TextSpan>();
            var sentences = new List<(int First, int End)>();
            Tokenizer.Tokenize(text, 0, text.Length, pieces);
            new SentenceSplitter().Split(text, CollectionsMarshal.AsSpan(pieces), true, tokens, sentences);
            int g = 0;
            foreach (var (first, end) in sentences)
            {
                int n = end - first;
                var sentence = new SilverSentence(new string[n], new PennTag[n], new EntityKind?[n], new bool[n], text, [.. tokens[first..end]]);
                for (int i = 0; i < n; i++)
                {
                    var span = tokens[first + i];
                    sentence.Words[i] = text[span.Start..span.End];
                    while (g < given.Length && given[g].End <= span.Start) g++;
                    if (g == given.Length || given[g].Start >= span.End) continue;
                    if (given[g].Start == span.Start && given[g].End == span.End) sentence.Tags[i] = given[g].Tag;
                    sentence.Names[i] = given[g].Name switch
                    {
                        "PERSON" => EntityKind.Person,
                        "ORGANIZATION" => EntityKind.Organisation,
                        "LOCATION" => EntityKind.Place,
                        "MISC" => EntityKind.Other,
                        _ => null,
                    };
                    if (span.Length == 1 && text[span.Start] == '.') sentence.Names[i] = null; // the other program leaves the last stop to "U.S."
                    // Of "U.S.-led" only the capitals are a name, and not the other program's one.
                    if (given[g].End - given[g].Start > span.Length && text.AsSpan(given[g].Start, given[g].End - given[g].Start).Contains('-') && HasSmallPart(text.AsSpan(given[g].Start, given[g].End - given[g].Start)))
                    {
                        if (!char.IsUpper(text[span.Start])) sentence.Names[i] = null;
                        else if (sentence.Names[i] == EntityKind.Other && Facts.World.TryName(span.Of(text), out var fact) && fact.Form == FactForm.Name) sentence.Names[i] = EntityKind.Place;
                    }

                    sentence.Starts[i] = sentence.Names[i] is { } kind && (i == 0 || sentence.Names[i - 1] != kind);
                }

                yield return sentence;
            }
        }
    }

    private static bool HasSmallPart(ReadOnlySpan<char> word)
    {
        foreach (var part in word.Split('-'))
            if (part.Start.Value < word.Length && char.IsLower(word[part.Start.Value])) return true;
        return false;
    }
}
