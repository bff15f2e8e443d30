// Objects that the query itself makes: anonymous types, tuples, arrays, records of keys. They are compared and joined part by part,
// so that no object has to be made.

using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace EFCore.Dyno.Query;

internal static class MadeObjects
{
    // What the object is made of, in order; null where it is not made here.
    public static IReadOnlyList<Expression>? PartsOf(Expression expression) => expression switch
    {
        NewExpression { Members: not null } created => created.Arguments,
        NewExpression { Arguments.Count: > 0 } created when IsTuple(created.Type) => created.Arguments,
        MethodCallExpression { Object: null, Method.Name: nameof(Tuple.Create), Arguments.Count: > 0 } call
            when call.Method.DeclaringType == typeof(Tuple) || call.Method.DeclaringType == typeof(ValueTuple) => call.Arguments,
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array => array.Expressions,
        // EF's own wrapper of a composite key.
        NewExpression { Arguments: [NewArrayExpression { NodeType: ExpressionType.NewArrayInit } values] } => values.Expressions,
        MemberInitExpression { NewExpression.Arguments.Count: 0 } init when init.Bindings.All(b => b is MemberAssignment) =>
            [.. init.Bindings.Cast<MemberAssignment>().Select(b => b.Expression)],
        _ => null,
    };

    // The same parts of a value of the same type that is an object already; null where they cannot be told.
    public static IReadOnlyList<Expression>? PartsOf(Expression value, Expression made) => made switch
    {
        _ when value.Type != made.Type => null,
        NewExpression { Members: { } members } => [.. members.Select(m => Expression.MakeMemberAccess(value, m))],
        _ when IsTuple(made.Type) => [.. Enumerable.Range(1, PartsOf(made)!.Count).Select(i => (Expression)Expression.PropertyOrField(value, i == 8 ? "Rest" : "Item" + i))],
        _ => null,
    };

    private static bool IsTuple(Type type) => typeof(ITuple).IsAssignableFrom(type);
}
