// The way out of DYNO3007: one token, made before the first attempt, in every request. A request that is made once has room for it itself.

using EFCore.Dyno.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal static class ATokenToKeep
{
    private const string Name = "clientRequestToken";

    /// <summary>Nothing to offer where no statement can stand before what tries again.</summary>
    /// <param name="creation">Makes the request.</param>
    /// <param name="given">The token that is another in each attempt, or null where there is none.</param>
    /// <param name="retry">The loop or the lambda that makes the call again.</param>
    public static Ways For(IObjectCreationOperation creation, IOperation? given, IOperation retry)
    {
        var ways = new Ways();
        if (creation.Syntax is not BaseObjectCreationExpressionSyntax { Initializer: not null } syntax)
        {
            return ways;
        }

        var token = $"{Texts.TypeName(creation, "System", nameof(Guid))}.NewGuid().ToString()";
        if (!retry.Syntax.Span.Contains(creation.Syntax.Span))
        {
            return ways.Add(0, Messages.KeepTheToken, Change.Initialize(syntax, $"ClientRequestToken = {token}"));
        }

        if (retry.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !Change.HasRoom(statement))
        {
            return ways;
        }

        var name = Change.FreeName(statement, Name);
        var declared = Change.Before(statement, $"var {name} = {given?.Syntax.ToString() ?? token};");
        return given is null
            ? ways.Add(0, Messages.KeepTheToken, [declared, .. Change.Initialize(syntax, $"ClientRequestToken = {name}")])
            : IsMadeOfNothingInside(given, retry) ? ways.Add(0, Messages.KeepTheToken, declared, Change.Of(given.Syntax, name)) : ways;
    }

    // What it is made of is there before the first attempt.
    private static bool IsMadeOfNothingInside(IOperation value, IOperation retry) =>
        !value.DescendantsAndSelf().Any(o => o is IAwaitOperation
            || (o.Symbol() is (ILocalSymbol or IParameterSymbol) and { DeclaringSyntaxReferences: var references } && references.Any(r => retry.Syntax.Span.Contains(r.Span))));
}
