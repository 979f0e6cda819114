namespace Mimic.Features;

/// <summary>
/// Numbers for categories, as HAIM gives them: the distinct categories of the training patients, sorted, from 0; -1 for what is
/// missing or was not among them. HAIM's codes depend on its data release, so the book is kept with the model.
/// </summary>
public sealed class CodeBook
{
    /// <summary>The code of a missing or unknown category.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _codes;

    /// <summary>A book of known categories.</summary>
    /// <param name="categories">Distinct, in the order of their codes.</param>
    public CodeBook(IReadOnlyList<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        Categories = categories;
        _codes = categories.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>The categories; the position is the code.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The book of some training values.</summary>
    /// <param name="values">Categories; null where missing.</param>
    public static CodeBook Fit(IEnumerable<string?> values) =>
        new([.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The code of a category; <see cref="Unknown"/> if it is missing or not in the book.</summary>
    /// <param name="category">A category or null.</param>
    public int Code(string? category) => category is not null && _codes.TryGetValue(category, out var code) ? code : Unknown;
}
