using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mimic.Kernel.Language;

/// <summary>Which methods a call may mean while it is being written.</summary>
internal static class Callee
{
    /// <summary>The method, or all overloads.</summary>
    /// <param name="model">The meaning of the code.</param>
    /// <param name="arguments">The arguments of the call.</param>
    public static IReadOnlyList<IMethodSymbol> Of(SemanticModel model, BaseArgumentListSyntax arguments) => arguments.Parent switch
    {
        InvocationExpressionSyntax call => Methods(model.GetSymbolInfo(call), model.GetMemberGroup(call.Expression)),
        BaseObjectCreationExpressionSyntax creation => Methods(
            model.GetSymbolInfo(creation), (model.GetTypeInfo(creation).Type as INamedTypeSymbol)?.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public) ?? []),
        _ => [],
    };

    private static List<IMethodSymbol> Methods(SymbolInfo info, IEnumerable<ISymbol> group)
    {
        IEnumerable<ISymbol> sure = info.Symbol is { } symbol ? [symbol] : [];
        return [.. sure.Concat(group).OfType<IMethodSymbol>().Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)];
    }
}
