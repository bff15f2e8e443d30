// Lists of the program as queries of their own, where an operator asks for a second query: join id in ids, Union(ids), from id in ids.

using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class LocalCollections : ExpressionVisitor
{
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = (MethodCallExpression)base.VisitMethodCall(node);
        if (visited.Method.DeclaringType != typeof(Queryable))
        {
            return visited;
        }

        switch (visited.Method.Name)
        {
            case nameof(Queryable.Join) or nameof(Queryable.GroupJoin) or nameof(Queryable.LeftJoin) or nameof(Queryable.RightJoin)
                or nameof(Queryable.Concat) or nameof(Queryable.Union) or nameof(Queryable.Intersect) or nameof(Queryable.Except)
                when Root(visited.Arguments[1]) is { } root:
                return With(visited, root);

            case nameof(Queryable.SelectMany) when Lambda(visited.Arguments[1]) is { } selector && Root(selector.Body) is { } root:
                return With(visited, Expression.Quote(Expression.Lambda(selector.Type, root, selector.Parameters)));

            default:
                return visited;
        }
    }

    protected override Expression VisitExtension(Expression node) => node is QueryRootExpression or QueryParameterExpression ? node : base.VisitExtension(node);

    private static MethodCallExpression With(MethodCallExpression call, Expression second) =>
        call.Update(call.Object, call.Arguments.Select((a, i) => i == 1 ? second : a));

    private static LambdaExpression? Lambda(Expression argument) =>
        argument is UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression lambda } ? lambda : null;

    private static QueryRootExpression? Root(Expression argument)
    {
        while (argument is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            argument = convert.Operand;
        }

        return argument is QueryParameterExpression parameter && Sequences.ElementType(parameter.Type) is { } element ? new ParameterQueryRootExpression(element, parameter)
            : argument is ConstantExpression { Value: IEnumerable and not IQueryable and not string } constant && Sequences.ElementType(constant.Type) is { } type
                ? new InlineQueryRootExpression([.. ((IEnumerable)constant.Value).Cast<object?>().Select(v => Expression.Constant(v, type))], type)
            : argument is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array ? new InlineQueryRootExpression([.. array.Expressions], array.Type.GetElementType()!)
            : null;
    }
}
