// EF's preparation of a query, told what the provider can do: constants that EF.Constant asks for, lists of the program where a query is asked for.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryPreprocessor(QueryTranslationPreprocessorDependencies dependencies, QueryCompilationContext context)
    : QueryTranslationPreprocessor(dependencies, context)
{
    protected override bool IsEfConstantSupported => true;

    public override Expression NormalizeQueryableMethod(Expression expression)
    {
        // EF turns a GroupJoin into a query for each row, but not one that the rows of another come from.
        int before, left = int.MaxValue;
        do
        {
            before = left;
            expression = base.NormalizeQueryableMethod(expression);
            left = GroupJoins.In(expression);
        }
        while (left > 0 && left < before);

        return new DefaultValues().Visit(expression);
    }

    protected override Expression ProcessQueryRoots(Expression expression) => new LocalCollections().Visit(expression);

    private sealed class GroupJoins : ExpressionVisitor
    {
        private int _count;

        public static int In(Expression expression)
        {
            var visitor = new GroupJoins();
            visitor.Visit(expression);
            return visitor._count;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _count += node.Method.DeclaringType == typeof(Queryable) && node.Method.Name == nameof(Queryable.GroupJoin) ? 1 : 0;
            return base.VisitMethodCall(node);
        }

        protected override Expression VisitExtension(Expression node) => node is QueryRootExpression or QueryParameterExpression ? node : base.VisitExtension(node);
    }
}

internal sealed class DynoQueryPreprocessorFactory(QueryTranslationPreprocessorDependencies dependencies) : IQueryTranslationPreprocessorFactory
{
    public QueryTranslationPreprocessor Create(QueryCompilationContext queryCompilationContext) => new DynoQueryPreprocessor(dependencies, queryCompilationContext);
}
