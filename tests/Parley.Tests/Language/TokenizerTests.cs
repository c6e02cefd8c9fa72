using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Parley.Language;
using Shouldly;
using Xunit;

namespace Parley.Tests.Language;

public class TokenizerTests
{
    [Theory]
    [InlineData("We don't, can’t and won't.", "We|do|n't|,|ca|n’t|and|wo|n't|.")]
    [InlineData("She'd've said they're late; let's go", "She|'d|'ve|said|they|'re|late|;|let|'s|go")]
    [InlineData("Norway's and the unions' cannot", "Norway|'s|and|the|unions|'|can|not")]
    [InlineData("O'Connell, Sha'lan and the coup d'etat", "O'Connell|,|Sha'lan|and|the|coup|d'etat")]
    public void Contractions_and_possessives_are_cut_as_the_treebank_does(string text, string words) => Tokens(text).ShouldBe(words);

    [Theory]
    [InlineData("a well-known al-Sadr aide", "a|well|-|known|al|-|Sadr|aide")]
    [InlineData("pre-war anti-American e-mail, co-operation mid-July", "pre-war|anti-American|e-mail|,|co-operation|mid-July")]
    [InlineData("a 28-point plan, 18-year-old men", "a|28|-|point|plan|,|18|-|year|-|old|men")]
    [InlineData("call 555-1234-22 on 2025-12-03", "call|555-1234-22|on|2025-12-03")]
    [InlineData("pages 3-4 and 1998–99", "pages|3|-|4|and|1998|–|99")]
    public void Hyphens_cut_unless_a_prefix_or_a_number_holds_them(string text, string words) => Tokens(text).ShouldBe(words);

    [Theory]
    [InlineData("$4.5m, 1,250,000 euros and 12.5%", "$|4.5|m|,|1,250,000|euros|and|12.5|%")]
    [InlineData("US$300 or £20bn at 5:30pm", "US$|300|or|£|20|bn|at|5:30|pm")]
    [InlineData("the 1980s, the 80's, the 20th on 3/11/2021", "the|1980s|,|the|80's|,|the|20th|on|3/11/2021")]
    [InlineData("G7, COP26, AT&T and R&D and/or w/o", "G7|,|COP26|,|AT&T|and|R&D|and|/|or|w/o")]
    public void Numbers_money_and_times_follow_the_treebank(string text, string words) => Tokens(text).ShouldBe(words);

    [Theory]
    [InlineData("See https://example.org/a(b)?c=1,2.", "See|https://example.org/a(b)?c=1,2|.")]
    [InlineData("(www.example.com) or press@union.example.org, ok", "(|www.example.com|)|or|press@union.example.org|,|ok")]
    [InlineData("from example.com/news/7. And @envoy #talks", "from|example.com/news/7|.|And|@envoy|#talks")]
    public void Addresses_stay_whole_without_the_marks_around_them(string text, string words) => Tokens(text).ShouldBe(words);

    [Theory]
    [InlineData("“No,” he said—‘never’ … or... \"later\"", "“|No|,|”|he|said|—|‘|never|’|…|or|...|\"|later|\"")]
    [InlineData("What?! -- Yes!!", "What|?!|--|Yes|!!")]
    [InlineData("''Well''", "''|Well|''")]
    [InlineData("no\u00A0break\u200Bspace\uFEFF!", "no|break|space|!")]
    [InlineData("the end.The next", "the|end|.|The|next")]
    public void Quotes_dashes_and_odd_blanks_are_tokens_or_borders(string text, string words) => Tokens(text).ShouldBe(words);

    [Fact]
    public void Every_character_that_is_not_blank_belongs_to_exactly_one_token() =>
        Prop.ForAll(Texts(), text =>
        {
            var pieces = new List<Piece>();
            Tokenizer.Tokenize(text, 0, text.Length, pieces);
            int at = 0;
            foreach (var piece in pieces)
            {
                if (piece.Start < at || piece.End <= piece.Start) return false;
                for (; at < piece.Start; at++)
                    if (!Characters.IsBlank(text[at])) return false;
                for (; at < piece.End; at++)
                    if (Characters.IsBlank(text[at])) return false;
            }

            for (; at < text.Length; at++)
                if (!Characters.IsBlank(text[at])) return false;
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tokens_of_a_stretch_do_not_depend_on_what_stands_outside() =>
        Prop.ForAll(Texts(), text =>
        {
            var alone = new List<Piece>();
            var inside = new List<Piece>();
            Tokenizer.Tokenize(text, 0, text.Length, alone);
            Tokenizer.Tokenize("ab." + text + "'s-1", 3, 3 + text.Length, inside);
            return alone.SequenceEqual(inside.Select(p => p with { Start = p.Start - 3, End = p.End - 3 }));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("(", 400_000)]
    [InlineData("[(", 200_000)]
    [InlineData("x", 1_000_000)]
    [InlineData("a.", 200_000)]
    [InlineData("a-", 200_000)]
    [InlineData("1-", 200_000)]
    [InlineData("a@", 200_000)]
    [InlineData("://a\"", 100_000)]
    [InlineData("www.a", 100_000)]
    [InlineData("d'", 200_000)]
    [InlineData("\"A. ", 100_000)]
    [InlineData("\0", 400_000)]
    [InlineData("\uD83D", 200_000)]
    [InlineData("e\u0301", 200_000)]
    [InlineData("\n", 400_000)]
    public void Odd_input_takes_linear_time(string unit, int times)
    {
        var clock = Stopwatch.StartNew();
        string text = string.Concat(Enumerable.Repeat(unit, times));
        var pieces = new List<Piece>();
        Tokenizer.Tokenize(text, 0, text.Length, pieces);
        var tokens = new List<TextSpan>();
        new SentenceSplitter().Split(text, pieces.ToArray(), true, tokens, []);
        tokens.Count.ShouldBeGreaterThanOrEqualTo(pieces.Count);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    /// <summary>Texts of any characters, and texts rich in what the tokenizer treats specially.</summary>
    internal static Arbitrary<string> Texts()
    {
        string[] parts =
        [
            "the", "Gov.", "U.S.", "J.", "don't", "'s", "’", "\"", "“", "”", "(", ")", ".", "...", "!", "?", " ", " ", "\n", "\r\n", "\n\n", "-", "--", "—", "5", "12,000", "$", "%", "http://a.b/c",
            "x@y.zz", "@", "www.", "1.", "•", "\u00A0", "\0", "\uD800", "\uDC00", "😀", "é", "e\u0301", "مرحبا", "日本", "/", "&", ":", ";", "pm", "A", "no", "No.", "said", "Smith",
        ];
        var mixed = Gen.Elements(parts).ArrayOf().Select(string.Concat);
        var any = Gen.Choose(0, char.MaxValue).Select(c => (char)c).ArrayOf().Select(c => new string(c));
        return Gen.OneOf(mixed, mixed, any).ToArbitrary();
    }

    private static string Tokens(string text)
    {
        var pieces = new List<Piece>();
        Tokenizer.Tokenize(text, 0, text.Length, pieces);
        return string.Join('|', pieces.Select(p => text[p.Start..p.End]));
    }
}
