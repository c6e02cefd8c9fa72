using System.Diagnostics.CodeAnalysis;

namespace Parley.Language;

/// <summary>
/// Penn Treebank part-of-speech tags as used in UD English EWT (Santorini 1990; Bies et al. 2012 for AFX, ADD, GW, HYPH, NFP, XX).
/// Tags that are not letters in the standard are spelt out.
/// </summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are the standard's.")]
public enum PennTag : byte
{
    /// <summary>No tag yet.</summary>
    None,
#pragma warning disable CS1591 // The names are the documentation: see the standard.
    CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNP, NNPS, NNS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP, SYM, TO, UH,
    VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB,
    ADD, AFX, GW, HYPH, NFP, XX,
    /// <summary>$</summary>
    Dollar,
    /// <summary>``</summary>
    OpenQuote,
    /// <summary>''</summary>
    CloseQuote,
    /// <summary>-LRB-</summary>
    OpenBracket,
    /// <summary>-RRB-</summary>
    CloseBracket,
    /// <summary>,</summary>
    Comma,
    /// <summary>.</summary>
    Stop,
    /// <summary>:</summary>
    Colon,
#pragma warning restore CS1591
}

/// <summary>Universal parts of speech (Universal Dependencies v2).</summary>
public enum UniversalTag : byte
{
    /// <summary>No tag yet.</summary>
    None,
#pragma warning disable CS1591 // The names are the documentation: see the standard.
    ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X,
#pragma warning restore CS1591
}

/// <summary>Universal dependency relations (UD v2), subtypes dropped but for the passive.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are the standard's.")]
public enum Relation : byte
{
    /// <summary>No relation yet.</summary>
    None,
#pragma warning disable CS1591 // The names are the documentation: see the standard.
    root, acl, advcl, advmod, amod, appos, aux, aux_pass, @case, cc, ccomp, clf, compound, conj, cop, csubj, csubj_pass, dep, det,
    discourse, dislocated, expl, @fixed, flat, goeswith, iobj, list, mark, nmod, nsubj, nsubj_pass, nummod, obj, obl, orphan, parataxis,
    punct, reparandum, vocative, xcomp,
#pragma warning restore CS1591
}
