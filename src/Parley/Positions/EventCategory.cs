using Parley.Language;

namespace Parley.Positions;

/// <summary>The PLOVER category of an event, from its kind and the words that say it.</summary>
internal static class EventCategory
{
    /// <summary>
    /// AGREE, CONSULT, SUPPORT, COOPERATE, AID, YIELD, CONCEDE, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE or ASSAULT: by the kind where that says it, else as
    /// <paramref name="coder"/> codes what one side does to another.
    /// </summary>
    public static string Of(ReportIndex index, EventCandidate candidate, EventKind kind, PloverCoder coder) => kind switch
    {
        EventKind.Talks => "CONSULT",
        EventKind.Proposal => Says(index, candidate, "demand", "request", "call", "ask", "urge", "ultimatum") ? "REQUEST" : "AGREE",
        EventKind.Revision => Says(index, candidate, "withdraw", "withdrawal", "lower", "soften", "drop") ? "RETREAT" : "CONCEDE",
        EventKind.Leak => "ACCUSE",
        EventKind.Deadline => Says(index, candidate, "extend", "postpone", "delay", "adjust", "move", "extension") ? "CONCEDE" : "REQUEST",
        EventKind.Agreement => "AGREE",
        EventKind.Breakdown => "REJECT",
        EventKind.Strike => "PROTEST",
        EventKind.Vote => Says(index, candidate, "reject", "against", "oppose", "defeat") ? "REJECT" : "AGREE",
        _ => Coded(index, candidate, coder),
    };

    /// <summary>Quad class of a PLOVER category: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; null for a category that PLOVER does not have.</summary>
    public static int? QuadClass(string category) => category switch
    {
        "AGREE" or "CONSULT" or "SUPPORT" or "CONCEDE" => 1,
        "COOPERATE" or "AID" or "YIELD" or "RETREAT" => 2,
        "REQUEST" or "ACCUSE" or "REJECT" or "THREATEN" => 3,
        "PROTEST" or "SANCTION" or "MOBILIZE" or "COERCE" or "ASSAULT" => 4,
        _ => null,
    };

    /// <summary>What the side named first does to the one named next, before and behind the word that tells the event; without sides what the whole stretch does.</summary>
    private static string Coded(ReportIndex index, EventCandidate candidate, PloverCoder coder)
    {
        var sentence = index.Document.Sentences[index.Document.Tokens[candidate.Trigger].Sentence];
        var source = Side(index, sentence.First, candidate.Trigger, null);
        var target = Side(index, candidate.Trigger + 1, sentence.End, source.Party);
        return coder.Code(index.Tree, source.Party is null ? index.Document.SpanOf(candidate.First, Math.Max(candidate.First + 1, candidate.Trigger)) : source.Span, target.Span).Root;
    }

    /// <summary>The first party named in a range of tokens other than <paramref name="except"/>, with its words.</summary>
    private static (string? Party, TextSpan Span) Side(ReportIndex index, int first, int end, string? except)
    {
        for (int i = first; i < end; i++)
        {
            if (index.PartyAt(i) is not { } party || party == except) continue;
            int stop = i + 1;
            while (stop < end && index.PartyAt(stop) == party) stop++;
            return (party, index.Document.SpanOf(i, stop));
        }

        return (null, default);
    }

    private static bool Says(ReportIndex index, EventCandidate candidate, params ReadOnlySpan<string> lemmas)
    {
        foreach (string lemma in lemmas)
            if (index.Lemmas[candidate.Trigger] == lemma) return true;
        for (int i = candidate.First; i < candidate.End; i++)
        {
            if (index.Document.Tokens[i].Tag is PennTag.DT or PennTag.IN && index.Lemmas[i] != "against") continue;
            foreach (string lemma in lemmas)
                if (index.Lemmas[i] == lemma) return true;
        }

        return false;
    }
}
