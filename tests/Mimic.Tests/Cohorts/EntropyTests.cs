using Mimic.Cohorts;

namespace Mimic.Tests.Cohorts;

public class EntropyTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, new[] { 2, 2, 2, 2, 2, 2 }, 1, 1)]
    [InlineData(new[] { 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 2, 2, 2, 2, 2, 2 }, 0, 1)]
    [InlineData(new[] { 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 5, 5, 0, 0, 0, 0 }, 0.2789429456511298, 0.3868528072345416)]
    [InlineData(new[] { 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 4, 3, 2, 1, 0, 0 }, 0.5150512297686748, 0.7143002438742896)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, new[] { 40, 20, 10, 5, 2, 1 }, 0.936653511852239, 0.7147689163992351)]
    public void Worked_values_are_met_to_twelve_digits(int[] months, int[] types, double monthEntropy, double typeEntropy)
    {
        Assert.Equal(monthEntropy, Entropy.Normalised(months, 12), 1e-12);
        Assert.Equal(typeEntropy, Entropy.Normalised(types, 6), 1e-12);
    }

    [Theory]
    [InlineData(new[] { 5, 5 }, new[] { 5, 5 }, 0.10790986158341173)]
    [InlineData(new[] { 4, 3, 2, 1 }, new[] { 4, 3, 2, 1 }, 0.3679012190315172)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, new[] { 40, 20, 10, 5, 2, 1 }, 0.669490815708163)]
    public void Worked_scores_are_the_products(int[] months, int[] types, double score) =>
        Assert.Equal(score, Entropy.Normalised(months, 12) * Entropy.Normalised(types, 6), 1e-12);

    [Fact]
    public void No_items_have_no_entropy()
    {
        Assert.Equal(0, Entropy.Of());
        Assert.Equal(0, Entropy.Of(0, 0, 0));
        Assert.Equal(0, Entropy.Normalised([0, 0], 2));
    }

    [Fact]
    public void Two_even_bins_have_the_entropy_ln_2() => Assert.Equal(0.6931471805599453, Entropy.Of(7, 0, 7), 1e-15);

    [Fact]
    public void The_same_counts_in_other_bins_give_the_same_bits()
    {
        var random = new SeededRandom(5);
        int[] counts = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
        var expected = Entropy.Normalised(counts, 12);
        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(counts.AsSpan());
            Assert.Equal(expected, Entropy.Normalised(counts, 12));
        }
    }

    [Fact]
    public void Negative_counts_and_too_few_possible_bins_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Entropy.Of(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Entropy.Normalised([1, 1, 1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Entropy.Normalised([1], 1));
    }
}
