// Makes the pattern of a query from the query and what EF's extraction made of it: where EF put a parameter there is a value, and all else is part of the
// query. Where EF's tree is another one in any other way, what EF does may depend on values (`flag && …` goes away or not), and there is no pattern.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class QueryPatternBuilder : PatternBuilder
{
    private QueryPatternBuilder()
    {
    }

    public static QueryPattern? Build(Expression query, Expression extracted) => new QueryPatternBuilder().BuildAll(query, extracted);

    protected override QueryPattern Visit(Expression written, Expression made) => (written, made) switch
    {
        (_, QueryParameterExpression parameter) => Value(written, parameter),
        (ConstantExpression constant, ConstantExpression kept) => Constant(constant, kept),
        (_, ConstantExpression kept) => IsFixed(kept.Value) && CapturedValue.Of(written) is { } value ? new FixedPattern(value, kept.Value) : Refuse(),
        (EntityQueryRootExpression, EntityQueryRootExpression root) => Root(root),
        (MemberExpression, EntityQueryRootExpression root) => MemberPath.Of(written) is { } path ? new CapturedRootPattern(path, Root(root)) : Refuse(),
        (MethodCallExpression { Method: var method } call, MethodCallExpression other) when method.DeclaringType == typeof(MemoryExtensions) => OverSpan(call, other),
        _ => IsDecided(made) ? Refuse() : Same(written, made),
    };

    private QueryPattern Value(Expression query, QueryParameterExpression parameter) => query switch
    {
        ConstantExpression constant => new ArgumentPattern(parameter.Name, constant.Type),
        _ when CapturedValue.Of(query) is { } value => new CapturedPattern(parameter.Name, value),
        _ => Refuse(),
    };

    // An object of any other type may be equal to none but itself, and be another one each time.
    private QueryPattern Constant(ConstantExpression constant, ConstantExpression kept) =>
        constant.Type == kept.Type && IsFixed(constant.Value) && Equals(constant.Value, kept.Value)
            ? new ConstantPattern(constant.Type, constant.Value)
            : Refuse();

    private RootPattern Root(EntityQueryRootExpression root)
    {
        if (root.GetType() != typeof(EntityQueryRootExpression))
        {
            Refuse();
        }

        return new(root.EntityType);
    }

    // C# asks a span made of an array whether it contains something; EF asks the array.
    private QueryPattern OverSpan(MethodCallExpression call, MethodCallExpression made) =>
        call is { Method.Name: nameof(MemoryExtensions.Contains), Arguments: [MethodCallExpression { Method.Name: "op_Implicit", Object: null, Arguments: [var array] } span, var value] }
        && made is { Method.Name: nameof(Enumerable.Contains), Arguments: [var madeArray, var madeValue] } && made.Method.DeclaringType == typeof(Enumerable)
            ? new CallPattern(call.Method, null, [new CallPattern(span.Method, null, [Visit(array, madeArray)]), Visit(value, madeValue)])
            : Refuse();

    // EF decides these by a value where it has one in that place.
    private static bool IsDecided(Expression made) => made switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } binary => IsValue(binary.Left) || IsValue(binary.Right),
        BinaryExpression { NodeType: ExpressionType.Coalesce } binary => IsValue(binary.Left),
        ConditionalExpression conditional => IsValue(conditional.Test),
        _ => false,
    };

    private static bool IsFixed(object? value) => value is null or ValueType or string;

    private static bool IsValue(Expression node) => node is QueryParameterExpression or ConstantExpression;
}
