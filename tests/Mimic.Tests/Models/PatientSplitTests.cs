using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public class PatientSplitTests
{
    [Fact]
    public void No_patient_is_ever_on_both_sides()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var samples = Samples(30 + seed, seed);
            foreach (var fold in PatientSplit.Folds(samples, 2 + (seed % 5), seed).Append(PatientSplit.HeldOut(samples, 0.3, seed)))
            {
                var training = fold.Training.Select(i => samples[i].SubjectId).ToHashSet();
                Assert.DoesNotContain(fold.Validation, i => training.Contains(samples[i].SubjectId));
                Assert.Equal(samples.Count, fold.Training.Count + fold.Validation.Count);
            }
        }
    }

    [Fact]
    public void Each_row_is_in_one_validation_part_and_each_fold_has_both_outcomes()
    {
        var samples = Samples(60, 4);
        var folds = PatientSplit.Folds(samples, 5, 1);
        Assert.Equal(Enumerable.Range(0, samples.Count), folds.SelectMany(f => f.Validation).Order());
        Assert.All(folds, f => Assert.Equal([false, true], f.Validation.Select(i => samples[i].Outcome == true).Distinct().Order()));
    }

    [Fact]
    public void The_held_out_part_has_its_share_of_both_outcomes()
    {
        var samples = One(40, 60);
        var split = PatientSplit.HeldOut(samples, 0.25, 1);
        Assert.Equal(10, split.Validation.Count(i => samples[i].Outcome == true));
        Assert.Equal(15, split.Validation.Count(i => samples[i].Outcome == false));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_change_who_is_held_out()
    {
        var samples = Samples(40, 1);
        var turned = samples.AsEnumerable().Reverse().ToArray();
        Assert.Equal(
            PatientSplit.HeldOut(samples, 0.25, 1).Validation.Select(i => samples[i].SubjectId).Distinct().Order(),
            PatientSplit.HeldOut(turned, 0.25, 1).Validation.Select(i => turned[i].SubjectId).Distinct().Order());
    }

    [Fact]
    public void Same_seed_same_split_and_another_seed_another()
    {
        var samples = Samples(40, 1);
        Assert.Equal(PatientSplit.HeldOut(samples, 0.25, 7).Validation, PatientSplit.HeldOut(samples, 0.25, 7).Validation);
        Assert.NotEqual(PatientSplit.HeldOut(samples, 0.25, 7).Validation, PatientSplit.HeldOut(samples, 0.25, 8).Validation);
    }

    [Fact]
    public void A_rare_outcome_reduces_the_number_of_folds() => Assert.Equal(3, PatientSplit.Folds(One(3, 30), 5, 1).Count);

    [Fact]
    public void Too_few_patients_of_an_outcome_are_refused_with_the_number_needed()
    {
        var error = Assert.Throws<MimicException>(() => PatientSplit.HeldOut(One(5, 30), 0.25, 1));
        Assert.Contains("5 patients with the outcome and 30 without", error.Message, StringComparison.Ordinal);
        Assert.Contains("at least 6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_with_a_patient_on_both_sides_is_found()
    {
        Sample[] samples = [new(90000001, default, true), new(90000001, default, true)];
        Assert.Throws<MimicException>(() => new Fold([0], [1]).RequireDisjointPatients(samples));
    }

    [Fact]
    public void The_wrong_split_by_row_puts_patients_on_both_sides_and_says_so()
    {
        var samples = Samples(40, 1);
        var folds = WrongOnPurpose.SplitByRow(samples, 5, 1);
        Assert.All(folds, f => Assert.True(f.IsWrongOnPurpose));
        Assert.All(folds, f => Assert.Throws<MimicException>(() => f.RequireDisjointPatients(samples)));
    }

    private static List<Sample> Samples(int patients, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, patients).SelectMany(p => Enumerable.Range(0, 1 + random.Next(4))
            .Select(s => new Sample(90000001 + p, new DateTime(2150, 1, 1).AddDays(s), p % 3 == 0)))];
    }

    private static Sample[] One(int dead, int alive) =>
        [.. Enumerable.Range(0, dead + alive).Select(i => new Sample(90000001 + i, new(2150, 1, 1), i < dead))];
}
