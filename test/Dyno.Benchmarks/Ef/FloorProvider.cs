// The floor: EF Core with a provider that has no store. A query of one key gives one entity that lies ready, one of a range twenty, one of everything all of them;
// a save says that it saved. What it costs is what EF itself costs, which no provider can go below.

using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Dyno.Benchmarks.Ef;

internal static class FloorProvider
{
    public const int RowsOfRange = 20;

    // The other services are the in-memory provider's; none of them is asked while a query or a save runs.
    public static DbContextOptionsBuilder UseFloor(this DbContextOptionsBuilder builder) => builder
        .UseInMemoryDatabase("floor")
        .ReplaceService<IDatabase, FloorDatabase>()
        .ReplaceService<IQueryableMethodTranslatingExpressionVisitorFactory, FloorTranslatorFactory>()
        .ReplaceService<IShapedQueryCompilingExpressionVisitorFactory, FloorCompilerFactory>();
}

// The rows of Entry, as values in the order of the model's properties.
internal static class FloorRows
{
    private static object?[][] _rows = [];

    public static object?[][] All => _rows;

    public static void Make(IModel model, int count)
    {
        var properties = model.FindEntityType(typeof(Entry))!.GetProperties().ToArray();
        _rows = new object?[count][];
        for (var n = 0; n < count; n++)
        {
            var entry = Entries.Entry(n);
            _rows[n] = Array.ConvertAll(properties, p => p.GetGetter().GetClrValue(entry));
        }
    }
}

internal sealed class FloorDatabase(DatabaseDependencies dependencies) : Database(dependencies)
{
    public override int SaveChanges(IList<IUpdateEntry> entries) => entries.Count;

    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default) => Task.FromResult(entries.Count);
}

internal sealed class FloorTranslatorFactory(QueryableMethodTranslatingExpressionVisitorDependencies dependencies)
    : IQueryableMethodTranslatingExpressionVisitorFactory
{
    public QueryableMethodTranslatingExpressionVisitor Create(QueryCompilationContext queryCompilationContext) =>
        new FloorTranslator(dependencies, queryCompilationContext);
}

internal sealed class FloorCompilerFactory(ShapedQueryCompilingExpressionVisitorDependencies dependencies) : IShapedQueryCompilingExpressionVisitorFactory
{
    public ShapedQueryCompilingExpressionVisitor Create(QueryCompilationContext queryCompilationContext) => new FloorCompiler(dependencies, queryCompilationContext);
}

// How many rows the query gives.
internal sealed class FloorQuery(int rows) : Expression
{
    public int Rows => rows;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(IEnumerable<object?[]>);

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}

internal sealed class FloorCompiler(ShapedQueryCompilingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
    : ShapedQueryCompilingExpressionVisitor(dependencies, context)
{
    private static readonly ParameterExpression RowParameter = Expression.Parameter(typeof(object[]), "row");

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
    {
        var shaper = new ValueReads().Visit(InjectStructuralTypeMaterializers(shapedQueryExpression.ShaperExpression));
        var function = Expression.Lambda(shaper, QueryCompilationContext.QueryContextParameter, RowParameter).Compile();
        return Expression.New(
            typeof(FloorEnumerable<>).MakeGenericType(shaper.Type).GetConstructors()[0],
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(function),
            Expression.Constant(((FloorQuery)shapedQueryExpression.QueryExpression).Rows));
    }

    // Reads of values become reads of the array.
    private sealed class ValueReads : ExpressionVisitor
    {
        protected override Expression VisitBinary(BinaryExpression node)
        {
            // The materialiser's context has no buffer: the row is at hand.
            if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression left, Right: NewExpression made }
                && left.Type == typeof(MaterializationContext))
            {
                return Expression.Assign(left, made.Update([Expression.Constant(ValueBuffer.Empty), made.Arguments[1]]));
            }

            return base.VisitBinary(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.IsGenericMethod
                && node.Method.GetGenericMethodDefinition() == Microsoft.EntityFrameworkCore.Infrastructure.ExpressionExtensions.ValueBufferTryReadValueMethod)
            {
                var property = (IProperty)((ConstantExpression)node.Arguments[2]).Value!;
                return Expression.Convert(Expression.ArrayIndex(RowParameter, Expression.Constant(property.GetIndex())), node.Type);
            }

            return base.VisitMethodCall(node);
        }

        protected override Expression VisitExtension(Expression node) => node switch
        {
            FloorRead read => Expression.Convert(Expression.ArrayIndex(RowParameter, Expression.Constant(read.Column.GetIndex())), read.Type),
            _ => base.VisitExtension(node),
        };
    }
}

// What the rows are read from, where EF wants a buffer.
internal sealed class FloorBuffer : Expression
{
    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(ValueBuffer);

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}

// A projected property.
internal sealed class FloorRead(IProperty property) : Expression
{
    public IProperty Column => property;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => property.ClrType;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}

internal sealed class FloorEnumerable<T>(QueryContext context, Func<QueryContext, object?[], T> shaper, int count) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => new Enumerator(context, shaper, Math.Min(count, FloorRows.All.Length));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(QueryContext context, Func<QueryContext, object?[], T> shaper, int count) : IEnumerator<T>
    {
        private int _next;

        public T Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next == 0)
            {
                context.InitializeStateManager(standAlone: false);
            }

            if (_next == count)
            {
                return false;
            }

            Current = shaper(context, FloorRows.All[_next++]);
            return true;
        }

        public void Dispose()
        {
        }

        public void Reset() => throw new NotSupportedException();
    }
}
