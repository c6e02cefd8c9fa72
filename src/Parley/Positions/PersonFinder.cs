using Parley.Language;

namespace Parley.Positions;

/// <summary>Finds persons: by their titles, by the names that the report and the recogniser take for persons', and by the offices beside them.</summary>
internal static class PersonFinder
{
    private static readonly string[] Honorifics =
        ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lord", "lady", "dame", "baroness", "prof", "prof.", "rev", "rev.", "sen.", "rep.", "gov.", "gen.", "col.", "maj.", "capt.",
            "hon.", "amb.", "monsieur", "madame", "mme", "mme.", "herr", "frau", "signor", "señor", "señora", "shri", "datuk", "dato'", "tun", "haji", "sheikh"];

    /// <summary>Takes a phrase for a person's name with its title, and says whether it is one.</summary>
    public static bool Read(ReferentSet set, int p, Phrase phrase, int start)
    {
        var tokens = set.Document.Tokens;
        int title = -1;
        for (int i = start; i < phrase.End - 1; i++)
            if (IsTitle(tokens, i) && NameFinder.IsNamed(tokens[i + 1]) && !InOneName(set, i) && !(title == i - 1 && title >= 0 && PartyNouns.GenderOf(tokens[i].Word) != '?')) title = i;
        int name = title + 1;
        bool named = title >= 0;
        if (named)
        {
            for (int i = name; i < phrase.End; i++)
                if (!NameFinder.IsNamed(tokens[i]) && !IsHyphened(tokens, i)) named = false;
            // "Secretary General", "General Staff": a title all through.
            if (IsOffice(set, name, phrase.End)) named = false;
            // "Deputy Trade Representative": a longer title.
            if ((PartyNouns.Of(tokens, phrase.Head) & NounClass.Person) != NounClass.None && !set.Evidence.IsPerson(set.Document, title + 1, phrase.End)) named = false;
            // "Prime Minister's Office", "President Lines": the title belongs to a name of something else.
            if ((PartyNouns.Of(tokens, phrase.Head) & NounClass.Organisation) != NounClass.None && phrase.Head > name - 1 && !set.Evidence.IsPerson(set.Document, title + 1, phrase.End)) named = false;
        }

        if (!named)
        {
            name = phrase.End;
            while (name > start && (NameFinder.IsNamed(tokens[name - 1]) || IsHyphened(tokens, name - 1))) name--;
            // "Secretary of Trade Bill Post": the recogniser knows where the name starts.
            int entity = tokens[phrase.Head].Entity;
            if (entity >= 0 && set.Document.Entities[entity] is { Kind: EntityKind.Person } known && known.First > name && set.Evidence.IsPerson(set.Document, known.First, phrase.End)) name = known.First;
            // "Ambassador to Norway Kari Lund": what the title is of stands right before the name.
            if (name < phrase.End - 2 && phrase.First > 1 && tokens[phrase.First - 1].Word is "of" or "to" or "for" && !IsPersonName(set, name, phrase.End)
                && Facts.World.TryMatch(set.Document.Text, tokens, name, phrase.End, out var posting) && posting.End < phrase.End - 1 && IsPersonShaped(set, posting.End, phrase.End)) name = posting.End;
            if (name == phrase.End || !IsPersonName(set, name, phrase.End) && !(name > phrase.First && phrase.First > 0 && IsPersonShaped(set, name, phrase.End) && tokens[phrase.First - 1].Word is "of" or "to" or "for")) return false;
            title = name - 1;
        }

        string full = set.Text(name, phrase.End);
        var person = set.PersonNamed(full);
        if (person is null)
        {
            person = set.New(ReferentKind.Person, full);
        }
        else
        {
            person.AddName(full);
            if (full.Length > person.Name.Length) person.Name = full;
        }

        string first = full.Split(' ')[0];
        if (person.Gender == '?') person.Gender = full.Contains(' ', StringComparison.Ordinal) ? PartyNouns.GenderOf(first) : '?';
        int office = start;
        while (office <= title && IsHonorific(tokens[office].Word)) office++;
        for (int i = start; i <= title; i++)
        {
            char gender = Gender(tokens[i].Word);
            if (gender != '?') person.Gender = gender;
            person.Classes |= (PartyNouns.Of(tokens, i) & NounClass.Person) | Rank(tokens[i].Word);
        }

        int officeEnd = title + 1;
        while (officeEnd > office && IsHonorific(tokens[officeEnd - 1].Word)) officeEnd--;
        if (officeEnd > office && phrase.First > 1 && tokens[phrase.First - 1].Word is "of" or "for" && set.PhraseEndingAt(phrase.First - 1) is var outer && outer >= 0
            && (PartyNouns.Of(tokens, set.Phrases[outer].Head) & NounClass.Person) != NounClass.None)
        {
            office = NameFinder.OwnStart(set, set.Phrases[outer]);
            person.Classes |= PartyNouns.Of(tokens, set.Phrases[outer].Head) & NounClass.Person;
            if (PhraseOwners.Modifier(set, set.Phrases[outer]) is { } home) person.Ties.Add(new(home, TieKind.Modifier, office));
        }

        // "the Bank of Norway <u>Governor Lund</u>": the title began with a name that goes on into the phrase.
        if (start > phrase.First && start == set.Covered && set.PhraseEndingAt(phrase.First - 1) is var opened && opened >= 0 && set.OfPhrase(opened) is { Kind: ReferentKind.Side } employer)
        {
            office = NameFinder.OwnStart(set, set.Phrases[opened]);
            person.Ties.Add(new(employer, TieKind.Modifier, office));
            set.Mention(person, set.Phrases[opened].First, phrase.End, phrase.Head, MentionForm.Name, opened);
        }

        // "Norway's Trade and Industry Minister Lund": the title began before "and".
        if (officeEnd > office && phrase.Possessor < 0 && phrase.First > 1 && tokens[phrase.First - 1].Word == "and" && (person.Classes & NounClass.Minister) != NounClass.None
            && set.PhraseEndingAt(phrase.First - 1) is var half && half >= 0 && NameFinder.IsNamed(tokens[set.Phrases[half].Head]) && set.OfPhrase(half) is not { Kind: ReferentKind.Person })
        {
            var opening = set.Phrases[half];
            office = NameFinder.OwnStart(set, opening);
            if (set.OfPhrase(opening.Possessor) is { } owner) person.Ties.Add(new(owner, TieKind.Possessor, opening.First));
            else if (PhraseOwners.Modifier(set, opening) is { } home) person.Ties.Add(new(home, TieKind.Modifier, opening.First));
            set.Mention(person, opening.First, phrase.End, phrase.Head, MentionForm.Name, half);
        }

        bool hasOffice = false;
        for (int i = office; i < officeEnd; i++) hasOffice |= (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None;
        if (hasOffice)
        {
            // "the premier's special envoy Brandt": the possessor is part of the office.
            int from = phrase.Possessor >= 0 ? phrase.First : office;
            while (from < officeEnd && tokens[from].Tag is PennTag.DT) from++;
            if (!tokens[officeEnd - 1].Word.Equals("counterpart", StringComparison.OrdinalIgnoreCase)) person.AddOffice(set.Text(from, officeEnd));
        }

        int whole = phrase.Possessor >= 0 ? phrase.First : start;
        set.Mention(person, Math.Min(whole, phrase.First), phrase.End, phrase.Head, MentionForm.Name, p);
        return true;
    }

    // Two or three capitalised words that are no body's and no state's name.
    private static bool IsPersonShaped(ReferentSet set, int first, int end)
    {
        var tokens = set.Document.Tokens;
        if (end - first is < 2 or > 3) return false;
        for (int i = first; i < end; i++)
            if (!NameFinder.IsNamed(tokens[i]) || PartyNouns.Of(tokens, i) != NounClass.None || NameForms.IsAcronym(tokens[i].Word) || NameForms.IsLegalForm(tokens[i].Word)) return false;
        return NameFinder.KindOf(set, end - 1) is EntityKind.Person;
    }

    // "General Motors": a title inside an organisation's name.
    private static bool InOneName(ReferentSet set, int title)
    {
        var tokens = set.Document.Tokens;
        int entity = tokens[title].Entity;
        return !IsHonorific(tokens[title].Word) && entity >= 0 && tokens[title + 1].Entity == entity && (set.Document.Entities[entity].Kind is EntityKind.Organisation or EntityKind.Place)
            && !set.Evidence.IsPerson(set.Document, title + 1, set.Document.Entities[entity].End);
    }

    /// <summary>Whether tokens <c>[first, end)</c> are a person's name.</summary>
    public static bool IsPersonName(ReferentSet set, int first, int end)
    {
        var tokens = set.Document.Tokens;
        if (first >= end || IsOffice(set, first, end)) return false;
        if (set.Evidence.IsPerson(set.Document, first, end)) return true;
        if (set.PersonNamed(set.Text(first, end)) is not null) return true;
        const NounClass organisation = NounClass.Organisation | NounClass.Country;
        return end - first <= 4 && (PartyNouns.Of(tokens, end - 1) & organisation) == NounClass.None && (NameFinder.KindOf(set, end - 1) is not EntityKind.Place || end - first > 1)
            && end - first > 1 && (HasOfficeBehind(set, end) || HasOfficeBefore(set, first));
    }

    // Whether every word is one of offices: "Secretary General", "General Staff".
    private static bool IsOffice(ReferentSet set, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            string word = set.Document.Tokens[i].Word;
            if (word is "General" or "Staff") continue;
            if (end - first == 1 || (PartyNouns.Find(word) & NounClass.Person) == NounClass.None) return false;
        }

        return true;
    }

    // "chairman of the union, Lund": the same the other way round.
    private static bool HasOfficeBefore(ReferentSet set, int first)
    {
        var tokens = set.Document.Tokens;
        if (first < 2 || tokens[first - 1].Word != ",") return false;
        for (int i = first - 2; i >= 0 && i > first - 16 && tokens[i].Sentence == tokens[first].Sentence; i--)
        {
            if (tokens[i].Tag is not (PennTag.NN or PennTag.NNP or PennTag.NNS or PennTag.NNPS or PennTag.JJ or PennTag.IN or PennTag.DT or PennTag.PRPS or PennTag.CC or PennTag.POS or PennTag.CD or PennTag.HYPH
                or PennTag.OpenBracket or PennTag.CloseBracket)) return false;
            // "one of its leaders, Lund".
            bool single = tokens[i].Tag is PennTag.NN or PennTag.NNP || tokens[i].Tag == PennTag.NNS && i > 2 && (tokens[i - 3].Word is "one" or "One" || tokens[i - 2].Word is "one" or "One") && tokens[i - 1].Word != ",";
            if (single && (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None && (PartyNouns.Of(tokens, i) & NounClass.Organisation) == NounClass.None) return true;
        }

        return false;
    }

    // ", head of the delegation,": only a person has an office for an apposition.
    private static bool HasOfficeBehind(ReferentSet set, int end)
    {
        var tokens = set.Document.Tokens;
        if (end + 1 >= tokens.Length || tokens[end].Word != "," || tokens[end + 1].Sentence != tokens[end].Sentence) return false;
        for (int p = set.FirstPhraseBehind(end + 1); p < set.Phrases.Count && set.Phrases[p].First <= end + 1; p++)
        {
            var phrase = set.Phrases[p];
            if (phrase.First != end + 1) continue;
            if ((tokens[phrase.Head].Tag is PennTag.NN or PennTag.NNP) && (PartyNouns.Of(tokens, phrase.Head) & NounClass.Person) != NounClass.None && (PartyNouns.Of(tokens, phrase.Head) & NounClass.Organisation) == NounClass.None) return true;
        }

        return false;
    }

    // The second half of a given name: "Kim Dae-<u>jung</u>".
    private static bool IsHyphened(ReadOnlySpan<Token> tokens, int i) =>
        i > 1 && tokens[i - 1].Word == "-" && tokens[i - 1].Span.End == tokens[i].Span.Start && tokens[i - 2].Span.End == tokens[i - 1].Span.Start && tokens[i - 2].Entity >= 0 && NameFinder.IsNamed(tokens[i - 2]) && char.IsLetter(tokens[i].Word[0]);

    private static bool IsTitle(ReadOnlySpan<Token> tokens, int i) => IsHonorific(tokens[i].Word) || (PartyNouns.Of(tokens, i) & NounClass.Person) != NounClass.None && tokens[i].Tag is not (PennTag.NNS or PennTag.NNPS);

    /// <summary>Whether a word is a form of address: "Mr", "Sir".</summary>
    public static bool IsHonorific(string word) => Honorifics.Contains(word, StringComparer.OrdinalIgnoreCase);

    // "Gov. Lund", "Sen. Lund": offices in short.
    private static NounClass Rank(string word) => word switch
    {
        "Gov." => NounClass.Local,
        "Sen." or "Rep." => NounClass.Legislator,
        "Gen." or "Col." or "Maj." or "Capt." => NounClass.Soldier,
        "Amb." => NounClass.Envoy,
        _ => NounClass.None,
    };

    private static char Gender(string word) => word.ToLowerInvariant() switch
    {
        "mr" or "mr." or "sir" or "lord" or "spokesman" or "chairman" or "king" or "prince" or "congressman" => 'm',
        "mrs" or "mrs." or "ms" or "ms." or "miss" or "lady" or "dame" or "baroness" or "spokeswoman" or "chairwoman" or "queen" or "princess" or "congresswoman" => 'f',
        _ => '?',
    };
}
