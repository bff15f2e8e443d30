// The operators of DynoQueryableExtensions: what a query says of how the store shall be read. They hold for the entity type that the query begins with.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class StoreHints
{
    public static Expression Apply(MethodCallExpression node, ShapedQueryExpression source, RowTranslator rows)
    {
        var select = ShapedQueries.SelectOf(source);
        if (select.Origin is StatementOrigin
            && node.Method.Name is not (nameof(DynoQueryableExtensions.AllowScan) or nameof(DynoQueryableExtensions.ConsistentRead)))
        {
            throw new InvalidOperationException(QueryMessages.HintOnStatement(node.Method.Name));
        }

        return ShapedQueries.WithSelect(source, node.Method.Name switch
        {
            nameof(DynoQueryableExtensions.AllowScan) => select with { AllowScan = true },
            nameof(DynoQueryableExtensions.ForCascade) => select with { IsCascade = true, AllowScan = true },
            nameof(DynoQueryableExtensions.ConsistentRead) => select with { ConsistentRead = true },
            nameof(DynoQueryableExtensions.EvaluateAtMost) => select with { EvaluateAtMost = rows.Translate(node.Arguments[1]) },
            nameof(DynoQueryableExtensions.ScanInParallel) => select with { AllowScan = true, ScanSegments = Constant<int>(node) },
            _ => select with { IndexName = Constant<string>(node) },
        });
    }

    private static T Constant<T>(MethodCallExpression node) => (T)((ConstantExpression)node.Arguments[1]).Value!;
}
