// Where in a call a remedy writes: rules know the name of the call or one of its arguments.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class Places
{
    /// <summary>Behind the call of this name that a place is the name or an argument of, or null.</summary>
    public static Location? Behind(Location? place, string method) =>
        Call(place) is { } call && NameOf(call)?.ValueText == method ? Location.Create(place!.SourceTree!, new TextSpan(call.Span.End, 0)) : null;

    /// <summary>An argument of the call or attribute that a place is in, or null.</summary>
    public static Location? Argument(Location? place, int ordinal) =>
        Call(place) is { } call ? ordinal < call.ArgumentList.Arguments.Count ? call.ArgumentList.Arguments[ordinal].Expression.GetLocation() : null
        : Node(place)?.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } list } && ordinal < list.Arguments.Count ? list.Arguments[ordinal].Expression.GetLocation()
        : null;

    /// <summary>From the name of a call or attribute up to one of its arguments.</summary>
    public static Location? UpToArgument(Location? place, int ordinal)
    {
        var start = Call(place) is { } call ? NameOf(call)?.SpanStart : Node(place)?.FirstAncestorOrSelf<AttributeSyntax>()?.Name.SpanStart;
        return start is { } from && Argument(place, ordinal) is { } argument ? Location.Create(place!.SourceTree!, TextSpan.FromBounds(from, argument.SourceSpan.Start)) : null;
    }

    public static string Text(this Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    private static SyntaxToken? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier;

    // A place within a lambda is not within the call that the lambda makes, but in that which it is given to.
    private static InvocationExpressionSyntax? Call(Location? place)
    {
        for (var node = Node(place); node is not null; node = node.Parent)
        {
            if (node is InvocationExpressionSyntax call && (NameOf(call)?.Span == place!.SourceSpan || call.ArgumentList.Arguments.Any(a => a.Expression.Span == place!.SourceSpan)))
            {
                return call;
            }

            if (node is StatementSyntax)
            {
                return null;
            }
        }

        return null;
    }

    private static SyntaxNode? Node(Location? place) => place?.SourceTree is { } tree ? tree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true) : null;
}
