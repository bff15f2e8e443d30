// A made-up query as somebody would write it: tables by their types, variables by what is in them.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Differential.Tests;

internal static class QueryText
{
    public static string Of(Expression query) => new Writer().Visit(query).ToString().Replace("`2()", "", StringComparison.Ordinal);

    private sealed class Writer : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? Expression.Parameter(node.Type, root.EntityType.ClrType.Name + "s") : base.VisitExtension(node);

        protected override Expression VisitMember(MemberExpression node) => node.Expression is ConstantExpression { Value: { } box } && node.Member.DeclaringType!.Name.StartsWith("Box", StringComparison.Ordinal)
            ? Expression.Parameter(node.Type, "@" + Printed.Of(node.Member is System.Reflection.FieldInfo field ? field.GetValue(box) : null))
            : base.VisitMember(node);

        protected override Expression VisitUnary(UnaryExpression node) => node.NodeType switch
        {
            ExpressionType.Convert => Expression.Parameter(node.Type, Visit(node.Operand).ToString()),
            _ => base.VisitUnary(node),
        };
    }
}
