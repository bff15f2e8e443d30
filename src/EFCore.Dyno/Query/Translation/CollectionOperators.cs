// The commonest operators over a collection stored in the row, evaluated where they stand: no rows are made of its elements.
// Everything else over such a collection is a query like any other (Sequences).

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class CollectionOperators
{
    // Null where the operator, or what it is applied to, needs rows.
    public static Expression? Translate(MethodCallExpression node, RowTranslator translator)
    {
        if (node.Method.DeclaringType != typeof(Queryable) || !IsOverStored(node))
        {
            return null;
        }

        if (node.Method.Name == nameof(Queryable.AsQueryable))
        {
            var stored = translator.Translate(node.Arguments[0]);
            return stored is RowsRead ? null : stored;
        }

        if (NeedsRows.In(node.Arguments) || translator.Visit(node.Arguments[0]) is not { } source)
        {
            return null;
        }

        return source is CollectionRead collection ? OverMaps(node, collection, translator)
            : source is RowExpression or QueryParameterExpression or ConstantExpression && source is not RowsRead ? OverValues(node, source, translator)
            : null;
    }

    // EF.Property over an element that is already an object.
    public static Expression? PropertyOfInstance(Expression target, string name, Type type)
    {
        var member = target.Type.GetMember(name, MemberTypes.Property | MemberTypes.Field, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault();
        if (member is null || RowBinder.ShaperOf(target) is not null)
        {
            return null;
        }

        Expression read = Expression.MakeMemberAccess(target, member);
        return read.Type == type ? read : type.IsAssignableFrom(read.Type) || type.IsGenericType ? read : Expression.Convert(read, type);
    }

    private static Expression? OverMaps(MethodCallExpression node, CollectionRead collection, RowTranslator translator)
    {
        if (node.Arguments is [_])
        {
            return node.Method.Name switch
            {
                nameof(Queryable.Any) or nameof(Queryable.Count) or nameof(Queryable.LongCount) => Tally(node.Method.Name, collection),
                _ => null,
            };
        }

        if (node.Arguments is not [_, UnaryExpression { Operand: LambdaExpression { Parameters: [var element] } only }])
        {
            return null;
        }

        var body = translator.Translate(ReplacingExpressionVisitor.Replace(element, collection.Shaper, only.Body));
        switch (node.Method.Name)
        {
            case nameof(Queryable.Where):
                return collection.Where(Nulls.Truth(body));
            case nameof(Queryable.Select):
                return collection.Select(Nulls.As(body, only.ReturnType));
            case nameof(Queryable.All):
                return Expression.Not(Tally(nameof(Enumerable.Any), collection.Where(Expression.Not(Nulls.Truth(body)))));
            case nameof(Queryable.Any) or nameof(Queryable.Count) or nameof(Queryable.LongCount):
                return Tally(node.Method.Name, collection.Where(Nulls.Truth(body)));
            default:
                return null;
        }
    }

    // Plain values: LINQ to objects does the same with them.
    private static Expression? OverValues(MethodCallExpression node, Expression source, RowTranslator translator)
    {
        if (node.Method.Name is not (nameof(Queryable.Contains) or nameof(Queryable.Any) or nameof(Queryable.All) or nameof(Queryable.Count)
            or nameof(Queryable.LongCount) or nameof(Queryable.Where) or nameof(Queryable.Select)) || source.Type == typeof(string))
        {
            return null;
        }

        var arguments = new Expression[node.Arguments.Count];
        arguments[0] = source is RowExpression && Nulls.CanBeNull(source) ? new ValuesOrNone(source, Sequences.ElementType(source.Type)!) : source;
        for (var i = 1; i < arguments.Length; i++)
        {
            arguments[i] = translator.Visit(node.Arguments[i] is UnaryExpression { NodeType: ExpressionType.Quote, Operand: var lambda }
                ? lambda
                : node.Arguments[i]);
        }

        if (EntityLists.Translate(node.Method.Name, source, arguments[^1]) is { } among)
        {
            return among;
        }

        var generic = node.Method.GetGenericArguments();
        foreach (var method in typeof(Enumerable).GetMember(node.Method.Name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static).Cast<MethodInfo>())
        {
            if (method.GetParameters().Length != arguments.Length || method.GetGenericArguments().Length != generic.Length)
            {
                continue;
            }

            var candidate = method.MakeGenericMethod(generic);
            var parameters = candidate.GetParameters();
            if (Enumerable.Range(0, arguments.Length).All(i =>
                parameters[i].ParameterType.IsAssignableFrom(arguments[i].Type) || Nulls.Lift(parameters[i].ParameterType) == arguments[i].Type))
            {
                return Expression.Call(candidate, arguments.Select((a, i) => Nulls.As(a, parameters[i].ParameterType)));
            }
        }

        return null;
    }

    // Elements are counted without being made.
    private static MethodCallExpression Tally(string method, CollectionRead source) => Call(method, source.Select(Expression.Constant(true)));

    private static MethodCallExpression Call(string method, CollectionRead source) =>
        Expression.Call(typeof(Enumerable), method, [source.Shaper.Type], source);

    private static bool IsOverStored(MethodCallExpression node)
    {
        while (node.Method.DeclaringType == typeof(Queryable))
        {
            if (node.Method.Name == nameof(Queryable.AsQueryable))
            {
                return node.Arguments[0] is not (QueryRootExpression or ShapedQueryExpression or GroupByShaperExpression);
            }

            if (node.Arguments[0] is not MethodCallExpression inner)
            {
                return false;
            }

            node = inner;
        }

        return false;
    }

    // A query inside, which an element that is no row cannot be read by.
    private sealed class NeedsRows : ExpressionVisitor
    {
        private bool _found;

        public static bool In(IEnumerable<Expression> expressions)
        {
            var visitor = new NeedsRows();
            foreach (var expression in expressions)
            {
                visitor.Visit(expression);
            }

            return visitor._found;
        }

        protected override Expression VisitExtension(Expression node)
        {
            _found |= node is QueryRootExpression or ShapedQueryExpression or GroupByShaperExpression;
            return node is QueryRootExpression or ShapedQueryExpression or GroupByShaperExpression or StructuralTypeShaperExpression or RowExpression
                or QueryParameterExpression ? node : base.VisitExtension(node);
        }
    }
}
