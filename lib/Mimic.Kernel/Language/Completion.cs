using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Language;

/// <summary>A way to go on.</summary>
/// <param name="Text">What stands there then.</param>
/// <param name="Kind">What it is, in the words of Jupyter's clients: "function", "class", "property", "instance", "module", "keyword", "param".</param>
internal sealed record Suggestion(string Text, string Kind);

/// <summary>
/// What may stand at a position of a cell: after a dot the members of what is before it, with extension methods; elsewhere what is in
/// scope, keywords, the names of the arguments of a call, the properties of an object that is being initialised.
/// </summary>
internal static class Completion
{
    // Stands for the word that is being typed, so that the parser knows that there is one.
    private const string Here = "MimicHere";

    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(k => k.Length > 1 && char.IsLower(k[0]) && !k.StartsWith("__", StringComparison.Ordinal)),
        "async", "await", "var", "nameof", "record", "when", "with", "yield",
    ];

    /// <summary>Suggestions at a position.</summary>
    /// <param name="compiler">Knows what the cells before it declared.</param>
    /// <param name="code">The cell.</param>
    /// <param name="position">The position in it.</param>
    /// <returns>Suggestions, the likeliest first, and where the word begins that they replace.</returns>
    public static (IReadOnlyList<Suggestion> Suggestions, int Start) At(CellCompiler compiler, string code, int position)
    {
        var start = position;
        while (start > 0 && IsWord(code[start - 1]))
        {
            start--;
        }

        var end = position;
        while (end < code.Length && IsWord(code[end]))
        {
            end++;
        }

        // Without an end to the statement, the next line would belong to it.
        var rest = code[end..];
        var stop = rest.AsSpan().TrimStart(" \t") is [] or ['\n' or '\r', ..] ? ";" : string.Empty;
        var tree = SyntaxFactory.ParseSyntaxTree(string.Concat(code.AsSpan(0, start), Here, stop, rest), CellCompiler.Parsing);
        var token = tree.GetRoot().FindToken(start);
        if (!token.Span.Contains(start) || !token.IsKind(SyntaxKind.IdentifierToken) || start < position && char.IsDigit(code[start]))
        {
            return ([], position);
        }

        var model = compiler.Analyze(tree).GetSemanticModel(tree);
        var typed = code[start..position];
        return ([.. Rank(Find(model, token, start), typed)], start);
    }

    private static IEnumerable<Suggestion> Rank(IEnumerable<Suggestion> found, string typed) => found
        .Where(s => s.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && s.Text != Here)
        .DistinctBy(s => s.Text)
        .OrderByDescending(s => s.Kind == "param")
        .ThenByDescending(s => s.Text.StartsWith(typed, StringComparison.Ordinal))
        .ThenBy(s => s.Kind == "keyword")
        .ThenBy(s => s.Text, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Suggestion> Find(SemanticModel model, SyntaxToken token, int position)
    {
        var node = token.Parent!;
        ExpressionSyntax? before = node.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == node => access.Expression,
            QualifiedNameSyntax name when name.Right == node => name.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(c => c.WhenNotNull.Contains(binding))?.Expression,
            _ => null,
        };
        if (before is not null)
        {
            return Members(model, before, position).Select(Suggest);
        }

        if (Initialised(model, node) is { } type)
        {
            return model.LookupSymbols(position, type).Where(s => s is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false } && !s.IsStatic).Where(IsShown).Select(Suggest);
        }

        var inScope = model.LookupSymbols(position).Where(IsShown);
        if (node.Parent is ObjectCreationExpressionSyntax)
        {
            return inScope.Where(s => s is INamespaceOrTypeSymbol).Select(Suggest);
        }

        return Arguments(model, node).Concat(inScope.Select(Suggest)).Concat(Keywords.Select(k => new Suggestion(k, "keyword")));
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax before, int position)
    {
        var symbol = model.GetSymbolInfo(before).Symbol;
        if (symbol is INamespaceSymbol space)
        {
            return model.LookupNamespacesAndTypes(position, space).Where(IsShown);
        }

        if (symbol is ITypeSymbol named)
        {
            return model.LookupSymbols(position, named).Where(s => s.IsStatic || s is ITypeSymbol).Where(IsShown);
        }

        return model.GetTypeInfo(before).Type is { } type and not IErrorTypeSymbol
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic && s is not ITypeSymbol).Where(IsShown)
            : [];
    }

    private static ITypeSymbol? Initialised(SemanticModel model, SyntaxNode node)
    {
        var entry = node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node ? assignment : node;
        return entry.Parent is InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } ? model.GetTypeInfo(creation).Type : null;
    }

    private static IEnumerable<Suggestion> Arguments(SemanticModel model, SyntaxNode node)
    {
        if (node.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax list })
        {
            return [];
        }

        var given = list.Arguments.Select(a => a.NameColon?.Name.Identifier.ValueText).OfType<string>().ToHashSet();
        var first = list.Arguments.TakeWhile(a => !a.Contains(node)).Count(a => a.NameColon is null);
        return Callee.Of(model, list)
            .SelectMany(m => m.Parameters.Skip(first))
            .Where(p => !given.Contains(p.Name))
            .Select(p => new Suggestion($"{p.Name}:", "param"));
    }

    private static bool IsShown(ISymbol symbol) =>
        symbol.CanBeReferencedByName
        && symbol is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && symbol.ContainingAssembly?.Name != typeof(Completion).Assembly.GetName().Name
        && !symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    private static Suggestion Suggest(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        IMethodSymbol => "function",
        INamedTypeSymbol => "class",
        INamespaceSymbol => "module",
        IPropertySymbol or IEventSymbol => "property",
        _ => "instance",
    });

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);
}
