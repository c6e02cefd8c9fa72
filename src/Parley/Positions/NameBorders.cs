using Parley.Language;

namespace Parley.Positions;

/// <summary>
/// Mends the borders of names that the recogniser, which judges word by word, cuts in two: surnames with particles ("Barend <u>du</u> Toit"), double names with a hyphen ("Ashby<u>-</u>Moore"),
/// and bodies with "and" in their name ("Marks <u>and</u> Spencer"). The whole report is the witness: what it never names apart is one.
/// </summary>
internal static class NameBorders
{
    private const int LongestName = 6, LongestTail = 4;

    /// <summary>The document with the names of more than one part made whole; the same document where there are none.</summary>
    public static Document Mend(Document document)
    {
        // Most reports have none: nothing is made before the first.
        List<Entity>? whole = null;
        HashSet<string>? tails = null;
        foreach (var entity in document.Entities)
        {
            // Behind this no names are looked for.
            if (entity.First >= Phrases.MostTokens) break;
            // "Orlando": a given name too, if a surname follows.
            if (entity.Kind == EntityKind.Person || entity.End - entity.First == 1 && entity.State is null && PartyNouns.GenderOf(document.Tokens[entity.First].Word) != '?') Surname(document, entity, ref whole, ref tails);
        }

        if (tails is not null) KnownSurnames(document, tails, ref whole);
        Joined(document, ref whole);
        return whole is null ? document : With(document, whole);
    }

    // "Barend du Toit", "Robin Ashby-Moore": a person's name goes on over particles and hyphens.
    private static void Surname(Document document, Entity entity, ref List<Entity>? whole, ref HashSet<string>? tails)
    {
        var tokens = document.Tokens;
        int limit = document.Sentences[tokens[entity.First].Sentence].End, end = entity.End;
        while (end < limit && Continues(document, end, limit, out int next)) end = next;
        if (end > entity.End && end - entity.First <= LongestName) (whole ??= []).Add(entity with { End = end, Kind = EntityKind.Person });
        int tail = entity.First + 1;
        while (tail < end && !NameForms.IsParticle(tokens[tail].Word) && !(tail + 1 < end && IsHyphen(tokens, tail + 1))) tail++;
        if (tail < end - 1) (tails ??= new(StringComparer.OrdinalIgnoreCase)).Add(document.SpanOf(tail, end).Of(document.Text).ToString());
    }

    // Whether a person's name that ends before a token goes on there, and where to.
    private static bool Continues(Document document, int at, int limit, out int next)
    {
        var tokens = document.Tokens;
        next = at;
        if (IsHyphen(tokens, at)) next++;
        else
            while (next < limit && char.IsLower(tokens[next].Word[0]) && NameForms.IsParticle(tokens[next].Word)) next++;
        if (next == at || next >= limit || !char.IsUpper(tokens[next].Word[0])) return false;
        // The rest of the name, but no state, and nothing longer that is a name of its own.
        int entity = tokens[next].Entity;
        if (entity >= 0 && document.Entities[entity] is var rest && (rest.State is not null || rest.First != next || rest.End > next + 2 || rest.Kind == EntityKind.Organisation && rest.End > next + 1)) return false;
        next = entity >= 0 ? document.Entities[entity].End : next + 1;
        return true;
    }

    // "du Toit" alone, after "Barend du Toit".
    private static void KnownSurnames(Document document, HashSet<string> tails, ref List<Entity>? whole)
    {
        var tokens = document.Tokens;
        var known = tails.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int i = 0; i + 1 < Math.Min(tokens.Length, Phrases.MostTokens); i++)
        {
            if (!NameForms.IsParticle(tokens[i].Word) && !IsHyphen(tokens, i + 1) || i > 0 && tokens[i].Entity >= 0 && tokens[i].Entity == tokens[i - 1].Entity) continue;
            for (int end = Math.Min(document.Sentences[tokens[i].Sentence].End, i + LongestTail); end > i + 1; end--)
            {
                if (!known.Contains(document.SpanOf(i, end).Of(document.Text)) || Overlaps(whole, i, end)) continue;
                (whole ??= []).Add(new(i, end, EntityKind.Person, null));
                i = end - 1;
                break;
            }
        }
    }

    private static bool IsHyphen(ReadOnlySpan<Token> tokens, int i) =>
        i > 0 && i + 1 < tokens.Length && tokens[i].Word == "-" && tokens[i].Span.Start == tokens[i - 1].Span.End && tokens[i].Span.End == tokens[i + 1].Span.Start && char.IsUpper(tokens[i - 1].Word[0]) && char.IsUpper(tokens[i + 1].Word[0]);

    // "Marks and Spencer Plc", "Marks and Spencer": one where the report never names either part apart.
    private static void Joined(Document document, ref List<Entity>? whole)
    {
        Dictionary<string, List<(int First, int End)>>? pairs = null;
        foreach (var sentence in document.Sentences)
        {
            if (sentence.End > Phrases.MostTokens) break;
            for (int i = sentence.First + 1; i + 1 < sentence.End; i++)
            {
                if (FirmWithForm(document, sentence, i) is var (start, stop))
                {
                    if (!Overlaps(whole, start, stop)) (whole ??= []).Add(new(start, stop, EntityKind.Organisation, null));
                    continue;
                }

                if (document.Tokens[i].Word != "and" || Pair(document, sentence, i) is not var (first, end) || Overlaps(whole, first, end)) continue;
                pairs ??= new(StringComparer.Ordinal);
                string key = document.Tokens[i - 1].Word + " " + document.Tokens[i + 1].Word;
                if (!pairs.TryGetValue(key, out var places)) pairs[key] = places = [];
                places.Add((first, end));
            }
        }

        if (pairs is null) return;
        foreach (var (key, places) in pairs)
        {
            int blank = key.IndexOf(' ', StringComparison.Ordinal);
            if (IsOne(document, key[..blank], key[(blank + 1)..], places))
                foreach (var (first, end) in places) (whole ??= []).Add(new(first, end, EntityKind.Organisation, null));
        }
    }

    // "Seatrans, Inc.", "Seatrans and Sons": what stands behind the comma or the "and" can only be a firm's.
    private static (int First, int End)? FirmWithForm(Document document, Sentence sentence, int at)
    {
        var tokens = document.Tokens;
        string form = tokens[at + 1].Word;
        bool firm = tokens[at].Tag == PennTag.Comma && form.Length <= 5 && char.IsUpper(form[0]) && NameForms.IsLegalForm(form)
            || tokens[at].Word == "and" && form is "Co" or "Co." or "Company" or "Sons" or "Brothers" or "Bros" or "Bros." or "Partners" or "Associates";
        if (!firm) return null;
        int first = at;
        while (first > sentence.First && at - first < LongestTail && IsPart(document, first - 1)) first--;
        return first == at || at + 2 < sentence.End && IsPart(document, at + 2) ? null : (first, at + 2);
    }

    // The capitalised words on both sides of an "and", if they can be parts of one body's name.
    private static (int First, int End)? Pair(Document document, Sentence sentence, int and)
    {
        var tokens = document.Tokens;
        int first = and, end = and + 1;
        while (first > sentence.First && IsPart(document, first - 1)) first--;
        while (end < sentence.End && IsPart(document, end)) end++;
        if (first == and || and - first > 2 || end == and + 1 || end - and > 5) return null;
        if (first == sentence.First && tokens[first].Tag is not (PennTag.NNP or PennTag.NNPS)) return null;
        return (first, end);
    }

    private static bool IsPart(Document document, int i)
    {
        ref readonly var token = ref document.Tokens[i];
        if (!char.IsUpper(token.Word[0]) || token.Tag is not (PennTag.NNP or PennTag.NN or PennTag.JJ) || NameFinder.IsDate(token.Word)) return false;
        if (token.Entity >= 0 && document.Entities[token.Entity] is var entity && (entity.State is not null || entity.Kind == EntityKind.Person && entity.End - entity.First > 1)) return false;
        return (PartyNouns.Of(document.Tokens, i) & NounClass.Person) == NounClass.None && !Facts.World.TryName(token.Word, out _) && token.Word is not ("North" or "South" or "East" or "West" or "Northern" or "Southern" or "Eastern" or "Western");
    }

    private static bool IsOne(Document document, string left, string right, List<(int First, int End)> places)
    {
        var tokens = document.Tokens;
        bool firm = false;
        foreach (var (first, end) in places)
        {
            if (NameForms.IsPortfolio(left) || NameForms.IsPortfolio(right) || NameForms.IsLegalForm(left)) return false;
            firm |= NameForms.IsLegalForm(tokens[end - 1].Word) || end < tokens.Length && tokens[end].Word.StartsWith('<');
            // "both", "between"; "Lund and Moe are", "ministers Lund and Moe": two.
            if (end < tokens.Length && tokens[end].Tag == PennTag.VBP || first > 0 && (tokens[first - 1].Word.ToLowerInvariant() is "both" or "between" || PartyNouns.IsPlural(tokens[first - 1]))) return false;
        }

        if (!firm && places.Count < 2) return false;
        for (int i = 0; i < Math.Min(tokens.Length, Phrases.MostTokens); i++)
        {
            if (tokens[i].Word == left && !(i + 2 < tokens.Length && tokens[i + 1].Word == "and" && tokens[i + 2].Word == right)) return false;
            if (tokens[i].Word == right && !(i > 1 && tokens[i - 1].Word == "and" && tokens[i - 2].Word == left)) return false;
        }

        return true;
    }

    private static bool Overlaps(List<Entity>? entities, int first, int end)
    {
        if (entities is null) return false;
        foreach (var e in entities)
            if (e.First < end && first < e.End) return true;
        return false;
    }

    // A copy in which these entities stand in place of those they touch.
    private static Document With(Document document, List<Entity> whole)
    {
        whole.Sort((a, b) => a.First.CompareTo(b.First));
        var entities = new List<Entity>(whole.Count + document.Entities.Length);
        int next = 0;
        foreach (var entity in document.Entities)
        {
            while (next < whole.Count && whole[next].First <= entity.First) entities.Add(whole[next++]);
            bool part = next > 0 && whole[next - 1].End > entity.First || next < whole.Count && whole[next].First < entity.End;
            if (!part) entities.Add(entity);
        }

        entities.AddRange(whole[next..]);
        var tokens = document.Tokens.ToArray();
        for (int i = 0; i < tokens.Length; i++) tokens[i].Entity = -1;
        for (int e = 0; e < entities.Count; e++)
            for (int i = entities[e].First; i < entities[e].End; i++) tokens[i].Entity = e;
        return new(document.Report, tokens, document.Sentences.ToArray(), [.. entities]);
    }
}
