namespace Mimic.Synthetic;

/// <summary>
/// A peculiarity of the real tables that the generator plants on purpose, so that tests can count that a reader survives it.
/// <see cref="PlantedQuirks.All"/> lists them.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">Where it is planted, as <c>hosp/labevents</c>.</param>
/// <param name="Rate">The share of the rows it could befall; 1 where it follows from the data by itself.</param>
/// <param name="Rule">What is done.</param>
/// <param name="Recognise">How a reader finds the rows again.</param>
public sealed record PlantedQuirk(string Name, string Table, double Rate, string Rule, string Recognise);
