namespace Parley.Positions;

/// <summary>How texts descend from one another: a later version revises the text it is made from, another side's answer counters it.</summary>
internal static class ProposalLineage
{
    /// <summary>For each proposal (in text order) the index of the one it revises and of the one it counters, -1 where there is none.</summary>
    public static (int Revises, int Counters)[] Of(ReportIndex index, List<ProposalCluster> proposals)
    {
        var lineage = new (int Revises, int Counters)[proposals.Count];
        for (int i = 0; i < proposals.Count; i++)
        {
            lineage[i] = (-1, -1);
            var version = proposals[i].Version;
            if (version == VersionClass.New) lineage[i].Revises = Parent(proposals, i, proposals[i].Explicit);
            else if (version == VersionClass.Rival || Answers(index, proposals[i]) || Rivals(proposals, i)) lineage[i].Counters = Opponent(proposals, i);
        }

        return lineage;
    }

    /// <summary>The earlier version: of the same author and kind, an old one before one that does not say, the nearest before the farther.</summary>
    private static int Parent(List<ProposalCluster> proposals, int child, bool sure)
    {
        int best = -1, most = 0;
        for (int i = 0; i < proposals.Count; i++)
        {
            if (i == child || proposals[i].Version is VersionClass.New or VersionClass.Rival) continue;
            bool shared = ProposalCluster.Share(proposals[i].Authors, proposals[child].Authors), unknown = proposals[i].Authors.Count == 0 || proposals[child].Authors.Count == 0;
            if (!shared && !unknown) continue;

            // "A new pact" need not be made from any other: it is where the report tells of an earlier one.
            if (!sure && !HasOld(proposals[i])) continue;
            int score = (shared ? 4 : 0) + (HasOld(proposals[i]) ? 3 : 0) + (proposals[i].Best.Kind == proposals[child].Best.Kind ? 2 : 0)
                + (i < child ? 1 : 0) + (proposals[i].Mentions.Count > 2 ? 1 : 0);
            if (score > most && (sure || score >= 4)) (best, most) = (i, score);
        }

        return best;
    }

    private static bool HasOld(ProposalCluster proposal) => proposal.Mentions.Exists(static m => m.Version == VersionClass.Old);

    /// <summary>What a rival text answers: another side's, the most spoken of.</summary>
    private static int Opponent(List<ProposalCluster> proposals, int rival)
    {
        int best = -1;
        double most = 0;
        for (int i = 0; i < proposals.Count; i++)
        {
            if (i == rival || proposals[i].Version == VersionClass.Rival) continue;
            if (proposals[i].Authors.Count > 0 && proposals[i].Authors.SequenceEqual(proposals[rival].Authors)) continue;
            double score = proposals[i].Sum + (i < rival ? 1 : 0);
            if (score > most) (best, most) = (i, score);
        }

        return best;
    }

    /// <summary>Whether another side has an offer of the same kind on the table before it, spoken of at least as much.</summary>
    private static bool Rivals(List<ProposalCluster> proposals, int later)
    {
        var own = proposals[later];
        if (own.Authors.Count == 0 || own.Best.Kind != "offer") return false;
        for (int i = 0; i < later; i++)
        {
            var other = proposals[i];
            if (other.Authors.Count > 0 && other.Best.Kind == own.Best.Kind && !ProposalCluster.Share(other.Authors, own.Authors) && other.Sum >= own.Sum) return true;
        }

        return false;
    }

    /// <summary>Whether a mention is worded as an answer: "instead of", "in place of", "rather than", "in response to".</summary>
    private static bool Answers(ReportIndex index, ProposalCluster proposal)
    {
        foreach (var m in proposal.Mentions)
        {
            for (int i = m.First; i < Math.Min(m.End + 3, index.Document.Tokens.Length - 2); i++)
            {
                if (index.Lemmas[i] == "instead" && i > m.Head) return true;
                if (index.Lemmas[i] == "in" && index.Lemmas[i + 1] is "place" or "response" or "answer" && index.Lemmas[i + 2] is "of" or "to") return true;
            }
        }

        return false;
    }
}
