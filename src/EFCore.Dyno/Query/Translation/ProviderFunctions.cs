// EF.Functions and other methods that have a meaning only in queries.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class ProviderFunctions
{
    public static Expression? Translate(MethodCallExpression node, RowTranslator translator)
    {
        if (node.Method.DeclaringType != typeof(DbFunctionsExtensions))
        {
            return null;
        }

        switch (node.Method.Name)
        {
            case nameof(DbFunctionsExtensions.Like):
                var escape = node.Arguments.Count == 4 ? translator.Translate(node.Arguments[3]) : Expression.Constant(null, typeof(string));
                Expression like = Expression.Call(
                    typeof(LikePattern), nameof(LikePattern.Matches), null, translator.Translate(node.Arguments[1]), translator.Translate(node.Arguments[2]), escape);

                // An escape character that is null makes an answer that is null.
                return node.Arguments.Count == 4 ? Expression.AndAlso(Expression.NotEqual(escape, Expression.Constant(null, typeof(string))), like) : like;
            case nameof(DbFunctionsExtensions.Random):
                return Expression.Call(Expression.Property(null, typeof(Random), nameof(Random.Shared)), nameof(Random.NextDouble), null);
            default:
                return null;
        }
    }
}
