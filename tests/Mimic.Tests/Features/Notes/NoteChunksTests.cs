using Mimic.Features;

namespace Mimic.Tests.Features;

public class NoteChunksTests
{
    // a..e are 3..7, "ab" is 8, "##c" is 9, so "abc" is two tokens.
    private static readonly WordPieceTokenizer Tokenizer =
        new(["[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "d", "e", "ab", "##c"], lowerCase: true);

    [Fact]
    public void A_text_that_fits_is_one_chunk()
    {
        Assert.Equal("a b", Cut("a\nb", 3));
        Assert.Equal("a b c", Cut("a\nb\nc", 3));
        Assert.Equal([[]], NoteChunks.Cut(string.Empty, Tokenizer));
    }

    [Fact]
    public void The_limit_is_510_tokens()
    {
        var line = string.Join(' ', Enumerable.Repeat("a", 255));
        Assert.Single(NoteChunks.Cut($"{line}\n{line}", Tokenizer));
        Assert.Equal([510, 1], NoteChunks.Cut($"{line}\n{line}\nb", Tokenizer).Select(c => c.Length));
    }

    [Fact]
    public void The_end_of_a_long_text_is_a_chunk_too()
    {
        Assert.Equal("a b|c d", Cut("a\nb\nc\nd", 2));
        Assert.Equal("a b", Cut("a\nb\nc\nd", 2, asPublished: true));
    }

    [Fact]
    public void A_line_that_is_too_long_is_cut_between_words()
    {
        Assert.Equal("a b|c d|e", Cut("a b c d\ne", 2));
        Assert.Equal("a b|ab ##c|d", Cut("a b abc d", 2));
        Assert.Equal("a|ab ##c|d", Cut("a abc d", 2));
    }

    [Fact]
    public void As_published_a_first_line_that_is_too_long_makes_an_empty_chunk_and_then_stays_whole()
    {
        Assert.Equal("|a b c", Cut("a b c\nd\ne", 2, asPublished: true));
        Assert.Equal("a b|c d|e", Cut("a b c\nd\ne", 2));
    }

    [Fact]
    public void As_published_a_later_line_that_is_too_long_stays_whole()
    {
        Assert.Equal("d|a b c", Cut("d\na b c\ne", 2, asPublished: true));
        Assert.Equal("d|a b|c e", Cut("d\na b c\ne", 2));
    }

    [Fact]
    public void Nothing_is_lost_and_no_chunk_is_too_long()
    {
        var random = new SeededRandom(9);
        string[] words = ["a", "b", "abc", "\n", "\n", "x", "."];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => random.Pick(words)));
            var limit = 1 + random.Next(8);
            var chunks = NoteChunks.Cut(text, Tokenizer, limit);
            Assert.Equal(Tokenizer.Ids(text), chunks.SelectMany(c => c));
            Assert.All(chunks, c => Assert.InRange(c.Length, 0, limit));
        }
    }

    private static string Cut(string text, int limit, bool asPublished = false)
    {
        string[] names = ["[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "d", "e", "ab", "##c"];
        return string.Join('|', NoteChunks.Cut(text, Tokenizer, limit, asPublished).Select(c => string.Join(' ', c.Select(i => names[i]))));
    }
}
