using Parley.Language;
using Parley.Learning;
using Parley.Reports;

namespace Parley.Positions;

/// <summary>Tells the parties among a report's sides: those who negotiate or mediate from those who are only mentioned.</summary>
internal static class PartyFinder
{
    /// <summary>Whether a referent can be a party: a side, or a person who speaks for nobody else.</summary>
    public static bool MayBeParty(Referent r) => r.Mentions.Count > 0 && !r.Media && (r.Kind == ReferentKind.Side && !Watches(r) || r.Kind == ReferentKind.Person && r.Side is null && (r.Classes & (NounClass.Observer | NounClass.Journalist)) == NounClass.None);

    // "Traders", "industry sources": they watch.
    private static bool Watches(Referent r) => r.Plural && r.Fact is null && (r.Classes & (NounClass.Observer | NounClass.Journalist)) != NounClass.None && (r.Classes & NounClass.Organisation) == NounClass.None;

    /// <summary>Probability that a side is a party.</summary>
    public static double Probability(LinearClassifier model, FeatureList features)
    {
        Span<double> p = stackalloc double[2];
        model.Probabilities(features.Hashes, p);
        return p[1];
    }

    /// <summary>What speaks for and against a side's being a party.</summary>
    /// <param name="set">The report's referents.</param>
    /// <param name="side">The side.</param>
    /// <param name="spoken">How many statements have it, or a speaker of its, as their source.</param>
    /// <param name="statements">How many statements there are.</param>
    /// <param name="ranks">Ranks of the sides by mentions.</param>
    /// <param name="f">Where the features go.</param>
    public static void Features(ReferentSet set, Referent side, int spoken, int statements, int[] ranks, FeatureList f)
    {
        f.Clear();
        var document = set.Document;
        var tokens = document.Tokens;
        string kind = side.Kind == ReferentKind.Person ? "Person" : side.PartyKind.Name(), fact = side.Fact?.Kind.Name() ?? "none";
        f.Add("kind", kind);
        f.Add("fact", fact);
        f.Add("mentions", ActorFinder.Bucket(side.Mentions.Count));
        f.Add("rank", ActorFinder.Bucket(ranks[side.Index]));
        f.Add("kind rank", kind, ActorFinder.Bucket(ranks[side.Index]));
        f.Add("spoken", ActorFinder.Bucket(spoken));
        f.Add("spoken share", statements == 0 ? 0 : Math.Min(4, spoken * 8 / statements));
        f.Add("spoken kind", spoken > 0 ? "yes" : "no", kind);
        int names = 0, modifiers = 0, descriptions = 0, subjects = 0, ends = 0, sentences = 0, last = -1;
        bool title = false, lead = false, owner = false;
        foreach (var m in side.Mentions)
        {
            if (m.Form == MentionForm.Name) names++;
            else if (m.Form == MentionForm.Modifier) modifiers++;
            else descriptions++;
            int sentence = tokens[m.Head].Sentence;
            if (sentence != last) sentences++;
            last = sentence;
            var s = document.Sentences[sentence];
            var block = document.Report.Blocks.Count > s.Block && s.Block >= 0 ? document.Report.Blocks[s.Block].Kind : BlockKind.Paragraph;
            title |= block == BlockKind.Title;
            lead |= sentence <= 2;
            if (m.Form != MentionForm.Modifier && m.End < s.End)
            {
                var next = tokens[m.End];
                if (next.Tag is PennTag.VBD or PennTag.VBZ or PennTag.VBP or PennTag.MD)
                {
                    subjects++;
                }

                owner |= next.Tag == PennTag.POS;
                if (next.Word is "and" or "or") f.Flag("joined", holds: true);
            }

            if (m.Form != MentionForm.Modifier && m.First > s.First)
            {
                var before = tokens[m.First - 1];
                if (before.Tag is PennTag.IN or PennTag.TO) f.Add("preposition", before.Word);
                if (before.Tag == PennTag.IN && before.Word is "in" or "at" or "from" or "near") ends++;
            }
            else if (m.Form == MentionForm.Modifier && m.End < s.End)
            {
                f.Add("modified class", ((int)(PartyNouns.Of(tokens, m.End) & NounClass.Person) != 0 ? "person" : PartyNouns.Of(tokens, m.End).ToString()), kind);
            }
        }

        f.Add("forms", (names > 0 ? "n" : "") + (modifiers > 0 ? "m" : "") + (descriptions > 0 ? "d" : ""));
        f.Add("only modifiers", names + descriptions == 0 ? "yes" : "no", kind);
        f.Add("subjects", ActorFinder.Bucket(subjects));
        f.Add("places", ends * 2 > names + descriptions ? "mostly" : ends > 0 ? "some" : "no");
        f.Add("sentences", ActorFinder.Bucket(sentences));
        f.Flag("title", title);
        f.Flag("lead", lead);
        f.Add("lead kind", lead ? "yes" : "no", kind);
        f.Flag("owner", owner);
        f.Flag("mediator", side.Mediator);
        f.Flag("plural", side.Plural);
        f.Flag("media", side.Media);
        for (int bit = 0; bit <= 24; bit++)
            if (((int)side.Classes & (1 << bit)) != 0) f.Add("class", bit);
        int persons = 0;
        foreach (var r in set.All)
            if (r.Kind == ReferentKind.Person && ReferenceEquals(r.Side, side)) persons++;
        f.Add("persons", ActorFinder.Bucket(persons));
    }
}
