// A translated lambda in words, for plans.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class RowText
{
    public static string Of(Expression expression) => ExpressionPrinter.Print(new Shortener().Visit(expression)).ReplaceLineEndings(" ");

    // EF's printer writes parameters with its own marks; a plan names them as a person would.
    private sealed class Shortener : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            QueryParameterExpression parameter => Expression.Parameter(parameter.Type, "@" + parameter.Name.TrimStart('_')),
            RowExpression row => Expression.Parameter(row.Type, row.ToString()),
            StructuralTypeShaperExpression shaper => Expression.Parameter(shaper.Type, shaper.StructuralType.ShortName()),
            _ => base.VisitExtension(node),
        };

        protected override Expression VisitUnary(UnaryExpression node) =>
            node.NodeType is ExpressionType.Convert ? Expression.Convert(Visit(node.Operand), node.Type) : base.VisitUnary(node);
    }
}
