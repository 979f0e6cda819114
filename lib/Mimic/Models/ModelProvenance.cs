using Mimic.Access;

namespace Mimic.Models;

/// <summary>Where a model comes from. No times: the same data and seed give the same file.</summary>
/// <param name="Source">Where the data of the training come from.</param>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Threshold">The probability from which on a patient is called positive, chosen out of fold on the training patients.</param>
/// <param name="Samples">Rows of the training.</param>
/// <param name="Patients">Patients of the training.</param>
/// <param name="Positives">Rows of the training with the outcome.</param>
/// <param name="LibraryVersion">The version of this library.</param>
/// <param name="XgBoostVersion">The version of XGBoost, whose bits differ between versions; null for logistic regression.</param>
public sealed record ModelProvenance(
    SourceTag Source, long Seed, double Threshold, int Samples, int Patients, int Positives, string LibraryVersion, string? XgBoostVersion);
