using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>Which version of a text a mention means, by its words.</summary>
internal enum VersionClass : byte
{
    /// <summary>It does not say.</summary>
    None,
    /// <summary>A later one: "the revised plan".</summary>
    New,
    /// <summary>An earlier one: "the original draft".</summary>
    Old,
    /// <summary>Another side's answer: "a counter-proposal".</summary>
    Rival,
}

/// <summary>A noun phrase that may speak of a text or offer on the table; <see cref="ProposalMentions"/> fills it in, and again for the next report.</summary>
internal sealed class ProposalMention
{
    /// <summary>The noun.</summary>
    public int Head { get; set; }

    /// <summary>First token of the phrase.</summary>
    public int First { get; set; }

    /// <summary>One past its last token.</summary>
    public int End { get; set; }

    /// <summary>Kind of the noun in <c>proposal-nouns.tsv</c>; "name" for an abbreviation that the report introduced.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Which version it means.</summary>
    public VersionClass Version { get; set; }

    /// <summary>Index of the mention that introduced the abbreviation, or -1.</summary>
    public int Alias { get; set; }

    /// <summary>Ids of parties that the phrase or its clause gives as authors, surest first.</summary>
    public List<string> Authors { get; } = [];

    /// <summary>Id of the party that wants, offers or demands what the phrase names, for want of a stated author; or null.</summary>
    public string? Guess { get; set; }

    /// <summary>Whether its words leave no doubt of the version: "revised", "the updated version", "counter-proposal", where "new" and "another" leave it open.</summary>
    public bool Explicit { get; set; }

    /// <summary>The proposal that it was drawn to, or null.</summary>
    public ProposalCluster? Cluster { get; set; }

    /// <summary>How probable it is that it speaks of a proposal, once it was drawn to one.</summary>
    public double Sureness { get; set; }
}

/// <summary>Finds candidate mentions of proposals and says what is known of each. Serves one report after the other.</summary>
internal sealed class ProposalMentions
{
    private static readonly Dictionary<string, string> Nouns = Load("proposal-nouns.tsv");
    private static readonly Dictionary<string, string> Versions = Load("proposal-versions.tsv");
    private static readonly HashSet<string> Tabling = [.. DataFile.Lines("Positions", "tabling-verbs.tsv")];

    private readonly Reused<ProposalMention> mentions = new();
    // Of each abbreviation that the report introduces the candidate that it stands for.
    private readonly Dictionary<string, int> abbreviations = new(StringComparer.Ordinal);
    private ReportIndex index = null!;
    private PhraseTree tree = null!;

    /// <summary>No candidates yet.</summary>
    public ProposalMentions()
    {
    }

    /// <summary>The candidates of a report.</summary>
    public ProposalMentions(ReportIndex index) => Build(index);

    /// <summary>Finds the candidates of a report, in place of those of the report before.</summary>
    public void Build(ReportIndex value)
    {
        (index, tree) = (value, value.Tree);
        mentions.TakeBack();
        abbreviations.Clear();
        Found.Clear();
        Find();
    }

    /// <summary>All candidates in text order.</summary>
    public List<ProposalMention> Found { get; } = [];

    /// <summary>Whether a lower-case lemma heads names of proposals.</summary>
    public static bool IsProposalNoun(string lemma) => Nouns.ContainsKey(lemma);

    /// <summary>Whether a lower-case lemma is a verb of putting something on the table.</summary>
    public static bool IsTabling(string lemma) => Tabling.Contains(lemma);

    /// <summary>Features of a candidate for telling proposals from other things.</summary>
    public void Describe(ProposalMention mention, FeatureList features)
    {
        features.Clear();
        var tokens = index.Document.Tokens;
        int head = mention.Head;
        string lemma = index.Lemmas[head], determiner = Determiner(mention);
        features.Add("lemma", lemma);
        features.Add("cluster", index.Cluster(head));
        features.Add("kind", mention.Kind);
        features.Add("determiner", determiner);
        features.Add("kind+determiner", mention.Kind, determiner);
        features.Flag("plural", tokens[head].Tag is PennTag.NNS or PennTag.NNPS);
        features.Flag("name", tokens[head].Tag is PennTag.NNP or PennTag.NNPS);
        features.Add("version", (int)mention.Version);
        features.Flag("explicit", mention.Explicit);
        features.Add("authors", Math.Min(2, mention.Authors.Count));
        features.Add("kind+authors", mention.Kind, mention.Authors.Count > 0 ? "some" : "none");
        features.Add("depth", index.Depth(head));
        features.Add("kind+depth", mention.Kind, $"{index.Depth(head)}");
        features.Flag("headline has it", !index.IsTitle(head) && index.InTitle(lemma));
        features.Add("count", Math.Min(4, index.Count(lemma)));
        features.Flag("content", index.ContentAt(head) >= 0);
        features.Flag("source", index.SourceAt(head) >= 0);
        features.Flag("cue", index.CueAt(head) >= 0);
        string cue = index.CueLemma(head);
        if (cue.Length > 0) features.Add("cue", cue);
        for (int i = mention.First; i < head; i++)
        {
            if (tokens[i].Head == head && tokens[i].Relation is Relation.amod or Relation.compound)
            {
                features.Add("modifier", index.Lemmas[i]);
                features.Add("modifier cluster", index.Cluster(i));
            }

            features.Flag("number before", tokens[i].Tag == PennTag.CD);
            features.Flag("quoted", tokens[i].Tag == PennTag.OpenQuote);
        }

        foreach (int c in tree.ChildrenOf(head))
        {
            if (c <= head) continue;
            features.Add("behind", tokens[c].Relation.Name());
            int marker = tree.Child(c, Relation.@case) is >= 0 and var m ? m : tree.Child(c, Relation.mark);
            if (marker >= 0) features.Add("behind by", index.Lemmas[marker]);
        }

        int governor = tokens[head].Head;
        features.Add("relation", tokens[head].Relation.Name());
        if (governor < 0) return;
        features.Add("governor", index.Lemmas[governor]);
        features.Add("governor cluster", index.Cluster(governor));
        features.Add("governor stance", IssueCandidates.StanceOf(index.Lemmas[governor]), tokens[head].Relation.Name());
        features.Add("governor+relation", index.Lemmas[governor], tokens[head].Relation.Name());
        features.Flag("tabled", Tabling.Contains(index.Lemmas[governor]));
        features.Flag("negated", tree.Child(governor, Relation.advmod) is >= 0 and var n && index.Lemmas[n] is "not" or "never");
        int preposition = tree.Child(head, Relation.@case);
        if (preposition >= 0) features.Add("preposition", index.Lemmas[preposition], index.Lemmas[governor]);
    }

    /// <summary>Features of a pair: does <paramref name="later"/> mean the same proposal as <paramref name="earlier"/>?</summary>
    public void DescribePair(ProposalMention earlier, ProposalMention later, FeatureList features)
    {
        features.Clear();
        var tokens = index.Document.Tokens;
        string a = index.Lemmas[earlier.Head], b = index.Lemmas[later.Head];
        bool same = a == b, sameAuthor = ProposalCluster.Share(earlier.Authors, later.Authors), bothAuthors = earlier.Authors.Count > 0 && later.Authors.Count > 0;
        string determiner = Determiner(later), authors = sameAuthor ? "same" : bothAuthors ? "other" : later.Authors.Count > 0 ? "later" : earlier.Authors.Count > 0 ? "earlier" : "none";
        string lemmas = same ? "same" : earlier.Kind == later.Kind ? "kind" : "other";
        FeatureText versions = $"{(int)earlier.Version}-{(int)later.Version}";
        int distance = tokens[later.Head].Sentence - tokens[earlier.Head].Sentence, shared = SharedModifiers(earlier, later);
        features.Add("bias", 0);
        features.Add("lemmas", lemmas);
        if (!same) features.Add("kinds", earlier.Kind, later.Kind);
        features.Add("authors", authors);
        features.Add("lemmas+authors", lemmas, authors);
        features.Add("versions", versions);
        features.Add("lemmas+versions", lemmas, versions);
        features.Add("determiner", determiner);
        features.Add("lemmas+determiner", lemmas, determiner);
        features.Add("earlier determiner", Determiner(earlier));
        features.Add("determiners", Determiner(earlier), determiner);
        features.Add("distance", distance > 6 ? 4 : distance > 2 ? 3 : distance);
        features.Add("shared", Math.Min(2, shared));
        features.Add("lemmas+shared", lemmas, $"{Math.Min(2, shared)}");
        features.Flag("bare definite", determiner is "the" or "this" && later.Head - later.First <= 1);
        features.Add("bare definite+lemmas", determiner is "the" or "this" && later.Head - later.First <= 1 ? "yes" : "no", lemmas);
        features.Flag("number differs", IsPlural(earlier) != IsPlural(later));
        int figures = Figures(earlier, later);
        if (figures != 0) features.Add("figures", figures);
        features.Flag("inside", earlier.First <= later.First && later.End <= earlier.End);
        features.Flag("headline", index.IsTitle(earlier.Head));
        features.Flag("names", tokens[earlier.Head].Tag == PennTag.NNP && tokens[later.Head].Tag == PennTag.NNP);
    }

    /// <summary>"the", "a", "this", "any", "no", "own" (possessive) or "none".</summary>
    public string Determiner(ProposalMention mention)
    {
        var tokens = index.Document.Tokens;
        for (int i = mention.First; i < mention.Head; i++)
        {
            if (tokens[i].Tag is PennTag.PRPS or PennTag.POS) return "own";
            if (tokens[i].Head != mention.Head || tokens[i].Relation != Relation.det) continue;
            return index.Lemmas[i] switch
            {
                "the" => "the",
                "a" or "an" => "a",
                "this" or "that" or "these" or "those" or "such" => "this",
                "no" or "neither" => "no",
                _ => "any",
            };
        }

        return "none";
    }

    private static Dictionary<string, string> Load(string file)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in DataFile.Lines("Positions", file))
        {
            int tab = line.IndexOf('\t');
            table.TryAdd(line[..tab], line[(tab + 1)..]);
        }

        return table;
    }

    private void Find()
    {
        var tokens = index.Document.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Tag is not (PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS)) continue;
            bool modifies = tokens[i].Relation is Relation.compound or Relation.flat && tokens[i].Head > i;
            if (modifies) continue;
            if (Nouns.TryGetValue(index.Lemmas[i], out string? kind))
            {
                var (first, end) = tree.NounPhrase(i, complements: true);
                if (end - first > LongestPhrase) (first, end) = tree.NounPhrase(i, complements: false);
                Add(i, first, end, kind, -1);
                if ((Abbreviation(end) ?? Abbreviation(i + 1)) is { } abbreviation) abbreviations.TryAdd(abbreviation, Found.Count - 1);
            }
            else if (abbreviations.TryGetValue(tokens[i].Word, out int origin) && i >= Found[origin].End + 2)
            {
                var (first, end) = tree.NounPhrase(i, complements: false);
                Add(i, first, end, "name", origin);
            }
        }
    }

    private void Add(int head, int first, int end, string kind, int alias)
    {
        var mention = mentions.Next();
        (mention.Head, mention.First, mention.End, mention.Kind, mention.Alias) = (head, first, end, kind, alias);
        (mention.Version, mention.Guess, mention.Explicit) = (VersionOf(first, head), GuessOf(head), IsExplicit(first, head));
        (mention.Cluster, mention.Sureness) = (null, 0);
        FindAuthors(mention);
        Found.Add(mention);
    }

    /// <summary>A phrase longer than this many tokens is cut to its core.</summary>
    private const int LongestPhrase = 14;

    /// <summary>An abbreviation in brackets (or between commas) that begins at a token, or null.</summary>
    private string? Abbreviation(int at)
    {
        var tokens = index.Document.Tokens;
        if (at + 2 >= tokens.Length || tokens[at].Word is not ("(" or ",") || tokens[at + 2].Word is not (")" or ",")) return null;
        string word = tokens[at + 1].Word;
        int upper = 0;
        foreach (char c in word)
            if (char.IsUpper(c)) upper++;
        return upper >= 2 && 2 * upper >= word.Length ? word : null;
    }

    /// <summary>An answer by its noun; a version by its noun or by a word of revising before a text, plan or offer.</summary>
    private bool IsExplicit(int first, int head)
    {
        if (index.Lemmas[head].StartsWith("counter", StringComparison.Ordinal)) return true;
        if (Nouns.GetValueOrDefault(index.Lemmas[head]) is not ("plan" or "offer" or "text" or "version")) return false;
        for (int i = first; i < head; i++)
        {
            string word = LowerCase.Of(index.Document.Tokens[i].Word);
            if (word is "original" or "counter" || Versions.GetValueOrDefault(index.Lemmas[i]) == "revised" || Versions.GetValueOrDefault(word) == "revised") return true;
        }

        return false;
    }

    private VersionClass VersionOf(int first, int head)
    {
        if (index.Lemmas[head].StartsWith("counter", StringComparison.Ordinal) || index.Lemmas[head] == "alternative") return VersionClass.Rival;
        if (Nouns.GetValueOrDefault(index.Lemmas[head]) == "version") return index.Lemmas[head] == "version" ? ByModifier(first, head) : VersionClass.New;
        return ByModifier(first, head);
    }

    private VersionClass ByModifier(int first, int head)
    {
        for (int i = head - 1; i >= first; i--)
        {
            if (!Versions.TryGetValue(index.Lemmas[i], out string? name) && !Versions.TryGetValue(LowerCase.Of(index.Document.Tokens[i].Word), out name)) continue;
            return name switch { "new" or "revised" => VersionClass.New, "old" => VersionClass.Old, _ => VersionClass.Rival };
        }

        return VersionClass.None;
    }

    private void FindAuthors(ProposalMention mention)
    {
        var (authors, head, end) = (mention.Authors, mention.Head, mention.End);
        authors.Clear();
        void Add(string? party)
        {
            if (party is not null && !authors.Contains(party)) authors.Add(party);
        }

        var tokens = index.Document.Tokens;
        for (int i = mention.First; i < head; i++)
            if (!IsTopic(i, head)) Add(index.PartyAt(i));
        foreach (int c in tree.ChildrenOf(head))
        {
            if (c < head) continue;
            if (tokens[c].Relation is Relation.nmod or Relation.obl && Preposition(c) is "by" or "from" or "between") AddUnder(c);
            if (tokens[c].Relation != Relation.acl) continue;
            if (tokens[c].Tag == PennTag.VBN) AddAgent(c);
            else if (Tabling.Contains(index.Lemmas[c]) && tree.Child(c, Relation.nsubj) is >= 0 and var s) AddPhrase(s);
        }

        int verb = tokens[head].Head;
        if (authors.Count == 0 && verb >= 0 && Tabling.Contains(index.Lemmas[verb]))
        {
            if (tokens[head].Relation == Relation.obj && tree.Subject(verb) is >= 0 and var subject) AddPhrase(subject);
            else if (tokens[head].Relation == Relation.nsubj_pass) AddAgent(verb);
        }

        if (authors.Count == 0)
            foreach (int c in tree.ChildrenOf(head))
                if (c > head && tokens[c].Relation == Relation.nmod && Preposition(c) == "of" && index.PartyAt(c) is { } party) Add(party);

        void AddAgent(int participle)
        {
            foreach (int c in tree.ChildrenOf(participle))
                if (c > participle && index.Document.Tokens[c].Relation is Relation.obl or Relation.nmod && Preposition(c) == "by") AddUnder(c);
        }

        void AddUnder(int noun)
        {
            var (from, to) = tree.Yield(noun);
            for (int i = from; i < Math.Min(to, end + LongestPhrase); i++) Add(index.PartyAt(i));
        }

        void AddPhrase(int noun)
        {
            Add(index.PartyAt(noun));
            var (from, to) = tree.NounPhrase(noun, complements: false);
            if (authors.Count == 0)
                for (int i = from; i < to; i++) Add(index.PartyAt(i));
        }
    }

    /// <summary>
    /// Whether a name before the head says what the text is about, not whose it is: a bare name with a common noun between ("the Ruritania peace proposal"). Adjectives ("Ruritanian"),
    /// possessives and initials, which serve as adjectives, say whose.
    /// </summary>
    private bool IsTopic(int name, int head)
    {
        var tokens = index.Document.Tokens;
        if (tokens[name].Pos != UniversalTag.PROPN || tokens[name + 1].Tag == PennTag.POS) return false;
        bool initials = true;
        foreach (char c in tokens[name].Word) initials &= char.IsUpper(c) || c == '.';
        if (initials) return false;
        for (int i = name + 1; i < head; i++)
            if (tokens[i].Pos == UniversalTag.NOUN) return true;
        return false;
    }

    /// <summary>Who stands behind it for want of better: the subject of a verb of wanting, offering or demanding above it, or the source whose demand or offer it is part of.</summary>
    private string? GuessOf(int head)
    {
        var tokens = index.Document.Tokens;
        for (int v = tokens[head].Head, steps = 0; v >= 0 && steps < 4; v = tokens[v].Head, steps++)
        {
            bool wants = Tabling.Contains(index.Lemmas[v]) || IssueCandidates.StanceOf(index.Lemmas[v]) is "want" or "offer" or "demand";
            if (wants && tree.Subject(v) is >= 0 and var subject && subject != head && index.PartyAt(subject) is { } party) return party;
        }

        int attribution = index.ContentAt(head);
        if (attribution < 0 || IssueCandidates.StanceOf(index.CueLemma(head)) is not ("want" or "offer" or "demand")) return null;
        foreach (var span in index.Attributions[attribution].Source)
        {
            var (first, end) = index.Document.TokensIn(span);
            for (int i = first; i < end; i++)
                if (index.PartyAt(i) is { } party) return party;
        }

        return null;
    }

    private string Preposition(int noun) => tree.Child(noun, Relation.@case) is >= 0 and var c ? index.Lemmas[c] : "";

    private int SharedModifiers(ProposalMention a, ProposalMention b)
    {
        int shared = 0;
        for (int i = a.First; i < a.End; i++)
        {
            if (i == a.Head || !IsContent(i)) continue;
            for (int j = b.First; j < b.End; j++)
            {
                if (j == b.Head || index.Lemmas[i] != index.Lemmas[j]) continue;
                shared++;
                break;
            }
        }

        return shared;
    }

    private bool IsPlural(ProposalMention mention) => index.Document.Tokens[mention.Head].Tag is PennTag.NNS or PennTag.NNPS;

    /// <summary>1 where both phrases have a figure in common, 2 where both have figures and none in common, else 0.</summary>
    private int Figures(ProposalMention a, ProposalMention b)
    {
        bool inA = false, inB = false;
        for (int j = b.First; j < b.End; j++) inB |= char.IsDigit(index.Document.Tokens[j].Word[0]);
        for (int i = a.First; i < a.End; i++)
        {
            if (!char.IsDigit(index.Document.Tokens[i].Word[0])) continue;
            inA = true;
            for (int j = b.First; j < b.End; j++)
                if (index.Lemmas[i] == index.Lemmas[j]) return 1;
        }

        return inA && inB ? 2 : 0;
    }

    private bool IsContent(int token) =>
        index.Document.Tokens[token].Tag is PennTag.NN or PennTag.NNS or PennTag.NNP or PennTag.NNPS or PennTag.JJ or PennTag.JJR or PennTag.VBN or PennTag.VBG or PennTag.VB;
}
