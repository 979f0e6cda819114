using Mimic.Features;

namespace Mimic.Tests.Features;

/// <summary>The first cases are those of the tests of the published tokenizer (google-research/bert, tokenization_test.py).</summary>
public sealed class WordPieceTests : IDisposable
{
    private static readonly string[] Vocabulary =
        ["[UNK]", "[CLS]", "[SEP]", "want", "##want", "##ed", "wa", "un", "runn", "##ing", ","];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_are_taken_apart_into_the_longest_pieces()
    {
        var tokenizer = new WordPieceTokenizer(Vocabulary, lowerCase: true);
        Assert.Equal(["un", "##want", "##ed", ",", "runn", "##ing"], tokenizer.Tokens("UNwant\u00E9d,running"));
        Assert.Equal([7, 4, 5, 10, 8, 9], tokenizer.Ids("UNwant\u00E9d,running"));
    }

    [Fact]
    public void A_word_with_an_unknown_piece_is_unknown_as_a_whole()
    {
        var tokenizer = new WordPieceTokenizer(Vocabulary, lowerCase: false);
        Assert.Equal(["[UNK]", "runn", "##ing"], tokenizer.Tokens("unwantedX running"));
        Assert.Empty(tokenizer.Ids(" \t\r\n"));
    }

    [Theory]
    [InlineData(true, " \tHeLLo!how  \n Are yoU?  ", "hello ! how are you ?")]
    [InlineData(false, " \tHeLLo!how  \n Are yoU?  ", "HeLLo ! how Are yoU ?")]
    [InlineData(true, "H\u00E9llo", "hello")]
    [InlineData(false, "H\u00E9llo", "H\u00E9llo")]
    [InlineData(true, "ah\u535A\u63A8zz", "ah \u535A \u63A8 zz")]
    [InlineData(true, "40mg/dL <5% ~$3", "40mg / dl < 5 % ~ $ 3")]
    [InlineData(true, "a\u0000b\u200Bc\uFFFDd\u00A0e", "abcd e")]
    [InlineData(true, "\u201Cx\u201D\u2014y", "\u201C x \u201D \u2014 y")]
    [InlineData(true, "M\u00C9NI\u00C8RE Cafe\u0301 \u0130", "meniere cafe i")]
    public void Text_is_cleaned_and_cut_at_blanks_and_punctuation(bool lowerCase, string text, string words) =>
        Assert.Equal(words, string.Join(' ', BertWords.Split(text, lowerCase)));

    [Fact]
    public void A_mark_for_removed_text_is_three_marks() => Assert.Equal(["_", "_", "_"], BertWords.Split("___", true));

    [Fact]
    public void A_word_of_more_than_100_characters_is_unknown()
    {
        var tokenizer = new WordPieceTokenizer([.. Vocabulary, "a", "##a"], lowerCase: true);
        Assert.Equal(100, tokenizer.Ids(new string('a', 100)).Length);
        Assert.Equal(["[UNK]"], tokenizer.Tokens(new string('a', 101)));
    }

    [Fact]
    public void The_name_of_a_special_token_in_a_note_is_text() =>
        Assert.DoesNotContain(2, new WordPieceTokenizer(Vocabulary, lowerCase: true).Ids("want [SEP] want"));

    [Fact]
    public void Any_text_has_tokens_of_the_vocabulary()
    {
        var tokenizer = new WordPieceTokenizer(Vocabulary, lowerCase: true);
        var random = new SeededRandom(4);
        for (var round = 0; round < 500; round++)
        {
            // Also halves of pairs, which no sound file has but a cut one may.
            var text = string.Create(random.Next(40), random, (span, r) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = (char)(r.Chance(0.5) ? r.Next(128) : r.Next(0x10000));
                }
            });
            Assert.All(tokenizer.Ids(text), i => Assert.InRange(i, 0, Vocabulary.Length - 1));
        }
    }

    [Fact]
    public void A_vocabulary_is_read_a_token_a_line()
    {
        var path = _folder.Write("vocab.txt", string.Join("\r\n", Vocabulary) + "\r\n");
        var tokenizer = WordPieceTokenizer.Open(path);
        Assert.Equal((Vocabulary.Length, true, 1), (tokenizer.Count, tokenizer.LowerCase, tokenizer.StartId));
        _folder.Write("tokenizer_config.json", """{"do_lower_case": false}""");
        Assert.False(WordPieceTokenizer.Open(path).LowerCase);
        Assert.True(WordPieceTokenizer.Open(path, lowerCase: true).LowerCase);
    }

    [Fact]
    public void A_file_that_is_no_vocabulary_is_named()
    {
        var path = _folder.Write("other.txt", "one\ntwo\n");
        Assert.Contains("other.txt has no token [UNK]", Assert.Throws<MimicException>(() => WordPieceTokenizer.Open(path)).Problem, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<MimicException>(() => WordPieceTokenizer.Open(_folder["none.txt"])).Problem, StringComparison.Ordinal);
    }
}
