using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Language;

/// <summary>Whether code can be run as it stands, for clients that run it when Enter is pressed.</summary>
internal static class Completeness
{
    private const int IndentWidth = 4;

    /// <summary>"complete", "incomplete" (something is still open) or "invalid", and how to indent the next line.</summary>
    public static (string Status, string Indent) Of(string code)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(code, CellCompiler.Parsing);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            var depth = 0;
            foreach (var token in tree.GetRoot().DescendantTokens().Where(t => !t.IsMissing))
            {
                depth += token.Kind() switch { SyntaxKind.OpenBraceToken => 1, SyntaxKind.CloseBraceToken => -1, _ => 0 };
            }

            return ("incomplete", new(' ', IndentWidth * Math.Max(0, depth)));
        }

        return (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", string.Empty);
    }
}
