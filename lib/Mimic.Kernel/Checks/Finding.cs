namespace Mimic.Kernel.Checks;

/// <summary>Something in a notebook that must not be committed.</summary>
/// <param name="Rule">The short name of the rule.</param>
/// <param name="Notebook">The notebook's path.</param>
/// <param name="Cell">The cell, as "code cell 3"; null if it is the notebook as a whole.</param>
/// <param name="Line">The line within the cell, from 1; null if it is the cell as a whole.</param>
/// <param name="Problem">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(string Rule, string Notebook, string? Cell, int? Line, string Problem, string Remedy)
{
    /// <summary>Place, problem and remedy.</summary>
    public override string ToString() =>
        $"{Notebook}{(Cell is null ? string.Empty : $", {Cell}")}{(Line is null ? string.Empty : $", line {Line}")}: {Problem} {Remedy} [{Rule}]";
}
