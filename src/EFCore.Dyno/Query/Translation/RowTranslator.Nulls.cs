// Operators whose operands may have become nullable: comparisons and arithmetic are lifted, calls and member accesses are null where
// an operand is, and what has to be of its own type again (an argument of new, an element of an array) is converted back.

using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Query;

internal sealed partial class RowTranslator
{
    protected override Expression VisitBinary(BinaryExpression node)
    {
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
                return new NullSafe([left], o => Expression.ArrayIndex(o[0], Nulls.As(right, typeof(int))));

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
                return node.Member.Name == nameof(Nullable<int>.Value) ? target : Expression.NotEqual(target, Expression.Constant(null, target.Type));
            }
        }
        else if (Nullable.GetUnderlyingType(node.Expression!.Type) is not null)
        {
            return node.Member.Name == nameof(Nullable<int>.Value) ? target : Expression.Constant(true);
        }

        return Nulls.CanBeNull(target)
            ? new NullSafe([target], o => Expression.MakeMemberAccess(Nulls.As(o[0], node.Expression!.Type), node.Member))
            : Expression.MakeMemberAccess(Nulls.As(target, node.Expression!.Type), node.Member);
    }

    private Expression Call(MethodCallExpression node)
    {
        var instance = Visit(node.Object);
        var arguments = Visit(node.Arguments);
        if (EntityLists.Translate(node.Method.Name, instance ?? arguments.FirstOrDefault(), arguments.LastOrDefault() ?? node) is { } among)
        {
            return among;
        }

        if (node.Object is not null && Nullable.GetUnderlyingType(node.Object.Type) is { } bare)
        {
            // The methods of Nullable itself are made for null.
            if (node.Method.Name == nameof(Nullable<int>.GetValueOrDefault))
            {
                return instance!.Type == bare ? instance
                    : Expression.Coalesce(instance, node.Arguments.Count == 0 ? Expression.Default(bare) : Nulls.As(arguments[0], bare));
            }

            if (instance!.Type == node.Object.Type)
            {
                return node.Update(instance, Matched(node.Method, arguments));
            }
        }

        // As of what is declared nullable: nothing has no text.
        if (node.Method.Name == nameof(ToString) && arguments.Count == 0 && instance is not null && Nullable.GetUnderlyingType(instance.Type) is not null)
        {
            return Expression.Call(instance, instance.Type.GetMethod(nameof(ToString), Type.EmptyTypes)!);
        }

        var parameters = node.Method.GetParameters();
        var guarded = new List<Expression>();
        var places = new List<int>();
        if (instance is not null && Nulls.CanBeNull(instance))
        {
            guarded.Add(instance);
            places.Add(-1);
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var wanted = parameters[i].ParameterType;
            var lifted = wanted.IsValueType && Nullable.GetUnderlyingType(wanted) is null && arguments[i].Type == Nulls.Lift(wanted);
            var sequence = i == 0 && node.Method.DeclaringType == typeof(Enumerable) && Nulls.CanBeNull(arguments[i]);
            if (lifted || sequence)
            {
                guarded.Add(arguments[i]);
                places.Add(i);
            }
        }

        if (guarded.Count == 0)
        {
            return Expression.Call(instance, node.Method, Matched(node.Method, arguments));
        }

        return new NullSafe([.. guarded], operands =>
        {
            var target = instance;
            var given = arguments.ToArray();
            for (var i = 0; i < operands.Length; i++)
            {
                if (places[i] < 0)
                {
                    target = operands[i];
                }
                else
                {
                    given[places[i]] = operands[i];
                }
            }

            return Expression.Call(target, node.Method, Matched(node.Method, given));
        });
    }

    // object.Equals and IEquatable.Equals are comparisons.
    private Expression EqualsCall(MethodCallExpression node, Expression left, Expression right)
    {
        var (first, second) = (Unboxed(left), Unboxed(right));
        if (Nulls.Bare(first.Type) != Nulls.Bare(second.Type) && first.Type.IsValueType && second.Type.IsValueType)
        {
            // Boxed values of different types are never equal, unless both are null.
            return Nullable.GetUnderlyingType(first.Type) is null || Nullable.GetUnderlyingType(second.Type) is null
                ? Expression.Constant(false)
                : Expression.AndAlso(
                    Expression.Equal(first, Expression.Constant(null, first.Type)), Expression.Equal(second, Expression.Constant(null, second.Type)));
        }

        if (Nulls.Bare(first.Type) == Nulls.Bare(second.Type) || Nulls.IsNull(first) || Nulls.IsNull(second))
        {
            (first, second) = Nulls.Align(first, second);
            if (first.Type == second.Type && (first.Type.IsValueType || first.Type == typeof(string) || first.Type.IsArray))
            {
                return first.Type.IsArray ? StructuralEquality.Arrays(ExpressionType.Equal, first, second)
                    : Comparable(first.Type) ? Expression.Equal(first, second)
                    : Expression.Call(typeof(object), nameof(object.Equals), null, Expression.Convert(first, typeof(object)), Expression.Convert(second, typeof(object)));
            }
        }

        return node.Object is null
            ? Expression.Call(node.Method, Matched(node.Method, [left, right]))
            : Expression.Call(
                typeof(object), nameof(object.Equals), null, Expression.Convert(left, typeof(object)), Expression.Convert(right, typeof(object)));
    }

    private static bool Comparable(Type type)
    {
        var bare = Nulls.Bare(type);
        return bare.IsPrimitive || bare.IsEnum || bare == typeof(string) || bare.GetMethod("op_Equality", [bare, bare]) is not null;
    }

    private static Expression Unboxed(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && expression.Type == typeof(object) ? operand : expression;

    private static IEnumerable<Expression> Matched(MethodInfo method, IReadOnlyList<Expression> arguments)
    {
        var parameters = method.GetParameters();
        return arguments.Select((a, i) => Nulls.As(a, parameters[i].ParameterType));
    }
}
