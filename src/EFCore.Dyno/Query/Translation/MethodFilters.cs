// The methods that the store has words for: begins_with, contains, IN, comparison of strings by code point.

using System.Linq.Expressions;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Query;

internal static class MethodFilters
{
    public static FilterNode? Translate(MethodCallExpression call)
    {
        var method = call.Method;
        if (method.DeclaringType == typeof(string))
        {
            return method.Name switch
            {
                nameof(string.StartsWith) when call.Arguments is [var prefix] || IsOrdinal(call, out prefix) =>
                    Text(call.Object!, prefix) is var (field, term) && field is not null ? new BeginsWithFilter(field, term!) : null,
                nameof(string.Contains) when call.Arguments is [var part] || IsOrdinal(call, out part) =>
                    Text(call.Object!, part) is var (field, term) && field is not null ? new ContainsFilter(field, term!, IsElement: false) : null,
                nameof(string.IsNullOrEmpty) when FilterTranslator.FieldOf(call.Arguments[0]) is { } field =>
                    new OrFilter(new ExistsFilter(field, false), new CompareFilter(field, FilterOperator.Equal, new ConstantTerm(""))),
                nameof(string.Equals) => Equality(call),
                _ => null,
            };
        }

        return method.Name switch
        {
            nameof(Equals) => Equality(call),
            nameof(Enumerable.Contains) => Contains(call),
            _ => null,
        };
    }

    // string.Compare(a, b) < 0 and a.CompareTo(b) < 0.
    public static FilterNode? Comparison(FilterOperator op, Expression left, Expression right)
    {
        if (right is ConstantExpression { Value: 0 } && left is MethodCallExpression call)
        {
            var (first, second) = call.Method.Name switch
            {
                nameof(string.Compare) or nameof(string.CompareOrdinal) when call.Method.DeclaringType == typeof(string) && call.Arguments.Count == 2 =>
                    (call.Arguments[0], call.Arguments[1]),
                nameof(IComparable.CompareTo) when call.Object is not null && call.Arguments.Count == 1 => (call.Object, call.Arguments[0]),
                _ => (null, null),
            };
            return first is null ? null : FilterTranslator.Compare(op, first, second!);
        }

        return left is ConstantExpression { Value: 0 } && right is MethodCallExpression
            ? Comparison(FilterTranslator.Turn(op), right, left)
            : null;
    }

    private static FilterNode? Equality(MethodCallExpression call) => call switch
    {
        { Object: { } instance, Arguments: [var other] } => FilterTranslator.Compare(FilterOperator.Equal, instance, other),
        { Object: null, Arguments: [var left, var right] } => FilterTranslator.Compare(FilterOperator.Equal, left, right),
        _ => null,
    };

    private static FilterNode? Contains(MethodCallExpression call)
    {
        var (list, item) = call switch
        {
            { Object: { } instance, Arguments: [var only] } => (instance, only),
            { Object: null, Arguments: [var first, var second] } => (first, second),
            _ => (null, null),
        };
        if (list is null)
        {
            return null;
        }

        if (list is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            list = convert.Operand;
        }

        if (FilterTranslator.FieldOf(list) is { Property: { } property } field
            && (property.IsPrimitiveCollection || property.GetTypeMapping() is DynoTypeMapping { SetElementMapping: not null }))
        {
            return FilterTranslator.TermOf(item!) is { IsNull: false } term ? new ContainsFilter(field, term, IsElement: true) : null;
        }

        return FilterTranslator.In(item!, list);
    }

    private static (FilterField? Field, FilterTerm? Term) Text(Expression instance, Expression part) =>
        part.Type == typeof(string)
        && FilterTranslator.FieldOf(instance) is { } field
        && field.Property!.ClrType == typeof(string)
        && field.Property.GetTypeMapping().Converter is null
        && FilterTranslator.TermOf(part) is { IsNull: false } term
            ? (field, term)
            : default;

    private static bool IsOrdinal(MethodCallExpression call, out Expression value)
    {
        value = call.Arguments[0];
        return call.Arguments is [_, ConstantExpression { Value: StringComparison.Ordinal }];
    }
}
