using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mimic.Kernel.Pages;

/// <summary>Marks the words of C# code for colours: keywords, texts, numbers, comments, directives and calls.</summary>
internal static class CodeColouring
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>The code as HTML with one span for each marked word; its text is exactly the code.</summary>
    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            AddTrivia(html, token.LeadingTrivia);
            Add(html, token.Text, ClassOf(token));
            AddTrivia(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void AddTrivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            var kind = trivia.Kind();
            var style = trivia.IsDirective || kind is SyntaxKind.ShebangDirectiveTrivia ? "d"
                : kind is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                    or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia ? "c"
                : null;
            Add(html, trivia.ToFullString(), style);
        }
    }

    private static string? ClassOf(SyntaxToken token)
    {
        var kind = token.Kind();
        if (kind is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        {
            return "s";
        }

        if (kind == SyntaxKind.NumericLiteralToken)
        {
            return "n";
        }

        if (token.IsKeyword() || token.IsContextualKeyword() || (kind == SyntaxKind.IdentifierToken && token.Text == "var"))
        {
            return "k";
        }

        return kind == SyntaxKind.IdentifierToken && token.GetNextToken().IsKind(SyntaxKind.OpenParenToken) ? "f" : null;
    }

    private static void Add(StringBuilder html, string text, string? style)
    {
        var encoded = WebUtility.HtmlEncode(text);
        _ = style is null || text.Length == 0
            ? html.Append(encoded)
            : html.Append($"<span class=\"{style}\">").Append(encoded).Append("</span>");
    }
}
