// The way out of DYNO2016: what a key of several attributes names, in a template, which is one.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class ATemplateOfMembers
{
    /// <param name="index">Has the key.</param>
    /// <param name="argument">The key's place among the arguments of the call that declares the index.</param>
    public static Ways For(IndexModel index, int argument)
    {
        var ways = new Ways();
        if (Places.Argument(index.Location, argument) is not { SourceTree: { } tree } place
            || tree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not LambdaExpressionSyntax { ExpressionBody: AnonymousObjectCreationExpressionSyntax members }
            || !members.Initializers.All(m => m is { NameEquals: null, Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } }))
        {
            return ways;
        }

        var template = string.Join("#", members.Initializers.Select(m => $"{{{m.Expression}}}"));
        return ways.Add(0, Messages.PutIntoATemplate, Change.Of(members, $"$\"{template}\""));
    }
}
