// The way out of DYNO1020: a condition on the time to live, where the query begins, with the time of the statement that asks.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal static class AConditionOnExpiry
{
    public static Ways For(QueryUse query, PropertyModel expiry)
    {
        var ways = new Ways();
        var root = query.Query.Root;
        if (expiry is not { Symbol: not null, BareType: { } type } || !query.Roots.Any()
            || root.Syntax.Parent is not (MemberAccessExpressionSyntax or FromClauseSyntax)
            || root.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !Change.HasRoom(statement)
            || root.Syntax.Ancestors().TakeWhile(a => a != statement).Any(a => a is AnonymousFunctionExpressionSyntax))
        {
            return ways;
        }

        var time = type switch
        {
            { SpecialType: SpecialType.System_DateTime } => $"{Texts.TypeName(root, "System", nameof(DateTime))}.UtcNow",
            { Name: nameof(DateTimeOffset), ContainingNamespace.Name: "System" } => $"{Texts.TypeName(root, "System", nameof(DateTimeOffset))}.UtcNow",
            { SpecialType: SpecialType.System_Int64 } => $"{Texts.TypeName(root, "System", nameof(DateTimeOffset))}.UtcNow.ToUnixTimeSeconds()",
            _ => null,
        };
        if (time is null)
        {
            return ways;
        }

        var (now, row) = (Change.FreeName(statement, "utcNow"), Change.FreeName(statement, "x"));
        var condition = $"{row}.{expiry.Name} > {now}";

        // What has no time does not expire.
        condition = expiry.IsNullable ? $"{row}.{expiry.Name} == null || {condition}" : condition;
        return ways.Add(
            0,
            Messages.AskForWhatLives(expiry.Name),
            Change.Before(statement, $"var {now} = {time};"),
            Change.Insert(root.Syntax, root.Syntax.Span.End, $".Where({row} => {condition})"));
    }
}
