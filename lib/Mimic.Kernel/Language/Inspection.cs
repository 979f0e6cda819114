using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Language;

/// <summary>Says what a name in a cell is: its signature, and its documentation where the library brings one.</summary>
internal static class Inspection
{
    private const int MostOverloads = 6;

    private static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayFormat.CSharpErrorMessageFormat.MemberOptions | SymbolDisplayMemberOptions.IncludeType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithTypeQualificationStyleShort();

    /// <summary>What stands at a position, or, within the arguments of a call, what is called.</summary>
    /// <param name="compiler">Knows what the cells before it declared.</param>
    /// <param name="code">The cell.</param>
    /// <param name="position">The position in it.</param>
    /// <returns>Plain text and HTML; null if there is nothing to say.</returns>
    public static (string Text, string Html)? At(CellCompiler compiler, string code, int position)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(code, CellCompiler.Parsing);
        var model = compiler.Analyze(tree).GetSemanticModel(tree);
        var symbols = Named(model, tree.GetRoot(), position);
        if (symbols.Count == 0)
        {
            symbols = Called(model, tree.GetRoot(), position);
        }

        return symbols.Count == 0 ? null : Describe(symbols);
    }

    private static SymbolDisplayFormat WithTypeQualificationStyleShort(this SymbolDisplayFormat format) => new(
        format.GlobalNamespaceStyle,
        SymbolDisplayTypeQualificationStyle.NameOnly,
        format.GenericsOptions,
        format.MemberOptions | SymbolDisplayMemberOptions.IncludeType,
        format.DelegateStyle,
        format.ExtensionMethodStyle,
        format.ParameterOptions,
        format.PropertyStyle,
        format.LocalOptions | SymbolDisplayLocalOptions.IncludeType,
        SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        format.MiscellaneousOptions);

    // The cursor is in a word or right behind it.
    private static IReadOnlyList<ISymbol> Named(SemanticModel model, SyntaxNode root, int position)
    {
        foreach (var at in (int[])[position, position - 1])
        {
            if (at < 0 || at >= root.FullSpan.End)
            {
                continue;
            }

            var token = root.FindToken(at);
            if (!token.Span.Contains(at) || token.Parent is not { } node || !token.IsKind(SyntaxKind.IdentifierToken) && node is not PredefinedTypeSyntax)
            {
                continue;
            }

            // Of a type that is being created, the constructors say more.
            if (node.Parent is ObjectCreationExpressionSyntax { ArgumentList: { } list } creation && creation.Type == node && Callee.Of(model, list) is { Count: > 0 } constructors)
            {
                return constructors;
            }

            var info = model.GetSymbolInfo(node);
            var symbol = info.Symbol ?? model.GetDeclaredSymbol(node);
            return symbol is not null ? [symbol]
                : info.CandidateSymbols.Length > 0 ? info.CandidateSymbols
                : model.GetMemberGroup(node);
        }

        return [];
    }

    private static IReadOnlyList<ISymbol> Called(SemanticModel model, SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Clamp(position - 1, 0, Math.Max(0, root.FullSpan.End - 1)));
        var list = token.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault(l => l.OpenParenToken.Span.End <= position);
        return list is null ? [] : Callee.Of(model, list);
    }

    private static (string Text, string Html) Describe(IReadOnlyList<ISymbol> symbols)
    {
        var signatures = symbols.Take(MostOverloads).Select(s => s.ToDisplayString(Signature)).Distinct().ToList();
        if (symbols.Count > MostOverloads)
        {
            signatures.Add($"and {symbols.Count - MostOverloads} more");
        }

        var documentation = symbols.Select(XmlDocumentation.Of).FirstOrDefault(d => d is not null);
        var text = new StringBuilder(string.Join('\n', signatures));
        var html = new StringBuilder($"<pre><code>{WebUtility.HtmlEncode(string.Join('\n', signatures))}</code></pre>");
        foreach (var (title, body) in documentation?.Parts ?? [])
        {
            text.Append("\n\n").Append(title.Length > 0 ? $"{title}: " : string.Empty).Append(body);
            html.Append("<p>").Append(title.Length > 0 ? $"<strong>{WebUtility.HtmlEncode(title)}</strong>: " : string.Empty).Append(WebUtility.HtmlEncode(body)).Append("</p>");
        }

        return (text.ToString(), html.ToString());
    }
}
