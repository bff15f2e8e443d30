// DefaultIfEmpty with a value of its own, which EF's preparation knows nothing of: rows are marked before they may be missing, and
// where the mark is missing the value stands for the row. A row that is null itself stays null.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DefaultValues : ExpressionVisitor
{
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = (MethodCallExpression)base.VisitMethodCall(node);
        return visited.Method is { IsGenericMethod: true } method && method.GetGenericMethodDefinition() == QueryableMethods.DefaultIfEmptyWithArgument
            ? Marked(visited.Arguments[0], visited.Arguments[1], method.GetGenericArguments()[0])
            : visited;
    }

    protected override Expression VisitExtension(Expression node) => node is QueryRootExpression or QueryParameterExpression ? node : base.VisitExtension(node);

    private static MethodCallExpression Marked(Expression rows, Expression value, Type type)
    {
        var marked = typeof(MarkedRow<>).MakeGenericType(type);
        MemberInfo[] members = [marked.GetProperty(nameof(MarkedRow<int>.Row))!, marked.GetProperty(nameof(MarkedRow<int>.IsThere))!];
        var row = Expression.Parameter(type, "row");
        var mark = Expression.New(marked.GetConstructors()[0], [row, Expression.Constant(true)], members);
        var all = Expression.Call(QueryableMethods.Select.MakeGenericMethod(type, marked), rows, Expression.Quote(Expression.Lambda(mark, row)));
        var read = Expression.Parameter(marked, "marked");
        var result = Expression.Condition(Expression.MakeMemberAccess(read, members[1]), Expression.MakeMemberAccess(read, members[0]), value, type);
        return Expression.Call(
            QueryableMethods.Select.MakeGenericMethod(marked, type),
            Expression.Call(QueryableMethods.DefaultIfEmptyWithoutArgument.MakeGenericMethod(marked), all),
            Expression.Quote(Expression.Lambda(result, read)));
    }

    // Never made: its members are read as what they were made of.
    private readonly struct MarkedRow<T>(T row, bool isThere)
    {
        public T Row => row;

        public bool IsThere => isThere;
    }
}
