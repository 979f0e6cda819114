using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mimic.Kernel.Checks;

/// <summary>
/// What a code cell must not hold so that it runs alike in .NET Interactive, Verso, ClrKernel and our own engine. Each rule
/// stands for a construct that at least one of them refuses or treats in another way.
/// </summary>
internal static partial class CodeRules
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>What breaks a rule: position in the code, rule, problem, remedy.</summary>
    public static IEnumerable<(int Position, string Rule, string Problem, string Remedy)> Check(string code)
    {
        // The compiler would read '#!' in the middle of a cell as an error and at its start as a comment.
        foreach (Match magic in Magic().Matches(code))
        {
            yield return (magic.Index, "magic", "A '#!' command works in one kernel only.", "Write plain C#.");
        }

        foreach (Match feed in Feed().Matches(code))
        {
            yield return (feed.Index, "reference", "'#i' adds a package feed, which needs a network and is not portable.", "Load the library with #r \"../lib/bin/Mimic.dll\".");
        }

        // At the start of a line, and so outside of any method; to the parser of scripts it is not a declaration at all.
        foreach (Match disposable in UsingVariable().Matches(code))
        {
            yield return (disposable.Index, "using-var", "'using var' at the top level does not compile in a cell.", "Write a using block, or put it into a method.");
        }

        var root = CSharpSyntaxTree.ParseText(code, Script).GetRoot();
        foreach (var node in root.DescendantNodes(descendIntoTrivia: true))
        {
            if (CheckNode(node) is { } found)
            {
                yield return (node.SpanStart, found.Rule, found.Problem, found.Remedy);
            }
        }
    }

    private static (string Rule, string Problem, string Remedy)? CheckNode(SyntaxNode node) => node switch
    {
        LoadDirectiveTriviaSyntax => ("load", "'#load' is relative to another folder in each kernel.", "Put shared code into lib."),
        ReferenceDirectiveTriviaSyntax reference => Reference(reference.File.ValueText),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "display" } } =>
            ("display", "display() exists in .NET Interactive only.", "Write the value as the last line, or Show(value)."),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "HTML" } } =>
            ("html", "HTML() is not in every kernel.", "Show a value with ToHtml()."),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Display" }, ArgumentList.Arguments.Count: > 0 } =>
            ("display", "Display(\"type\") means something else in each kernel.", "Write Show(value)."),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "DisplayAs" } } =>
            ("display", "DisplayAs() exists in .NET Interactive only.", "Write Show(value)."),
        IdentifierNameSyntax { Identifier.Text: "dynamic", Parent: not MemberAccessExpressionSyntax } =>
            ("dynamic", "'dynamic' does not compile in every kernel.", "Use 'var' or a type."),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" }, Name.Identifier.Text: "Error" or "OpenStandardError" } =>
            ("console-error", "Output to Console.Error counts as a failure in one kernel.", "Use Console.WriteLine, or throw."),
        BaseNamespaceDeclarationSyntax => ("namespace", "A cell cannot declare a namespace.", "Put the code into lib."),
        ClassDeclarationSyntax type when type.DescendantNodes().OfType<ParameterSyntax>().Any(p => p.Modifiers.Any(SyntaxKind.ThisKeyword)) =>
            ("extension", "An extension method within a class does not compile in a cell.", "Declare it at the top level of the cell, or put it into lib."),
        BaseTypeDeclarationSyntax type when type.Modifiers.Any(SyntaxKind.FileKeyword) => ("file-type", "A 'file' type does not compile in a cell.", "Leave out 'file'."),
        ExternAliasDirectiveSyntax => ("extern-alias", "'extern alias' does not compile in a cell.", "Put the code into lib."),
        NullableTypeSyntax { ElementType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword or (int)SyntaxKind.ObjectKeyword } } =>
            ("nullable", "'?' on a reference type warns in a cell.", "Leave it out."),
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Random" } } =>
            ("random", "System.Random gives other numbers in other versions of .NET.", "Use SeededRandom with the notebook's seed."),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Random" }, Name.Identifier.Text: "Shared" } =>
            ("random", "System.Random gives other numbers on each run.", "Use SeededRandom with the notebook's seed."),
        IdentifierNameSyntax { Identifier.Text: "HtmlString" or "IHtmlContent" } =>
            ("html", "The HTML types of ASP.NET are not in every kernel.", "Show a value with ToHtml()."),
        _ => null,
    };

    private static (string Rule, string Problem, string Remedy)? Reference(string file)
    {
        const string Remedy = "Load the library with #r \"../lib/bin/Mimic.dll\".";
        if (file.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            return ("reference", "'#r \"nuget: ...\"' needs a network and is not known to every kernel.", Remedy);
        }

        return file.StartsWith("../", StringComparison.Ordinal)
            ? null
            : ("reference", "'#r' must name a file relative to the notebook.", Remedy);
    }

    [GeneratedRegex(@"^[ \t]*#!.*$", RegexOptions.Multiline)]
    private static partial Regex Magic();

    [GeneratedRegex(@"^[ \t]*#i\b.*$", RegexOptions.Multiline)]
    private static partial Regex Feed();

    [GeneratedRegex(@"^using\s+(?:var\s|(?!static\b)[\w.<>]+\s+\w+\s*=)", RegexOptions.Multiline)]
    private static partial Regex UsingVariable();
}
