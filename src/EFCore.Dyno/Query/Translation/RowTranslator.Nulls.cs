// Operators whose operands may have become nullable: comparisons and arithmetic are lifted, member accesses are null where
// an operand is, and what has to be of its own type again (an argument of new, an element of an array) is converted back. Calls: RowTranslator.Calls.cs.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed partial class RowTranslator
{
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            && (StringCalls.Compared(node.Left, node.Right) ?? StringCalls.Compared(node.Right, node.Left)) is var (first, second))
        {
            return VisitBinary(Expression.MakeBinary(node.NodeType, first, second));
        }

        var left = Visit(node.Left);
        var right = Visit(node.Right);
        switch (node.NodeType)
        {
            case ExpressionType.Equal or ExpressionType.NotEqual:
                return StructuralEquality.Translate(node.NodeType, left, right)
                    ?? (Nulls.IsNull(right) && IsNeverNull(left) || Nulls.IsNull(left) && IsNeverNull(right)
                        ? Expression.Constant(node.NodeType == ExpressionType.NotEqual)
                        : Compare(node, left, right));

            case ExpressionType.AndAlso or ExpressionType.OrElse:
                return Logical(node.NodeType == ExpressionType.AndAlso, Nulls.Truth(left), Nulls.Truth(right));

            case ExpressionType.Coalesce:
                return Coalesce(left, right);

            case ExpressionType.ArrayIndex:
                return Positions.At(left, right) ?? new NullSafe([left], o => Expression.ArrayIndex(o[0], Nulls.As(right, typeof(int))));

            case ExpressionType.Add when node.Method?.DeclaringType == typeof(string):
                return Expression.Add(Nulls.As(left, node.Method.GetParameters()[0].ParameterType), Nulls.As(right, node.Method.GetParameters()[1].ParameterType), node.Method);

            case ExpressionType.LeftShift or ExpressionType.RightShift:
                return Expression.MakeBinary(node.NodeType, left, left.Type == Nulls.Lift(left.Type) ? Nulls.Lift(right) : right);

            default:
                return Compare(node, left, right);
        }
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        if (node.NodeType == ExpressionType.Quote)
        {
            return base.VisitUnary(node);
        }

        var operand = Visit(node.Operand);
        switch (node.NodeType)
        {
            case ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs:
                return Convert(node, operand);
            case ExpressionType.ArrayLength:
                return new NullSafe([operand], o => Expression.ArrayLength(o[0]));
            case ExpressionType.Not or ExpressionType.Negate or ExpressionType.NegateChecked or ExpressionType.UnaryPlus or ExpressionType.OnesComplement:
                return Expression.MakeUnary(node.NodeType, operand, operand.Type, node.Method);
            default:
                return node.Update(operand);
        }
    }

    protected override Expression VisitConditional(ConditionalExpression node)
    {
        var test = Nulls.Truth(Visit(node.Test));
        var (left, right) = Nulls.Align(Visit(node.IfTrue), Visit(node.IfFalse));
        return test is ConstantExpression { Value: bool known } ? (known ? left : right)
            : left.Type == right.Type ? Expression.Condition(test, left, right)
            : Expression.Condition(test, Nulls.As(left, node.Type), Nulls.As(right, node.Type));
    }

    protected override Expression VisitNew(NewExpression node)
    {
        if (node.Constructor is null)
        {
            return node;
        }

        var parameters = node.Constructor.GetParameters();
        return node.Update(Visit(node.Arguments).Select((a, i) => Nulls.As(a, parameters[i].ParameterType)));
    }

    protected override Expression VisitNewArray(NewArrayExpression node)
    {
        var type = node.Type.GetElementType()!;
        return node.Update(Visit(node.Expressions).Select(e => Nulls.As(e, node.NodeType == ExpressionType.NewArrayInit ? type : typeof(int))));
    }

    protected override MemberAssignment VisitMemberAssignment(MemberAssignment node) =>
        node.Update(Nulls.As(Visit(node.Expression), node.Member is PropertyInfo property ? property.PropertyType : ((FieldInfo)node.Member).FieldType));

    protected override ElementInit VisitElementInit(ElementInit node)
    {
        var parameters = node.AddMethod.GetParameters();
        return node.Update(Visit(node.Arguments).Select((a, i) => Nulls.As(a, parameters[i].ParameterType)));
    }

    protected override Expression VisitLambda<T>(Expression<T> node) => node.Update(Nulls.As(Visit(node.Body), node.ReturnType), node.Parameters);

    protected override Expression VisitInvocation(InvocationExpression node)
    {
        var parameters = node.Expression.Type.GetMethod("Invoke")!.GetParameters();
        return node.Update(Visit(node.Expression), Visit(node.Arguments).Select((a, i) => Nulls.As(a, parameters[i].ParameterType)));
    }

    protected override Expression VisitIndex(IndexExpression node)
    {
        var target = Visit(node.Object!);
        var arguments = Visit(node.Arguments);
        return new NullSafe([target], o => Expression.MakeIndex(o[0], node.Indexer, arguments));
    }

    // Without the side that is known.
    private static Expression Logical(bool and, Expression left, Expression right) =>
        left is ConstantExpression { Value: bool first } ? (first == and ? right : left)
        : right is ConstantExpression { Value: bool second } ? (second == and ? left : right)
        : Expression.MakeBinary(and ? ExpressionType.AndAlso : ExpressionType.OrElse, left, right);

    // A required property of a row that is there.
    private static bool IsNeverNull(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert => IsNeverNull(convert.Operand),
        PropertyRead read => !read.CanBeNull,
        _ => false,
    };

    private static Expression Compare(BinaryExpression node, Expression left, Expression right)
    {
        // A list that the query makes is equal to one of the same elements.
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && (IsMadeList(left) || IsMadeList(right)) && !Nulls.IsNull(left) && !Nulls.IsNull(right))
        {
            return StructuralEquality.Arrays(node.NodeType, left, right);
        }

        if (left.Type == node.Left.Type && right.Type == node.Right.Type)
        {
            return node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && left.Type.IsArray
                ? StructuralEquality.Arrays(node.NodeType, left, right)
                : node.Update(left, node.Conversion, right);
        }

        (left, right) = Nulls.Align(left, right);
        return left.Type.IsArray && node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            ? StructuralEquality.Arrays(node.NodeType, left, right)
            : left.Type == node.Left.Type || Nulls.Bare(left.Type) == Nulls.Bare(node.Left.Type)
                ? Expression.MakeBinary(node.NodeType, left, right, liftToNull: false, node.Method)
                : Expression.MakeBinary(node.NodeType, left, right);
    }

    private static bool IsMadeList(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => IsMadeList(operand),
        NullSafe safe => IsMadeList(safe.Inner),
        RowsRead rows => RowBinder.ShaperOf(rows.Subquery.Shaper) is null,
        CollectionRead collection => RowBinder.ShaperOf(collection.Shaper) is null,
        MethodCallExpression call => call.Method.DeclaringType == typeof(Enumerable) && typeof(System.Collections.IEnumerable).IsAssignableFrom(call.Type) && call.Type != typeof(string),
        _ => false,
    };

    private static Expression Coalesce(Expression left, Expression right)
    {
        if (RowBinder.ShaperOf(left) is not null)
        {
            return Expression.Condition(StructuralEquality.IsThere(left), left, Nulls.As(right, left.Type));
        }

        if (left.Type.IsValueType && Nullable.GetUnderlyingType(left.Type) is null)
        {
            return left;
        }

        return Nulls.Bare(left.Type) == Nulls.Bare(right.Type) || left.Type.IsAssignableFrom(right.Type)
            ? Expression.Coalesce(left, right)
            : Expression.Coalesce(left, Nulls.As(right, left.Type));
    }

    private static Expression Convert(UnaryExpression node, Expression operand)
    {
        var type = node.Type;
        if (operand.Type == type)
        {
            return operand;
        }

        // What was boxed on its way may be null.
        if (operand.Type == typeof(object) && node.Method is null && type.IsValueType && Nulls.CanBeNull(operand))
        {
            type = Nulls.Lift(type);
        }

        if (Nullable.GetUnderlyingType(operand.Type) is not null && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
        {
            type = Nulls.Lift(type);
            if (operand.Type == type)
            {
                return operand;
            }
        }

        return Expression.MakeUnary(node.NodeType, operand, type, node.Method);
    }

    // A member of a value that is not one of the row's structures.
    private static Expression Access(MemberExpression node, Expression target)
    {
        if (Nullable.GetUnderlyingType(target.Type) is not null)
        {
            if (node.Member.DeclaringType is { IsGenericType: true } declaring && declaring.GetGenericTypeDefinition() == typeof(Nullable<>))
            {
                return node.Member.Name == nameof(Nullable<int>.Value) ? target
                    : RowBinder.ShaperOf(target) is not null ? StructuralEquality.IsThere(target)
                    : Expression.NotEqual(target, Expression.Constant(null, target.Type));
            }
        }
        else if (Nullable.GetUnderlyingType(node.Expression!.Type) is not null)
        {
            return node.Member.Name == nameof(Nullable<int>.Value) ? target : Expression.Constant(true);
        }

        // A navigation of what may as well be an object of the program is read of nothing that was loaded.
        if (target is ConditionalExpression { IfFalse: QueryParameterExpression or NullSafe } choice
            && RowBinder.ShaperOf(choice.IfTrue) is { StructuralType: IEntityType type } && choice.IfTrue is not IncludeExpression
            && type.FindNavigation(node.Member.Name) is not null)
        {
            throw Failed(node, QueryMessages.NavigationOfChoice(node.Member.Name));
        }

        return Nulls.CanBeNull(target)
            ? new NullSafe([target], o => Expression.MakeMemberAccess(Nulls.As(o[0], node.Expression!.Type), node.Member))
            : Expression.MakeMemberAccess(Nulls.As(target, node.Expression!.Type), node.Member);
    }
}
