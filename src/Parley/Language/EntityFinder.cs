namespace Parley.Language;

/// <summary>Makes entities of a sentence's labels and links them to the facts.</summary>
internal static class EntityFinder
{
    /// <summary>
    /// Appends the entities of tokens <c>[first, end)</c> in text order and writes their indices into the tokens. A name that the facts know for sure is one even where the
    /// labels miss it, and its kind is what the facts say.
    /// </summary>
    /// <param name="text">The report's text.</param>
    /// <param name="tokens">The document's tokens.</param>
    /// <param name="first">First token of the sentence.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="labels">The sentence's labels.</param>
    /// <param name="entities">Receives the entities.</param>
    public static void Find(string text, Token[] tokens, int first, int end, ReadOnlySpan<byte> labels, List<Entity> entities)
    {
        for (int i = first; i < end; i++)
        {
            int label = labels[i - first];
            if (label == EntityTagger.Outside)
            {
                if (char.IsUpper(tokens[i].Word[0]) && Facts.World.TryMatch(text, tokens, i, end, out var match) && !match.Doubtful && Free(labels, i - first, match.End - first)
                    && !Facts.PartOfLongerName(tokens, match, first, end))
                {
                    // The stop that ends the sentence is no part of "U.S".
                    int last = match.End - i > 1 && tokens[match.End - 1].Word == "." ? match.End - 1 : match.End;
                    Add(i, last, KindOf(match), match.Fact.Id);
                    i = last - 1;
                }

                continue;
            }

            int stop = i + 1;
            while (stop < end && EntityTagger.IsOpen(labels[stop - 1 - first])) stop++;
            int after = stop;
            if (stop - i > 1 && tokens[stop - 1].Word == ".") stop--; // the sentence's, after "U.S"
            var kind = EntityTagger.KindOf(label);
            string? state = null;
            // "Mr Moor" names Moor: titles stand before names, not in them.
            if (kind == EntityKind.Person)
                while (i + 1 < stop && IsTitle(tokens[i].Word)) i++;
            // The stop of a last abbreviation is a token of its own: it may belong to the fact's form.
            int from = tokens[i].Word is "the" or "The" && stop > i + 1 ? i + 1 : i, limit = Math.Min(stop + 1, end);
            if (Facts.World.TryMatch(text, tokens, from, limit, out var known) && (known.End == stop || (known.End == stop + 1 && tokens[stop].Word == ".")))
            {
                if (!known.Doubtful) kind = KindOf(known);
                if (!known.Doubtful || kind != EntityKind.Person) state = known.Fact.Id;
            }

            Add(i, stop, kind, state);
            i = after - 1;
        }

        void Add(int from, int to, EntityKind kind, string? state)
        {
            for (int k = from; k < to; k++) tokens[k].Entity = entities.Count;
            entities.Add(new(from, to, kind, state));
        }
    }

    private static bool IsTitle(string word) => (Gazetteer.Of(word) & (NameHints.Title | NameHints.Given | NameHints.DoubtfulGiven)) == NameHints.Title;

    private static bool Free(ReadOnlySpan<byte> labels, int from, int to) => !labels[from..to].ContainsAnyExcept((byte)EntityTagger.Outside);

    private static EntityKind KindOf(in FactMatch match) => match.Form switch
    {
        FactForm.Adjective or FactForm.People => EntityKind.Other,
        FactForm.Capital => EntityKind.Place,
        FactForm.Metonym => EntityKind.Organisation,
        _ => match.Fact.Kind is FactKind.Bloc or FactKind.Body or FactKind.Movement ? EntityKind.Organisation : EntityKind.Place,
    };
}
