using Parley.Language;

namespace Parley.Positions;

/// <summary>The PLOVER category of an event, from its kind and the words that say it.</summary>
internal static class EventCategory
{
    /// <summary>AGREE, CONSULT, SUPPORT, COOPERATE, AID, CONCEDE, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE or ASSAULT.</summary>
    public static string Of(ReportIndex index, EventCandidate candidate, EventKind kind) => kind switch
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
        EventKind.Violence => Says(index, candidate, "arrest", "detain", "occupy", "seize", "ban", "curfew") ? "COERCE" : "ASSAULT",
        _ => Other(index, candidate),
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

    private static string Other(ReportIndex index, EventCandidate candidate) =>
        Says(index, candidate, "reject", "refuse", "turn", "dismiss", "veto", "oppose", "boycott", "cancel") ? "REJECT"
        : Says(index, candidate, "protest", "demonstrate", "rally", "march", "demonstration", "protester", "strike") ? "PROTEST"
        : Says(index, candidate, "accuse", "sue", "complain", "complaint", "court", "criticise", "criticize", "condemn", "probe", "investigate") ? "ACCUSE"
        : Says(index, candidate, "threaten", "warn", "ultimatum") ? "THREATEN"
        : Says(index, candidate, "sanction", "tariff", "expel", "embargo", "terminate", "suspend") ? "SANCTION"
        : Says(index, candidate, "deploy", "despatch", "dispatch", "mobilise", "mobilize", "troop") ? "MOBILIZE"
        : Says(index, candidate, "ban", "arrest", "order", "interdict", "impose") ? "COERCE"
        : Says(index, candidate, "lift", "release", "free", "halt", "return", "resign") ? "CONCEDE"
        : Says(index, candidate, "request", "ask", "appeal", "demand", "call", "urge") ? "REQUEST"
        : Says(index, candidate, "back", "support", "endorse", "approve", "welcome") ? "SUPPORT"
        : Says(index, candidate, "fund", "aid", "pay", "lend", "donate") ? "AID"
        : Says(index, candidate, "cooperate", "join", "buy", "trade") ? "COOPERATE"
        : "CONSULT";

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
