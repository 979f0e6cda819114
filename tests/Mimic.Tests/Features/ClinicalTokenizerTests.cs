using Mimic.Features;

namespace Mimic.Tests.Features;

public class ClinicalTokenizerTests
{
    [Theory]
    [InlineData("No effusion.", "no_effusion")]
    [InlineData("No pleural effusion or pneumothorax. Heart is enlarged.", "no_pleural no_effusion no_pneumothorax heart enlarged")]
    [InlineData("Denies chest\npain but reports cough", "no_chest no_pain reports cough")]
    [InlineData("Negative for pneumonia; edema", "no_pneumonia edema")]
    [InlineData("without fever\n\nCough", "no_fever cough")]
    [InlineData("not a b c one two three four five six", "no_one no_two no_three no_four no_five six")]
    public void A_negation_stays_with_the_words_in_its_scope(string text, string terms) => AssertTerms(terms, text);

    [Fact]
    public void Numbers_and_removed_text_are_dropped() =>
        AssertTerms("seen hgb mg twice", "Seen by ___ on 2150-01-03: Hgb 9.5, 40mg, 12 mg twice");

    [Fact]
    public void Section_headers_stay_as_words() => AssertTerms("impression clear findings normal", "IMPRESSION: Clear.\nFINDINGS: Normal.");

    [Fact]
    public void Letters_of_any_language_are_letters() => AssertTerms("naïve café patient's", "NAÏVE café patient's");

    [Fact]
    public void Nothing_gives_nothing() => AssertTerms(string.Empty, " ___ 12. the ");

    private static void AssertTerms(string expected, string text) =>
        Assert.Equal(expected, string.Join(' ', ClinicalTokenizer.Terms(text)));
}
