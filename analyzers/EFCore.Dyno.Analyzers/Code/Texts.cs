// The text of code that a fix writes, from the text that stands there.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class Texts
{
    /// <summary>Whether <c>await</c> can be written where an operation stands.</summary>
    public static bool CanAwait(this IOperation operation, ISymbol containing)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
                case ILockOperation:
                    return false;
            }
        }

        return containing is IMethodSymbol { IsAsync: true };
    }

    /// <summary>What is written before the last dot of a call, or null for a call without one.</summary>
    public static string? Before(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Expression.ToString() : null;

    /// <summary>What is written between the parentheses of a call.</summary>
    public static string Arguments(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation ? invocation.ArgumentList.Arguments.ToString() : "";

    /// <summary>What is written between &lt; and &gt; of a call, with these; empty where there is nothing.</summary>
    public static string TypeArguments(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } } ? generic.TypeArgumentList.ToString() : "";

    /// <summary><c>await text</c>, in parentheses where something follows.</summary>
    public static string Await(string text, SyntaxNode replaced) =>
        replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax
            ? $"(await {text})"
            : "await " + text;

    /// <summary>A type's name as it can be written at a place: with its namespace where that is not imported.</summary>
    public static string TypeName(IOperation place, string space, string name) =>
        place.SemanticModel?.LookupNamespacesAndTypes(place.Syntax.SpanStart, name: name).Any(t => t.ContainingNamespace?.ToDisplayString() == space) == true ? name : $"{space}.{name}";

    /// <summary>Whether an extension method can be called on values of a type at a place.</summary>
    public static bool CanCall(IOperation place, ITypeSymbol? receiver, string method) =>
        receiver is INamespaceOrTypeSymbol && place.SemanticModel?.LookupSymbols(place.Syntax.SpanStart, receiver, method, includeReducedExtensionMethods: true).IsEmpty == false;

    /// <summary>An expression as it stands there; <c>this</c> where it is not written.</summary>
    public static string Of(IOperation operation) => operation is IInstanceReferenceOperation { IsImplicit: true } ? "this" : operation.Syntax.ToString();

    /// <summary>The whole of an expression: a query from its <c>from</c>, with the parentheses around it.</summary>
    public static SyntaxNode Whole(IOperation operation)
    {
        var syntax = operation.Syntax;
        syntax = syntax is QueryClauseSyntax or SelectOrGroupClauseSyntax or QueryBodySyntax ? syntax.FirstAncestorOrSelf<QueryExpressionSyntax>()! : syntax;
        return syntax.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : syntax;
    }

    /// <summary>Whether the whole of what is written is one statement.</summary>
    public static bool IsStatement(SyntaxNode syntax) => syntax.Parent is ExpressionStatementSyntax;

    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
