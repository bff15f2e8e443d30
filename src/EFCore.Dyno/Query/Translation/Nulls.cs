// Null as EF has it: reading a member of what is null gives null, and a value type that may be absent is its nullable form.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Nulls
{
    public static Type Lift(Type type) =>
        type.IsValueType && type != typeof(void) && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // A nullable value where it is known to be there.
    public static Expression Bare(Expression expression) =>
        Nullable.GetUnderlyingType(expression.Type) is { } bare ? Expression.Convert(expression, bare) : expression;

    public static Expression Lift(Expression expression) =>
        Lift(expression.Type) is var lifted && lifted != expression.Type ? Expression.Convert(expression, lifted) : expression;

    // A condition: null is not true.
    public static Expression Truth(Expression expression) => expression.Type switch
    {
        var type when type == typeof(bool) => expression,
        var type when type == typeof(bool?) => Expression.Coalesce(expression, Expression.Constant(false)),
        _ => Expression.Convert(expression, typeof(bool)),
    };

    // The expression as a type that C# gives it, though it may have become nullable.
    public static Expression As(Expression expression, Type type) => expression.Type == type ? expression
#pragma warning disable EF1001 // A struct that is not there, asked for as one that is, is its default.
        : expression is StructuralTypeShaperExpression { IsNullable: true } shaper && type.IsValueType && expression.Type == Lift(type) ? shaper.MakeClrTypeNonNullable()
#pragma warning restore EF1001
        : expression is CollectionRead collection && typeof(IQueryable).IsAssignableFrom(type) ? collection.As(type)
        : !type.IsValueType && type.IsAssignableFrom(expression.Type) && !expression.Type.IsValueType ? expression
        : Expression.Convert(expression, type);

    // Gives two operands one type, the nullable one where they differ in that.
    public static (Expression Left, Expression Right) Align(Expression left, Expression right)
    {
        if (left.Type == right.Type)
        {
            return (left, right);
        }

        if (Lift(left.Type) == Lift(right.Type))
        {
            return (Lift(left), Lift(right));
        }

        if (IsNull(left))
        {
            return (Expression.Constant(null, Lift(right.Type)), Lift(right));
        }

        if (IsNull(right))
        {
            return (Lift(left), Expression.Constant(null, Lift(left.Type)));
        }

        return left.Type.IsAssignableFrom(right.Type) ? (left, Expression.Convert(right, left.Type))
            : right.Type.IsAssignableFrom(left.Type) ? (Expression.Convert(left, right.Type), right)
            : (left, right);
    }

    public static bool IsNull(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } => true,
        DefaultExpression d => !d.Type.IsValueType || Nullable.GetUnderlyingType(d.Type) is not null,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };

    // Whether an operand of a call or member access has to be looked at before it is used.
    public static bool CanBeNull(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value is null,
        NewExpression or NewArrayExpression or MemberInitExpression or ListInitExpression or LambdaExpression or ParameterExpression => false,
        CollectionRead or RowsRead or GroupingRead or ValuesOrNone => false,
        PropertyRead read => read.CanBeNull,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs, Method: null } convert
            when !convert.Type.IsValueType || Nullable.GetUnderlyingType(convert.Type) is not null => CanBeNull(convert.Operand),
        MethodCallExpression { Method.DeclaringType: var type } call when type == typeof(string)
            && (call.Object is not null || call.Method.Name is nameof(string.Concat) or nameof(string.Format) or nameof(string.Join)) => false,
        BinaryExpression { NodeType: ExpressionType.Add, Type: var type } when type == typeof(string) => false,
        BinaryExpression { NodeType: ExpressionType.Coalesce } coalesce => CanBeNull(coalesce.Right),
        _ => !expression.Type.IsValueType || Nullable.GetUnderlyingType(expression.Type) is not null,
    };
}
