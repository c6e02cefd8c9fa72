using Parley.Language;
using Parley.Learning;

namespace Parley.Positions;

/// <summary>
/// What the PLOVER coder sees of a source and a target: the words of their sentence, told apart by whether they stand before, between or after the two; the words that govern the two in the
/// tree and the way from one to the other; and the classes of deeds and of cues, by how near they are to that way, whether they are negated and whether they are said to be so or wished.
/// </summary>
internal static class PloverFeatures
{
    /// <summary>How many words after the source or the target count as near it.</summary>
    private const int Near = 3;

    /// <summary>How many words above the source or the target in the tree count as its governors.</summary>
    private const int Governors = 4;

    private const int Deepest = 15;

    /// <summary>Puts the features into <paramref name="f"/>, which is emptied first; each stands there once.</summary>
    /// <param name="tree">The tree of the document.</param>
    /// <param name="source">Who acts.</param>
    /// <param name="target">On whom; empty where nobody is named.</param>
    /// <param name="clusters">Words that keep the same company.</param>
    /// <param name="f">The list to fill.</param>
    public static void Fill(PhraseTree tree, TextSpan source, TextSpan target, WordClusters clusters, FeatureList f)
    {
        f.Clear();
        var scene = new Scene(tree, source, target, clusters, f);
        scene.Words();
        scene.Tree();
        scene.Deeds();
        f.RemoveDuplicates();
    }

    private readonly ref struct Scene
    {
        private readonly PhraseTree tree;
        private readonly Span<Token> tokens;
        private readonly WordClusters clusters;
        private readonly FeatureList f;
        private readonly (int First, int End) source, target, range;
        private readonly List<int> aboveSource, aboveTarget;

        public Scene(PhraseTree tree, TextSpan source, TextSpan target, WordClusters clusters, FeatureList f)
        {
            (this.tree, this.clusters, this.f) = (tree, clusters, f);
            tokens = tree.Document.Tokens;
            this.source = Tokens(source);
            this.target = Tokens(target);
            range = Range();
            (aboveSource, aboveTarget) = (Above(this.source), Above(this.target));
        }

        /// <summary>Words and their beginnings, by where they stand.</summary>
        public void Words()
        {
            bool sourceFirst = target.First == target.End || source.First <= target.First;
            var (first, second) = sourceFirst ? (source, target) : (target, source);
            f.Flag("order", sourceFirst);
            int sinceSource = Near, sinceTarget = Near;
            for (int i = range.First; i < range.End; i++)
            {
                string word = tokens[i].Word;
                if (Role(i) is { } role)
                {
                    if (role == "source") sinceSource = 0;
                    else sinceTarget = 0;
                    f.Add(role, word);
                    continue;
                }

                string zone = i < first.First ? "head" : second.First == second.End || i < second.First ? "between" : "tail";
                f.Add("word", word);
                f.Add(zone, word);
                if (++sinceSource <= Near) f.Add("after source", word);
                if (++sinceTarget <= Near) f.Add("after target", word);
                if (word.Length <= 5) continue;
                f.Add("begins", word.AsSpan(0, 5));
                f.Add(zone, word.AsSpan(0, 5), "-");
            }
        }

        /// <summary>What governs the source and the target, what lies between them in the tree, and the source's verb with what hangs on it.</summary>
        public void Tree()
        {
            Governing(aboveSource, "source");
            Governing(aboveTarget, "target");
            Between();
            if (aboveSource.Count < 2) return;
            int verb = aboveSource[1];
            for (int steps = 0; steps < Deepest && !IsVerb(verb) && tokens[verb].Head >= 0; steps++) verb = tokens[verb].Head;
            string lemma = Lemma(verb), auxiliaries = "";
            foreach (int c in tree.ChildrenOf(verb))
            {
                var relation = tokens[c].Relation;
                if (relation is Relation.aux or Relation.aux_pass) auxiliaries += Lemma(c) + " ";
                f.Flag("passive", relation == Relation.aux_pass);
                if (relation is not (Relation.obj or Relation.obl or Relation.xcomp or Relation.ccomp or Relation.compound or Relation.iobj or Relation.nmod or Relation.advcl)) continue;
                string name = relation.Name();
                if (Role(c) is { } role)
                {
                    f.Add(role == "source" ? "source as" : "target as", name, lemma);
                    continue;
                }

                f.Add("argument", name, Lemma(c));
                f.Add("argument cluster", name, Cluster(c));
                f.Add("verb+argument", lemma, Lemma(c));
            }

            f.Add("verb", lemma, IsNegated(verb) ? "!" : "");
            f.Add("verb cluster", Cluster(verb));
            f.Add("auxiliaries", auxiliaries);
        }

        /// <summary>Classes of deeds and cues.</summary>
        public void Deeds()
        {
            var classes = new List<string>();
            for (int i = range.First; i < range.End; i++)
            {
                if (Role(i) is not null) continue;
                classes.Clear();
                DeedLexicon.Default.Find(tree.Document, i, classes);
                var cue = CueLexicon.Default.Of(tree.Document, i);
                if (cue.Class != CueClass.None) classes.Add(CueLexicon.ClassName(cue.Class, false) + cue.Stance);
                if (classes.Count == 0) continue;
                string form = (IsNegated(i) ? "!" : "") + (IsUnreal(i) ? "?" : "");
                int head = tokens[i].Head;
                string? ring = aboveSource.Contains(i) || aboveTarget.Contains(i) ? "on" : head >= 0 && (aboveSource.Contains(head) || aboveTarget.Contains(head)) ? "by" : null;
                foreach (string deed in classes)
                {
                    f.Add("deed", deed);
                    if (ring is null) continue;
                    f.Add("near deed", deed, form.StartsWith('!') ? "!" : "");
                    f.Add(ring, deed, form);
                    if (aboveSource.Count > 1 && aboveSource[1] == i) f.Add("source's deed", deed, form);
                    if (aboveTarget.Count > 1 && aboveTarget[1] == i) f.Add("target's deed", deed, form);
                }
            }
        }

        private void Governing(List<int> above, string role)
        {
            if (above.Count < 2) return;
            string relation = tokens[above[0]].Relation.Name(), lemma = Lemma(above[1]);
            f.Add("relation", role, relation);
            f.Add("governor", role, lemma);
            f.Add(role == "source" ? "source's governor" : "target's governor", relation, lemma);
            for (int i = 1; i < above.Count && i <= Governors; i++) f.Add("above", Lemma(above[i]));
        }

        private void Between()
        {
            int common = 0;
            while (common < aboveSource.Count && !aboveTarget.Contains(aboveSource[common])) common++;
            if (common == aboveSource.Count) return;
            int last = aboveTarget.IndexOf(aboveSource[common]);
            for (int i = 0; i <= common; i++) OnTheWay(aboveSource[i]);
            for (int i = 0; i < last; i++) OnTheWay(aboveTarget[i]);
        }

        private void OnTheWay(int token)
        {
            if (token == aboveSource[0] || token == aboveTarget[0]) return;
            f.Add("way", Lemma(token));
            f.Add("way cluster", Cluster(token));
        }

        private string? Role(int token) =>
            token >= source.First && token < source.End ? "source" : token >= target.First && token < target.End ? "target" : null;

        private (int First, int End) Tokens(TextSpan span) => span.Length > 0 ? tree.Document.TokensIn(span) : default;

        /// <summary>The tokens of the sentences from that of the source to that of the target.</summary>
        private (int First, int End) Range()
        {
            if (source.First == source.End) return (0, tokens.Length);
            int from = tokens[source.First].Sentence, to = tokens[source.End - 1].Sentence;
            if (target.First < target.End) (from, to) = (Math.Min(from, tokens[target.First].Sentence), Math.Max(to, tokens[target.End - 1].Sentence));
            return (tree.Document.Sentences[from].First, tree.Document.Sentences[to].End);
        }

        /// <summary>From the head of a phrase up to the root.</summary>
        private List<int> Above((int First, int End) phrase)
        {
            var above = new List<int>();
            for (int i = phrase.First; i < phrase.End; i++)
            {
                if (tokens[i].Head >= phrase.First && tokens[i].Head < phrase.End) continue;
                for (int t = i; t >= 0 && above.Count < Deepest; t = tokens[t].Head) above.Add(t);
                break;
            }

            return above;
        }

        private bool IsVerb(int token) => tokens[token].Pos is UniversalTag.VERB or UniversalTag.AUX;

        private bool IsNegated(int token)
        {
            foreach (int c in tree.ChildrenOf(token))
                if (Lemma(c) is "not" or "never" or "n't" or "no" or "cannot") return true;
            return false;
        }

        /// <summary>Whether it is only to happen: under a modal verb or "to".</summary>
        private bool IsUnreal(int token)
        {
            foreach (int c in tree.ChildrenOf(token))
                if (tokens[c].Tag is PennTag.MD or PennTag.TO) return true;
            return false;
        }

        private string Lemma(int token) => StatementFrame.Lemma(tokens[token]);

        private string Cluster(int token) => clusters.Of(tokens[token].Word).Fine.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
