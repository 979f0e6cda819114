using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// The code of a cell with calls of <see cref="CellCheck"/> in it: at the start of each round of a loop and of each function, and
/// between the statements of the cell. Everything is inserted within lines, so that line numbers stay; <see cref="Original"/> finds the place of
/// a position in the text as it was typed.
/// </summary>
internal sealed class CheckedCode
{
    private const string Go = "global::Mimic.Kernel.CellCheck.Go();";
    private const string Enter = "global::Mimic.Kernel.CellCheck.Enter();";

    // By position in the original; what stands there is replaced by the text, in the order in which they were found.
    private readonly List<(int At, int Removed, string Text)> _edits;

    private CheckedCode(string code, List<(int At, int Removed, string Text)> edits)
    {
        _edits = edits;
        var text = new StringBuilder(code.Length + edits.Sum(e => e.Text.Length));
        var from = 0;
        foreach (var (at, removed, inserted) in edits)
        {
            text.Append(code, from, at - from).Append(inserted);
            from = at + removed;
        }

        Text = text.Append(code, from, code.Length - from).ToString();
    }

    /// <summary>The code to compile.</summary>
    public string Text { get; }

    /// <summary>Writes the calls into the code of a cell.</summary>
    /// <param name="root">The cell, without syntax errors.</param>
    public static CheckedCode Of(CompilationUnitSyntax root)
    {
        var walker = new Walker();
        walker.Visit(root);
        return new(root.ToFullString(), [.. walker.Edits.OrderBy(e => e.At)]);
    }

    /// <summary>Where a position of <see cref="Text"/> was in the original.</summary>
    public int Original(int position)
    {
        var shift = 0;
        foreach (var (at, removed, text) in _edits)
        {
            var start = at + shift;
            if (position < start)
            {
                break;
            }

            if (position < start + text.Length)
            {
                return at;
            }

            shift += text.Length - removed;
        }

        return position - shift;
    }

    private sealed class Walker : CSharpSyntaxWalker
    {
        public List<(int At, int Removed, string Text)> Edits { get; } = [];

        public override void VisitGlobalStatement(GlobalStatementSyntax node)
        {
            Insert(node.SpanStart, Go);
            base.VisitGlobalStatement(node);
        }

        public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
        {
            if (node.Parent is CompilationUnitSyntax && !node.Modifiers.Any(SyntaxKind.ConstKeyword) && node.AttributeLists.Count == 0)
            {
                Insert(node.SpanStart, Go);
            }

            base.VisitFieldDeclaration(node);
        }

        public override void VisitWhileStatement(WhileStatementSyntax node)
        {
            Loop(node.Statement);
            base.VisitWhileStatement(node);
        }

        public override void VisitDoStatement(DoStatementSyntax node)
        {
            Loop(node.Statement);
            base.VisitDoStatement(node);
        }

        public override void VisitForStatement(ForStatementSyntax node)
        {
            Loop(node.Statement);
            base.VisitForStatement(node);
        }

        public override void VisitForEachStatement(ForEachStatementSyntax node)
        {
            Loop(node.Statement);
            base.VisitForEachStatement(node);
        }

        public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
        {
            Loop(node.Statement);
            base.VisitForEachVariableStatement(node);
        }

        public override void VisitGotoStatement(GotoStatementSyntax node)
        {
            if (node.IsKind(SyntaxKind.GotoStatement))
            {
                Wrap(node);
            }

            base.VisitGotoStatement(node);
        }

        public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            Function(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
            base.VisitMethodDeclaration(node);
        }

        public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
        {
            Function(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
            base.VisitLocalFunctionStatement(node);
        }

        public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
        {
            Body(node.Body);
            base.VisitConstructorDeclaration(node);
        }

        public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
        {
            Body(node.Body);
            base.VisitOperatorDeclaration(node);
        }

        public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
        {
            Body(node.Body);
            base.VisitAccessorDeclaration(node);
        }

        public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
        {
            Body(node.Block);
            base.VisitParenthesizedLambdaExpression(node);
        }

        public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
        {
            Body(node.Block);
            base.VisitSimpleLambdaExpression(node);
        }

        public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
        {
            Body(node.Block);
            base.VisitAnonymousMethodExpression(node);
        }

        private void Insert(int at, string text) => Edits.Add((at, 0, text + " "));

        private void Loop(StatementSyntax body)
        {
            if (body is BlockSyntax block)
            {
                Insert(block.OpenBraceToken.Span.End, " " + Go);
            }
            else
            {
                Wrap(body);
            }
        }

        private void Wrap(StatementSyntax statement)
        {
            Insert(statement.SpanStart, "{ " + Go);
            Edits.Add((statement.Span.End, 0, " }"));
        }

        private void Body(BlockSyntax? body)
        {
            if (body is not null)
            {
                Insert(body.OpenBraceToken.Span.End, " " + Enter);
            }
        }

        private void Function(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken end, TypeSyntax type, SyntaxTokenList modifiers)
        {
            Body(body);
            if (arrow is null || arrow.Expression is ThrowExpressionSyntax or RefExpressionSyntax || type is RefTypeSyntax)
            {
                return;
            }

            Edits.Add((arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, $"{{ {Enter} {(ReturnsNothing(type, modifiers) ? string.Empty : "return ")}"));
            Edits.Add((end.Span.End, 0, " }"));
        }

        private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers)
        {
            if (type is PredefinedTypeSyntax predefined)
            {
                return predefined.Keyword.IsKind(SyntaxKind.VoidKeyword);
            }

            var name = type is QualifiedNameSyntax qualified ? qualified.Right : type;
            return modifiers.Any(SyntaxKind.AsyncKeyword) && name is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" };
        }
    }
}
