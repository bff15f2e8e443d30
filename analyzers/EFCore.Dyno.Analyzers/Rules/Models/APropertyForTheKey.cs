// The way out of DYNO2003 and DYNO2013 beside shards: a key of few values is continued by a property that what is asked for belongs to. One is offered only where its
// name says that it is another thing's id: of what its values are nothing is known, but that they are many.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class APropertyForTheKey
{
    private const string Delimiter = "#";

    /// <summary>Adds the way to those that there are, where a property is known and the key is written in a form that has room for it.</summary>
    /// <param name="ways">What is offered already.</param>
    /// <param name="entity">Has the key.</param>
    /// <param name="place">The key's text: a lambda or a template; null where it is not in source.</param>
    /// <param name="partitionKeys">The attributes of the key.</param>
    /// <param name="sortKeys">The sort key beside it, whose properties are not taken.</param>
    public static Ways AddTo(Ways ways, EntityModel entity, Location? place, IReadOnlyList<KeyShape> partitionKeys, IEnumerable<KeyShape> sortKeys)
    {
        var used = new HashSet<PropertyModel>(partitionKeys.Concat(sortKeys).SelectMany(k => k.Properties));
        if (place?.SourceTree is not { } tree || Find(entity, used) is not { } name
            || tree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax key)
        {
            return ways;
        }

        return Continue(key, name) is { } change ? ways.Add(1, Messages.PutIntoTheKey(name), change) : ways;
    }

    // CustomerId before the second such property; never the entity's own id, of which each item has another.
    private static string? Find(EntityModel entity, HashSet<PropertyModel> used) => entity.Properties.FirstOrDefault(p =>
        p is { Symbol: not null, IsNullable: false, HasConversion: false, IsUncertain: false, IsGenerated: false, BareType: { } type }
        && !used.Contains(p)
        && p.Name.Length > 2 && p.Name.EndsWith("Id", StringComparison.Ordinal) && p.Name != entity.Type.Name + "Id"
        && PropertyWords.ValuesByName(p.Name) is null
        && (type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 || type is { Name: nameof(Guid), ContainingNamespace.Name: "System" }))?.Name;

    private static Change? Continue(ExpressionSyntax key, string name)
    {
        switch (key)
        {
            // "STATUS#{Status}", and "Status" for the property
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: { Text: ['"', ..], ValueText: var text } } literal when !literal.Token.Text.StartsWith("\"\"\"", StringComparison.Ordinal):
                return text.Contains('{')
                    ? Change.Insert(literal, literal.Span.End - 1, $"{Delimiter}{{{name}}}")
                    : new Change(literal.GetLocation(), $"\"{{{text}}}{Delimiter}{{{name}}}\"");
            case SimpleLambdaExpressionSyntax { ExpressionBody: { } body, Parameter.Identifier.ValueText: var parameter } lambda:
                return Continue(lambda, body, parameter, name);
            case ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } body, ParameterList.Parameters: [{ Identifier.ValueText: var parameter }] } lambda:
                return Continue(lambda, body, parameter, name);
            default:
                return null;
        }
    }

    private static Change? Continue(LambdaExpressionSyntax lambda, ExpressionSyntax body, string parameter, string name) => body switch
    {
        // o => o.Status
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } member => Change.Of(member, $"$\"{{{member}}}{Delimiter}{{{parameter}.{name}}}\""),
        // o => $"STATUS#{o.Status}"
        InterpolatedStringExpressionSyntax { StringStartToken.ValueText: "$\"" } text => Change.Insert(text, text.Span.End - 1, $"{Delimiter}{{{parameter}.{name}}}"),
        // _ => "ALL"
        LiteralExpressionSyntax { Token: { Text: ['"', ..] written, ValueText: var text } } when !written.StartsWith("\"\"\"", StringComparison.Ordinal) && !text.Contains('{') && !text.Contains('}') =>
            Change.Of(lambda, $"x => $\"{written.Substring(1, written.Length - 2)}{Delimiter}{{x.{name}}}\""),
        // o => new { o.Status, o.IsHot }
        AnonymousObjectCreationExpressionSyntax { Initializers: { Count: < Limits.IndexKeyAttributes } members } => Change.Insert(body, members.Last().Span.End, $", {parameter}.{name}"),
        _ => null,
    };
}
