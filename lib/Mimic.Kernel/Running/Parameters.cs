using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Running;

/// <summary>The type of a parameter, as its declaration shows it.</summary>
public enum ParameterType
{
    /// <summary>Anything else; it cannot be set from outside.</summary>
    Other,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number.</summary>
    Double,

    /// <summary>true or false.</summary>
    Boolean,
}

/// <summary>
/// The parameters of a notebook: the variables that its cell tagged <c>parameters</c> declares, as papermill has it. A runner
/// puts a cell behind it that assigns other values.
/// </summary>
public static class Parameters
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>Names and types of the parameters; empty if the notebook has no cell for them.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IReadOnlyDictionary<string, ParameterType> Of(NotebookFile notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var found = new Dictionary<string, ParameterType>(StringComparer.Ordinal);
        if (CellOf(notebook) is not { } cell)
        {
            return found;
        }

        var root = CSharpSyntaxTree.ParseText(cell.Source, Script).GetCompilationUnitRoot();
        foreach (var declaration in root.Members.OfType<FieldDeclarationSyntax>().Select(f => f.Declaration))
        {
            foreach (var variable in declaration.Variables)
            {
                found[variable.Identifier.Text] = TypeOf(declaration.Type, variable.Initializer?.Value);
            }
        }

        return found;
    }

    /// <summary>The notebook with a cell behind its parameters that assigns the given values.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="values">Values by parameter; names that the notebook does not have are an error.</param>
    /// <param name="name">The notebook's name, for messages.</param>
    /// <exception cref="MimicException">A name is unknown, or a value does not fit its parameter.</exception>
    public static NotebookFile Inject(NotebookFile notebook, IReadOnlyDictionary<string, string> values, string name)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(values);
        var known = Of(notebook);
        var lines = values.Select(v => known.TryGetValue(v.Key, out var type)
            ? $"{v.Key} = {Literal(name, v.Key, type, v.Value)};"
            : throw Unknown(v.Key, known.Keys, name)).ToList();
        var cells = notebook.Cells.Where(c => !c.Tags.Contains(NotebookCell.InjectedTag)).ToList();
        if (lines.Count > 0)
        {
            var injected = NotebookCell.Code(string.Join('\n', lines), NotebookCell.InjectedTag, NotebookCell.InjectedTag);
            cells.Insert(cells.IndexOf(CellOf(notebook)!) + 1, injected);
        }

        return new(cells, notebook.Metadata) { FormatMinor = notebook.FormatMinor, Other = notebook.Other };
    }

    internal static MimicException Unknown(string parameter, IEnumerable<string> known, string where)
    {
        var names = string.Join(", ", known);
        return new(
            $"{where} has no parameter {parameter}.",
            names.Length == 0 ? "It has no cell tagged 'parameters'; only notebooks with one take values from outside." : $"Its parameters are {names}.");
    }

    internal static NotebookCell? CellOf(NotebookFile notebook) =>
        notebook.Cells.FirstOrDefault(c => c.Kind == CellKind.Code && c.Tags.Contains(NotebookCell.ParametersTag));

    private static string Literal(string notebook, string parameter, ParameterType type, string value)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var invariant = CultureInfo.InvariantCulture;
        string? literal;
        string wanted;
        switch (type)
        {
            case ParameterType.Text:
                return SymbolDisplay.FormatLiteral(value, quote: true);
            case ParameterType.Int32:
                literal = int.TryParse(value, Whole, invariant, out var small) ? $"{small}" : null;
                wanted = "a whole number";
                break;
            case ParameterType.Int64:
                literal = long.TryParse(value, Whole, invariant, out var large) ? $"{large}L" : null;
                wanted = "a whole number";
                break;
            case ParameterType.Double:
                literal = double.TryParse(value, NumberStyles.Float, invariant, out var number) && double.IsFinite(number) ? $"{number:R}d" : null;
                wanted = "a number with a decimal point";
                break;
            case ParameterType.Boolean:
                literal = bool.TryParse(value, out var truth) ? (truth ? "true" : "false") : null;
                wanted = "true or false";
                break;
            default:
                throw new MimicException(
                    $"The parameter {parameter} of {notebook} cannot be set from outside: its declaration does not show a simple type.",
                    "Declare it with a literal value, as 'var patients = 100;', in the cell tagged 'parameters'.");
        }

        return literal ?? throw new MimicException($"The parameter {parameter} of {notebook} does not take the value '{value}'.", $"Give it {wanted}.");
    }

    private static ParameterType TypeOf(TypeSyntax declared, ExpressionSyntax? value) => declared switch
    {
        PredefinedTypeSyntax { Keyword.ValueText: "string" } => ParameterType.Text,
        PredefinedTypeSyntax { Keyword.ValueText: "int" } => ParameterType.Int32,
        PredefinedTypeSyntax { Keyword.ValueText: "long" } => ParameterType.Int64,
        PredefinedTypeSyntax { Keyword.ValueText: "double" } => ParameterType.Double,
        PredefinedTypeSyntax { Keyword.ValueText: "bool" } => ParameterType.Boolean,
        { IsVar: true } => TypeOf(value),
        _ => ParameterType.Other,
    };

    private static ParameterType TypeOf(ExpressionSyntax? value) => value switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative => TypeOf(negative.Operand),
        LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringExpressionSyntax => ParameterType.Text,
        LiteralExpressionSyntax { Token.Value: int } => ParameterType.Int32,
        LiteralExpressionSyntax { Token.Value: long } => ParameterType.Int64,
        LiteralExpressionSyntax { Token.Value: double } => ParameterType.Double,
        LiteralExpressionSyntax { Token.Value: bool } => ParameterType.Boolean,
        _ => ParameterType.Other,
    };
}
