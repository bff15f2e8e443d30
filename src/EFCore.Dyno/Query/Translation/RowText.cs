// A translated lambda in words, for plans.

using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static partial class RowText
{
    public static string Of(Expression expression) => WhiteSpace().Replace(ExpressionPrinter.Print(new Shortener().Visit(expression)), "$1");

    // EF's printer breaks lines before the calls of a chain.
    [GeneratedRegex(@"\s*[\r\n]+\s*(\.)?")]
    private static partial Regex WhiteSpace();

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

        protected override Expression VisitMethodCall(MethodCallExpression node) => EntityLists.IsKeys(node)
            ? Expression.Parameter(node.Type, $"{EntityLists.PropertyOf(node).Name} of each of {Of(EntityLists.ListOf(node))}")
            : base.VisitMethodCall(node);

        protected override Expression VisitUnary(UnaryExpression node) =>
            node.NodeType is ExpressionType.Convert ? Expression.Convert(Visit(node.Operand), node.Type) : base.VisitUnary(node);
    }
}
