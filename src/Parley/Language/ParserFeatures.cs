using System.Runtime.CompilerServices;

namespace Parley.Language;

/// <summary>
/// What the parser looks at, as hashes (templates after Zhang and Nivre 2011, with lookahead to what a preposition introduces, as universal dependencies
/// hang a preposition on a noun that stands behind it).
/// </summary>
internal static class ParserFeatures
{
    private const int ItemCount = 67, HistoryCount = 63;

    /// <summary>Number of features of an action.</summary>
    public const int ActionCount = ItemCount + HistoryCount + 30;

    /// <summary>Number of features of a relation.</summary>
    public const int RelationCount = 70;

    /// <summary>Features that decide the next action, into <paramref name="f"/> (length <see cref="ActionCount"/>).</summary>
    /// <remarks>In three parts: what the compiler sees at once must not be too much for it to put every hash in its place.</remarks>
    public static void OfAction(ParserState state, Span<uint> f)
    {
        OfItems(state, f[..ItemCount]);
        OfHistory(state, f.Slice(ItemCount, HistoryCount));
        OfSurroundings(state, f[(ItemCount + HistoryCount)..]);
    }

    // The top of the stack, the next token, what stands around them and hangs on them.
    private static void OfItems(ParserState state, Span<uint> f)
    {
        var nodes = state.Nodes;
        int i0 = state.Stack(0), i1 = state.Stack(1), i2 = state.Stack(2), root = state.Root, j0 = state.Next;
        int j1 = j0 < root ? j0 + 1 : 0, j2 = j1 != 0 && j1 < root ? j1 + 1 : 0, j3 = j2 != 0 && j2 < root ? j2 + 1 : 0;
        ref readonly var s0 = ref nodes[i0];
        ref readonly var s1 = ref nodes[i1];
        ref readonly var s2 = ref nodes[i2];
        ref readonly var b0 = ref nodes[j0];
        ref readonly var b1 = ref nodes[j1];
        ref readonly var b2 = ref nodes[j2];
        ref readonly var b3 = ref nodes[j3];
        ref readonly var s0l = ref nodes[s0.Left];
        ref readonly var s0r = ref nodes[s0.Right];
        ref readonly var s1l = ref nodes[s1.Left];
        ref readonly var s1r = ref nodes[s1.Right];
        ref readonly var b0l = ref nodes[b0.Left];
        int k = 0;

        // One item.
        f[k++] = H(1, s0.Word);
        f[k++] = H(2, s0.Tag);
        f[k++] = H(3, s0.WordTag);
        f[k++] = H(4, s1.Word);
        f[k++] = H(5, s1.Tag);
        f[k++] = H(6, s1.WordTag);
        f[k++] = H(7, s2.Tag);
        f[k++] = H(8, s2.WordTag);
        f[k++] = H(9, b0.Word);
        f[k++] = H(10, b0.Tag);
        f[k++] = H(11, b0.WordTag);
        f[k++] = H(12, b1.Word);
        f[k++] = H(13, b1.Tag);
        f[k++] = H(14, b1.WordTag);
        f[k++] = H(15, b2.Tag);
        f[k++] = H(16, b2.WordTag);
        f[k++] = H(17, b3.Tag);

        // Two items.
        f[k++] = H(18, s0.WordTag, b0.WordTag);
        f[k++] = H(19, s0.WordTag, b0.Word);
        f[k++] = H(20, s0.Word, b0.WordTag);
        f[k++] = H(21, s0.WordTag, b0.Tag);
        f[k++] = H(22, s0.Tag, b0.WordTag);
        f[k++] = H(23, s0.Word, b0.Word);
        f[k++] = H(24, s0.Tag, b0.Tag);
        f[k++] = H(25, b0.Tag, b1.Tag);
        f[k++] = H(26, b0.WordTag, b1.Tag);
        f[k++] = H(27, b0.Tag, b1.WordTag);
        f[k++] = H(28, s1.WordTag, s0.WordTag);
        f[k++] = H(29, s1.WordTag, s0.Tag);
        f[k++] = H(30, s1.Tag, s0.WordTag);
        f[k++] = H(31, s1.Word, s0.Word);
        f[k++] = H(32, s1.Tag, s0.Tag);
        f[k++] = H(33, s1.Tag, b0.Tag);
        f[k++] = H(34, s1.WordTag, b0.Tag);
        f[k++] = H(35, s1.Tag, b0.WordTag);
        f[k++] = H(36, s1.Word, b0.Word);
        f[k++] = H(37, s0.WordTag, b1.Tag);
        f[k++] = H(38, s0.Tag, b1.WordTag);

        // Three and four.
        f[k++] = H(39, s0.Tag, b0.Tag, b1.Tag);
        f[k++] = H(40, b0.Tag, b1.Tag, b2.Tag);
        f[k++] = H(41, s1.Tag, s0.Tag, b0.Tag);
        f[k++] = H(42, s2.Tag, s1.Tag, s0.Tag);
        f[k++] = H(43, s1.Tag, s0.WordTag, b0.Tag);
        f[k++] = H(44, s1.WordTag, s0.Tag, b0.Tag);
        f[k++] = H(45, s1.Tag, s0.Tag, b0.WordTag);
        f[k++] = H(46, s0.WordTag, b0.Tag, b1.Tag);
        f[k++] = H(47, s0.Tag, b0.WordTag, b1.Tag);
        f[k++] = H(48, s1.Tag + 7 * s0.Tag, b0.Tag, b1.Tag);
        f[k++] = H(49, s0.Tag + 7 * b0.Tag, b1.Tag, b2.Tag);
        f[k++] = H(50, s2.Tag + 7 * s1.Tag, s0.Tag, b0.Tag);

        // Dependents.
        f[k++] = H(51, s0.Tag, s0l.Tag, b0.Tag);
        f[k++] = H(52, s0.Tag, s0r.Tag, b0.Tag);
        f[k++] = H(53, s0.Tag, b0l.Tag, b0.Tag);
        f[k++] = H(54, s1.Tag, s1r.Tag, s0.Tag);
        f[k++] = H(55, s1.Tag, s0l.Tag, s0.Tag);
        f[k++] = H(56, s1.Tag, s1l.Tag, s0.Tag);
        f[k++] = H(57, s1.Tag, s0r.Tag, s0.Tag);
        f[k++] = H(58, s0l.WordTag, s0.Tag);
        f[k++] = H(59, s0r.WordTag, s0.Tag);
        f[k++] = H(60, s1r.WordTag, s1.Tag);
        f[k++] = H(61, s1l.WordTag, s1.Tag);
        f[k++] = H(62, b0l.WordTag, b0.Tag);
        f[k++] = H(63, s0.Tag, (uint)s0l.Relation, (uint)s0r.Relation);
        f[k++] = H(64, s1.Tag, (uint)s1r.Relation, (uint)s1l.Relation);
        f[k++] = H(65, b0.Tag, (uint)b0l.Relation, s0.Tag);
        f[k++] = H(66, s0.Word, (uint)s0r.Relation, b0.Tag);
        f[k++] = H(67, s1.Word, (uint)s1r.Relation, s0.Tag);
    }

    // What was attached before, how far they are apart, and what classes of words they are.
    private static void OfHistory(ParserState state, Span<uint> f)
    {
        var nodes = state.Nodes;
        int i0 = state.Stack(0), i1 = state.Stack(1), j0 = state.Next, j1 = j0 < state.Root ? j0 + 1 : 0;
        ref readonly var s0 = ref nodes[i0];
        ref readonly var s1 = ref nodes[i1];
        ref readonly var s2 = ref nodes[state.Stack(2)];
        ref readonly var b0 = ref nodes[j0];
        ref readonly var b1 = ref nodes[j1];
        ref readonly var c0 = ref nodes[b0.Content];
        uint distance = Distance(j0 - i0), distance1 = Distance(i0 - i1);
        int k = 0;

        // What they have already: valency and relations.
        f[k++] = H(68, s0.Tag, Fold(s0.Relations));
        f[k++] = H(69, s0.WordTag, Fold(s0.Relations));
        f[k++] = H(70, s1.Tag, Fold(s1.Relations));
        f[k++] = H(71, s1.WordTag, Fold(s1.Relations));
        f[k++] = H(72, b0.Tag, Fold(b0.Relations));
        f[k++] = H(73, b0.WordTag, Fold(b0.Relations));
        f[k++] = H(74, s0.Tag + Fold(s0.Relations), b0.Tag, Fold(b0.Relations));
        f[k++] = H(75, s1.Tag + Fold(s1.Relations), s0.Tag, Fold(s0.Relations));
        f[k++] = H(76, s0.Tag, s0.LeftCount, s0.RightCount);
        f[k++] = H(77, s1.Tag, s1.LeftCount, s1.RightCount);
        f[k++] = H(78, s0.Word, s0.LeftCount, s0.RightCount);
        f[k++] = H(79, s1.Word, s1.LeftCount, s1.RightCount);

        // Distance, and what lies between.
        f[k++] = H(80, s0.Tag, b0.Tag, distance);
        f[k++] = H(81, s0.Word, distance);
        f[k++] = H(82, b0.Word, distance);
        f[k++] = H(83, s1.Tag, s0.Tag, distance1);
        f[k++] = H(84, s1.Word, s0.Tag, distance1);
        f[k++] = H(85, s0.Tag, b0.Tag, Between(in s0, in b0));
        f[k++] = H(86, s1.Tag, s0.Tag, Between(in s1, in s0));
        f[k++] = H(87, s1.Tag, b0.Tag, Between(in s1, in b0));

        // Prepositions and markers: of what is there, and of what comes.
        f[k++] = H(88, s1.Word, s0.Marker, s0.Word);
        f[k++] = H(89, s1.Word, s0.Marker);
        f[k++] = H(90, s1.Tag, s0.Marker, s0.Tag);
        f[k++] = H(91, s0.Word, b0.Word, c0.Word);
        f[k++] = H(92, s1.Tag + 7 * s0.Tag, b0.Word, c0.Tag);
        f[k++] = H(93, s1.Word, b0.Word, c0.Tag);
        f[k++] = H(94, s0.Word, b0.Word, c0.Tag);
        f[k++] = H(95, s0.Tag, b0.Tag, c0.Tag);
        f[k++] = H(96, s0.Tag, b0.Tag, c0.WordTag);
        f[k++] = H(97, s1.Word, s0.Word, b0.Word);
        f[k++] = H(98, s0.Marker, s0.Tag, b0.Tag);

        // Clusters, where words are too rare to tell.
        f[k++] = H(99, s0.Fine);
        f[k++] = H(100, s1.Fine);
        f[k++] = H(101, b0.Fine);
        f[k++] = H(102, s0.Fine, b0.Tag);
        f[k++] = H(103, s0.Tag, b0.Fine);
        f[k++] = H(104, s0.Fine, b0.Fine);
        f[k++] = H(105, s1.Fine, s0.Fine);
        f[k++] = H(106, s1.Fine, b0.Fine);
        f[k++] = H(107, s1.Fine, s0.Tag, b0.Tag);
        f[k++] = H(108, s1.Coarse, s0.Coarse, b0.Coarse);
        f[k++] = H(109, s0.Coarse, b0.Coarse, b1.Coarse);
        f[k++] = H(110, s1.Coarse, s0.Marker, s0.Coarse);
        f[k++] = H(111, s1.Coarse + 7 * s0.Coarse, b0.Word, c0.Coarse);
        f[k++] = H(112, s0.Fine, b0.Word, c0.Fine);
        f[k++] = H(113, s1.Fine, b0.Word, c0.Tag);
        f[k++] = H(114, s1.Fine, s0.Marker, s0.Fine);
        f[k++] = H(115, s1.Fine, s0.Marker);
        f[k++] = H(116, s1.Fine, Fold(s1.Relations));
        f[k++] = H(117, s0.Fine, Fold(s0.Relations));
        f[k++] = H(118, b0.Tag, b1.Fine);
        f[k++] = H(119, s2.Coarse, s1.Coarse, s0.Coarse);
        f[k++] = H(120, s1.Coarse + 7 * s0.Coarse, b0.Coarse, b1.Coarse);

        // Broad parts of speech, where the tags may be mistaken.
        f[k++] = H(121, s0.Group, b0.Group, b1.Group);
        f[k++] = H(122, s1.Group, s0.Group, b0.Group);
        f[k++] = H(123, s1.Group + 7 * s0.Group, b0.Group, b1.Group);
        f[k++] = H(124, s0.Word, b0.Group);
        f[k++] = H(125, s0.Group, b0.Word);
        f[k++] = H(126, s1.Word, s0.Group);
        f[k++] = H(127, s1.Group, s0.Word);
        f[k++] = H(128, s0.Suffix, b0.Suffix);
        f[k++] = H(129, s1.Suffix, s0.Suffix);
        f[k++] = H(130, s0.Word, b1.Word);
    }

    // What is still to come, what hangs below, and what stands around.
    private static void OfSurroundings(ParserState state, Span<uint> f)
    {
        var nodes = state.Nodes;
        int i0 = state.Stack(0), i1 = state.Stack(1), root = state.Root, j0 = state.Next, j1 = j0 < root ? j0 + 1 : 0;
        ref readonly var s0 = ref nodes[i0];
        ref readonly var s1 = ref nodes[i1];
        ref readonly var s2 = ref nodes[state.Stack(2)];
        ref readonly var b0 = ref nodes[j0];
        ref readonly var b1 = ref nodes[j1];
        ref readonly var s0l = ref nodes[s0.Left];
        ref readonly var s0r = ref nodes[s0.Right];
        ref readonly var s0r2 = ref nodes[s0.Right2];
        ref readonly var s1l = ref nodes[s1.Left];
        ref readonly var s1r = ref nodes[s1.Right];
        ref readonly var s1r2 = ref nodes[s1.Right2];
        ref readonly var b0l = ref nodes[b0.Left];
        ref readonly var c0 = ref nodes[b0.Content];
        uint distance = Distance(j0 - i0), distance1 = Distance(i0 - i1), ahead = Between(in b0, in nodes[root]);
        uint level = (s0.Level == b0.Level ? 0u : 1u) + 2u * b0.Level, level1 = (s1.Level == s0.Level ? 0u : 1u) + 2u * s0.Level;
        int k = 0;

        // What is still to come.
        f[k++] = H(131, s0.Tag, b0.Tag, ahead);
        f[k++] = H(132, s1.Tag, s0.Tag, ahead);
        f[k++] = H(133, s0.Word, b0.Tag, ahead);
        f[k++] = H(134, s1.Tag + 7 * s0.Tag, b0.Tag, ahead);
        f[k++] = H(155, s0.Tag, b0.Tag, nodes[root - 1].Word);
        f[k++] = H(150, c0.Fine, s1.Fine, s0.Tag + 7 * b0.Word);

        // Dependents of the third order, and what lies deeper on the stack.
        f[k++] = H(135, s0.Tag, s0l.Tag, nodes[s0.Left2].Tag);
        f[k++] = H(136, s0.Tag, s0r.Tag, s0r2.Tag);
        f[k++] = H(137, s1.Tag, s1r.Tag, s1r2.Tag);
        f[k++] = H(138, b0.Tag, b0l.Tag, nodes[b0.Left2].Tag);
        f[k++] = H(139, s1.Tag + 7 * s0.Tag, s1r.Tag, s1r2.Tag);
        f[k++] = H(148, s1l.Tag, nodes[s1.Left2].Tag, s1.Tag);
        f[k++] = H(141, s0.Tag, b0.Tag, (uint)s0r2.Relation + 64 * (uint)s0r.Relation);
        f[k++] = H(142, s1.Tag, s0.Tag, (uint)s1r2.Relation + 64 * (uint)s1r.Relation);
        f[k++] = H(140, nodes[state.Stack(3)].Tag, s2.Tag, s1.Tag + 7 * s0.Tag);
        f[k++] = H(143, s2.Tag, b0.Tag, s0.Tag);
        f[k++] = H(144, s2.Word, s0.Word);
        f[k++] = H(145, s2.Tag, s0.WordTag);
        f[k++] = H(146, s0.Word, b0.Tag, s1.Word);
        f[k++] = H(147, s1.Word, b0.Word, s0.Tag);
        f[k++] = H(149, s1.Tag + 7 * s0.Tag, Fold(s1.Relations), Fold(s0.Relations));

        // Quotation marks and brackets around, and what decides where punctuation hangs.
        f[k++] = H(151, s0.Word, Between(in s1, in s0), b0.Tag);
        f[k++] = H(152, s0.Word, Fold(s1.Relations), b0.Tag);
        f[k++] = H(153, s0.Tag, b0.Tag, level);
        f[k++] = H(154, s1.Tag, s0.Tag, level1);
        f[k++] = H(156, s1.Tag + 7 * s0.Tag, b0.Tag, distance + 8 * distance1);
        f[k++] = H(158, s1.Tag + 7 * s0.Tag, b0.Tag, level + 16 * level1);
        f[k++] = H(157, s1.Fine, s0.Fine, b0.Fine);
        f[k++] = H(159, s0.Fine, b0.Tag, b1.Fine);
        f[k++] = H(160, s0.Tag, b0.Fine, b1.Tag);
    }

    /// <summary>Features that name the relation of a dependent to its head, into <paramref name="f"/> (length <see cref="RelationCount"/>).</summary>
    public static void OfRelation(ParserState state, int head, int dependent, Span<uint> f)
    {
        var nodes = state.Nodes;
        ref readonly var h = ref nodes[head];
        ref readonly var d = ref nodes[dependent];
        ref readonly var before = ref nodes[dependent - 1];
        ref readonly var after = ref nodes[dependent + 1];
        ref readonly var headBefore = ref nodes[head - 1];
        ref readonly var headAfter = ref nodes[head < state.Root ? head + 1 : 0];
        bool right = head < dependent;
        ref readonly var sibling = ref nodes[right ? h.Right : h.Left];
        ref readonly var next = ref nodes[state.Next];
        uint side = right ? 100u : 0u, distance = Distance(Math.Abs(head - dependent)), had = Fold(h.Relations), has = Fold(d.Relations);
        int k = 0;
        f[k++] = H(201 + side, d.Word);
        f[k++] = H(202 + side, d.Tag);
        f[k++] = H(203 + side, d.WordTag, h.Tag);
        f[k++] = H(204 + side, h.Word);
        f[k++] = H(205 + side, h.Tag);
        f[k++] = H(206 + side, h.WordTag, d.Tag);
        f[k++] = H(207 + side, h.Tag, d.Tag);
        f[k++] = H(208 + side, h.WordTag, d.WordTag);
        f[k++] = H(209 + side, d.Marker, d.Tag);
        f[k++] = H(210 + side, d.Marker, d.Tag, h.Tag);
        f[k++] = H(211 + side, d.Marker, h.Word);
        f[k++] = H(212 + side, d.Marker, d.Word);
        f[k++] = H(213 + side, h.Tag, d.Tag, distance);
        f[k++] = H(214 + side, d.Word, distance);
        f[k++] = H(215 + side, h.Tag, d.Tag, had);
        f[k++] = H(216 + side, h.Word, had);
        f[k++] = H(217 + side, h.WordTag, d.Tag, had);
        f[k++] = H(218 + side, d.Word, h.Tag, had);
        f[k++] = H(219 + side, d.Tag, has);
        f[k++] = H(220 + side, h.Tag, d.Tag, has);
        f[k++] = H(221 + side, d.Word, has);
        f[k++] = H(222 + side, h.Word, d.Tag, has);
        f[k++] = H(223 + side, h.Tag, d.Tag + had, has);
        f[k++] = H(224 + side, d.Tag, before.Tag, h.Tag);
        f[k++] = H(225 + side, d.Tag, after.Tag, h.Tag);
        f[k++] = H(226 + side, d.Tag, headBefore.Tag, h.Tag);
        f[k++] = H(227 + side, d.Tag, headAfter.Tag, h.Tag);
        f[k++] = H(228 + side, d.Tag, before.Word);
        f[k++] = H(229 + side, d.Tag, after.Word);
        f[k++] = H(230 + side, d.Tag, headBefore.Word);
        f[k++] = H(231 + side, d.Tag, headAfter.Word);
        f[k++] = H(232 + side, d.Word, after.Word);
        f[k++] = H(233 + side, (uint)sibling.Relation, h.Tag, d.Tag);
        f[k++] = H(234 + side, (uint)sibling.Relation, sibling.Tag, d.Tag);
        f[k++] = H(235 + side, (uint)sibling.Relation, h.Word, d.Tag);
        f[k++] = H(236 + side, sibling.Word, d.Tag, h.Tag);
        f[k++] = H(237 + side, nodes[d.Left].WordTag, d.Tag);
        f[k++] = H(238 + side, nodes[d.Left].Tag, d.Tag, h.Tag);
        f[k++] = H(239 + side, nodes[d.Right].WordTag, d.Tag);
        f[k++] = H(240 + side, nodes[h.Left].WordTag, h.Tag, d.Tag);
        f[k++] = H(241 + side, d.Tag, h.Tag, right ? Between(in h, in d) : Between(in d, in h));
        f[k++] = H(242 + side, d.Tag, h.Tag, next.Tag);
        f[k++] = H(243 + side, d.Marker, h.Marker, d.Tag);
        f[k++] = H(244 + side, h.Marker, h.Tag, d.Tag);
        f[k++] = H(245 + side, d.Fine, h.Tag);
        f[k++] = H(246 + side, h.Fine, d.Tag);
        f[k++] = H(247 + side, h.Fine, d.Fine);
        f[k++] = H(248 + side, d.Marker, d.Fine, h.Tag);
        f[k++] = H(249 + side, d.Marker, h.Fine, d.Tag);
        f[k++] = H(250 + side, d.Marker, h.Coarse, d.Coarse);
        f[k++] = H(251 + side, h.Fine, d.Tag, had);
        f[k++] = H(252 + side, h.Coarse, d.Coarse, had);
        f[k++] = H(253 + side, d.Fine);
        f[k++] = H(254 + side, h.Fine);
        f[k++] = H(255 + side, h.Group, d.Group, had);
        f[k++] = H(256 + side, h.Group, d.Word);
        f[k++] = H(257 + side, h.Word, d.Group);
        f[k++] = H(258 + side, d.Marker, h.Group, d.Group);
        f[k++] = H(259 + side, d.Suffix, h.Group);
        f[k++] = H(260 + side, h.Suffix, d.Group);
        f[k++] = H(261 + side, d.Suffix, h.Suffix);
        f[k++] = H(262 + side, d.Word, h.Word);
        f[k++] = H(263 + side, d.Coarse, h.Coarse, has);
        f[k++] = H(264 + side, d.Fine, after.Coarse);
        f[k++] = H(265 + side, d.Word, before.Word);
        f[k++] = H(266 + side, h.Word, headBefore.Tag, d.Tag);
        f[k++] = H(267 + side, d.Tag, before.Tag, after.Tag);
        f[k++] = H(268 + side, d.Tag, h.Tag, next.Word);
        f[k++] = H(269 + side, d.Fine, before.Coarse);
        f[k++] = H(270 + side, d.Suffix, h.Word);
    }

    /// <summary>Near distances exactly, far ones in steps.</summary>
    private static uint Distance(int tokens) => tokens <= 4 ? (uint)tokens : tokens <= 7 ? 5u : tokens <= 12 ? 6u : 7u;

    /// <summary>Verbs, commas and coordinators from the first node on and before the last, each count capped.</summary>
    private static uint Between(ref readonly ParserNode first, ref readonly ParserNode last) =>
        (uint)((Math.Min(last.Verbs - first.Verbs, 3) & 3) | (Math.Min(last.Commas - first.Commas, 3) & 3) << 2 | (Math.Min(last.Coordinators - first.Coordinators, 1) & 1) << 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Fold(ulong bits) => (uint)((bits * 0x9E3779B97F4A7C15ul) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint H(uint template, uint a) => Mix(template * 0x9E3779B1u + a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint H(uint template, uint a, uint b) => Mix(template * 0x9E3779B1u + a + b * 0x85EBCA6Bu);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint H(uint template, uint a, uint b, uint c) => Mix(template * 0x9E3779B1u + a + b * 0x85EBCA6Bu + c * 0xC2B2AE35u);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 15)) * 0x2C1B3C6Du;
        return (x ^ (x >> 13)) * 0x297A2D39u;
    }
}
