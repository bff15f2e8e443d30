// The methods that the store has words for: begins_with, contains, IN, comparison of strings by code point.

using System.Linq.Expressions;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Query;

internal sealed class MethodFilters(FilterTranslator filters)
{
    public FilterNode? Translate(MethodCallExpression call)
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
                nameof(string.IsNullOrEmpty) when filters.FieldOf(call.Arguments[0]) is { } field =>
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
    public FilterNode? Comparison(FilterOperator op, Expression left, Expression right)
    {
        if (left is NullSafe safe)
        {
            left = safe.Inner;
        }

        if (right is ConstantExpression { Value: 0 } && left is MethodCallExpression call)
        {
            var (first, second) = call.Method.Name switch
            {
                nameof(string.Compare) or nameof(string.CompareOrdinal) when call.Method.DeclaringType == typeof(string) && call.Arguments.Count == 2 =>
                    (call.Arguments[0], call.Arguments[1]),
                nameof(IComparable.CompareTo) when call.Object is not null && call.Arguments.Count == 1 => (call.Object, call.Arguments[0]),
                _ => (null, null),
            };
            return first is null ? null : filters.Compare(op, first, second!);
        }

        return left is ConstantExpression { Value: 0 } && right is MethodCallExpression or NullSafe { Inner: MethodCallExpression }
            ? Comparison(Filters.Turn(op), right, left)
            : null;
    }

    private FilterNode? Equality(MethodCallExpression call) => call switch
    {
        { Object: { } instance, Arguments: [var other] } => filters.Compare(FilterOperator.Equal, instance, other),
        { Object: null, Arguments: [var left, var right] } => filters.Compare(FilterOperator.Equal, left, right),
        _ => null,
    };

    private FilterNode? Contains(MethodCallExpression call)
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

        if (filters.FieldOf(list is ValuesOrNone values ? values.Values : list) is { Property: { } property } field
            && (property.IsPrimitiveCollection || property.GetTypeMapping() is DynoTypeMapping { SetElementMapping: not null }))
        {
            return filters.TermOf(item!) is { IsNull: false } term ? new ContainsFilter(field, term, IsElement: true) : null;
        }

        return filters.In(item!, list);
    }

    private (FilterField? Field, FilterTerm? Term) Text(Expression instance, Expression part) =>
        part.Type == typeof(string)
        && filters.FieldOf(instance) is { } field
        && field.Property!.ClrType == typeof(string)
        && field.Property.GetTypeMapping().Converter is null
        && filters.TermOf(part) is { IsNull: false } term
            ? (field, term)
            : default;

    private static bool IsOrdinal(MethodCallExpression call, out Expression value)
    {
        value = call.Arguments[0];
        return call.Arguments is [_, ConstantExpression { Value: StringComparison.Ordinal }];
    }
}
