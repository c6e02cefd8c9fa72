using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>What the act classifier sees of a statement: words, and above all classes of words, so that what it learns from a strike holds for a treaty.</summary>
internal static class ActFeatures
{
    /// <summary>Adds the features of a statement.</summary>
    public static void Fill(StatementFrame frame, FeatureList f)
    {
        var tokens = frame.Document.Tokens;
        var entry = frame.CueEntry;
        string cls = CueLexicon.ClassName(entry.Class, frame.CueNegated), form = frame.Form, subject = frame.Subject.Name();
        string lemma = frame.CueHead >= 0 ? StatementFrame.Lemma(tokens[frame.CueHead]) : "";
        string after = frame.CueHead >= 0 && frame.CueHead + 1 < tokens.Length ? tokens[frame.CueHead + 1].Word.ToLowerInvariant() : "";
        bool weak = entry.Class is CueClass.Say or CueClass.Claim or CueClass.Reveal or CueClass.Think or CueClass.None or CueClass.Stress or CueClass.Source or CueClass.Ask;
        string strength = weak ? "weak" : cls;
        f.Add("bias", "");
        f.Add("cue", lemma);
        f.Add("cue+next", lemma, after);
        f.Add("class", cls);
        f.Add("class+form", cls, form);
        f.Add("class+subject", cls, subject);
        f.Add("class+part", cls, $"{(entry.Part == '\0' ? '-' : entry.Part)}");
        f.Add("stance+truth", $"{(entry.Stance == '\0' ? '-' : entry.Stance)}{(entry.Truth == '\0' ? '-' : entry.Truth)}{(frame.CueNegated ? '!' : ' ')}");
        f.Flag("negated", frame.CueNegated);
        f.Flag("passive", frame.CuePassive);
        if (frame.CueModal is { } cueModal) f.Add("cue modal", cueModal);
        f.Add("form", form);
        f.Add("quoted", frame.Quoted);
        f.Add("source", frame.Source.Length == 0 ? "none" : frame.Party is null ? "nobody's" : "party's");
        f.Add("source+class", frame.Source.Length == 0 ? "none" : frame.Party is null ? "nobody's" : "party's", cls);
        f.Add("cue words", frame.Cue.Length == 0 ? "none" : frame.Cue.Length > 3 ? "many" : "few");
        foreach (int i in frame.Cue)
            if (i != frame.CueHead) f.Add("cue other", StatementFrame.Lemma(tokens[i]));
        Content(frame, f, strength);
        Effective(frame, f, weak, cls);
    }

    // "Said it rejects" is taken as "rejects": what is learned of one holds for the other.
    private static void Effective(StatementFrame frame, FeatureList f, bool weak, string cls)
    {
        var inner = frame.Inner;
        bool own = frame.Subject is SubjectKind.First or SubjectKind.Third or SubjectKind.Own or SubjectKind.None;
        string effective = !weak ? cls : inner.Token < 0 ? "-" : CueLexicon.ClassName(inner.Entry.Class, inner.Negated), who = weak ? own ? "own" : frame.Subject.Name() : "cue";
        f.Add("effective", effective);
        f.Add("effective+own", effective, weak && !own ? "other" : "own");
        f.Add("effective+who", effective, who);
        if (inner.Token < 0) return;
        string lemma = StatementFrame.Lemma(frame.Document.Tokens[inner.Token]);
        f.Add("inner", lemma);
        f.Add("cue", !weak ? "" : lemma);
        f.Add("inner+modal+own", CueLexicon.ClassName(inner.Entry.Class, inner.Negated), $"{frame.ContentModal ?? "-"}{who}");
        f.Add("cue class+inner class", cls, CueLexicon.ClassName(inner.Entry.Class, inner.Negated));
    }

    private static void Content(StatementFrame frame, FeatureList f, string strength)
    {
        var tokens = frame.Document.Tokens;
        string subject = frame.Subject.Name();
        if (frame.ContentVerb >= 0)
        {
            var verb = CueLexicon.Default.Of(frame.Document, frame.ContentVerb);
            string lemma = StatementFrame.Lemma(tokens[frame.ContentVerb]), modal = frame.ContentModal ?? "-", not = frame.ContentNegated ? "!" : "", verbClass = CueLexicon.ClassName(verb.Class, frame.ContentNegated);
            f.Add("verb", lemma);
            f.Add("verb class", verbClass);
            f.Add("verb class+strength", verbClass, strength);
            f.Add("modal", $"{modal}{not}");
            f.Add("modal+strength", $"{modal}{not}", strength);
            f.Add("modal+subject", $"{modal}{not}", subject);
            f.Add("modal+subject+strength", $"{modal}{not}{subject}", strength);
            f.Add("subject+verb class", subject, verbClass);
            f.Add("subject+verb class+modal", $"{subject}{modal}", verbClass);
            f.Add("tense", tokens[frame.ContentVerb].Tag.Name(), subject);
        }

        f.Add("subject+strength", subject, strength);
        int good = 0, bad = 0, k = 0;
        string last = "";
        foreach (int i in frame.Content)
        {
            string lemma = StatementFrame.Lemma(tokens[i]), word = LowerCase.Of(tokens[i].Word);
            if (tokens[i].Pos is UniversalTag.PUNCT) continue;
            if (k < 40 && tokens[i].Pos is not (UniversalTag.PROPN or UniversalTag.NUM or UniversalTag.DET)) f.Add("word", lemma);
            if (k < 3) f.Add("first words", lemma, last);
            if (k < 2) f.Add("first words+strength", $"{lemma} {last}", strength);
            if (k < 40) f.Add("two words", last, lemma);
            last = lemma;
            k++;
            int j = CueLexicon.Default.Judgement(word, lemma);
            if (j != 0 && StatementFrame.IsNegated(frame.Document, i)) j = -j;
            if (j > 0) good++;
            else if (j < 0) bad++;
        }

        foreach (var e in frame.Evoked)
        {
            if (e.Entry.Class is CueClass.Say or CueClass.Think) continue;
            string cls = CueLexicon.ClassName(e.Entry.Class, e.Negated);
            f.Add("evoked", cls);
            f.Add("evoked+strength", cls, strength);
            f.Add("evoked+modal", cls, e.Modal ? "modal" : "plain");
            f.Add("evoked+subject", cls, subject);
        }

        f.Add("good", Math.Min(good, 2));
        f.Add("bad", Math.Min(bad, 2));
        f.Add("verdict", Math.Sign(good - bad) + 1);
        f.Add("verdict+strength", good > bad ? "+" : good < bad ? "-" : "0", strength);
        f.Add("length", k < 4 ? 0 : k < 12 ? 1 : k < 30 ? 2 : 3);
        f.Flag("condition", frame.Condition >= 0);
        if (frame.Condition >= 0) f.Add("condition+strength", strength, frame.ContentModal ?? "-");
    }
}
