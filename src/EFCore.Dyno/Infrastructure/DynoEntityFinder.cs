// DbSet.Find by a query that is compiled once for an entity type. EF's own finder makes a query of each call, which costs more than the read of an
// item; the query here is the same one, so filters, auto-includes, tracking, interceptors and inheritance are as they are there.

using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace EFCore.Dyno.Infrastructure;

internal sealed class DynoEntityFinderSource : IEntityFinderSource
{
    private readonly ConcurrentDictionary<Type, IFactory> _factories = [];
    private readonly FindQueries _queries = new();

    private interface IFactory
    {
        IEntityFinder Create(IStateManager stateManager, IDbSetSource setSource, IDbSetCache setCache, IEntityType type, FindQueries queries);
    }

    public IEntityFinder Create(IStateManager stateManager, IDbSetSource setSource, IDbSetCache setCache, IEntityType type) => _factories.GetOrAdd(
        type.ClrType,
        static t => (IFactory)Activator.CreateInstance(typeof(Factory<>).MakeGenericType(t))!).Create(stateManager, setSource, setCache, type, _queries);

    private sealed class Factory<TEntity> : IFactory
        where TEntity : class
    {
        public IEntityFinder Create(IStateManager stateManager, IDbSetSource setSource, IDbSetCache setCache, IEntityType type, FindQueries queries) =>
            new DynoEntityFinder<TEntity>(stateManager, setSource, setCache, type, queries);
    }
}

// The compiled queries of a service provider. They go with their model.
internal sealed class FindQueries
{
    private readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Key, Delegate>> _queries = [];

    public Delegate GetOrAdd<TState>(IModel model, Key key, TState state, Func<Key, TState, Delegate> compile) =>
        _queries.GetValue(model, static _ => new()).GetOrAdd(key, compile, state);

    // What EF's own cache tells queries apart by.
    public readonly record struct Key(IEntityType EntityType, Type ContextType, QueryTrackingBehavior Tracking, bool Async);
}

internal sealed class DynoEntityFinder<TEntity> : EntityFinder<TEntity>
    where TEntity : class
{
    private readonly IStateManager _stateManager;
    private readonly IDbSetSource _setSource;
    private readonly IDbSetCache _setCache;
    private readonly IEntityType _entityType;
    private readonly IKey? _key;
    private readonly FindQueries _queries;

    public DynoEntityFinder(IStateManager stateManager, IDbSetSource setSource, IDbSetCache setCache, IEntityType entityType, FindQueries queries)
        : base(stateManager, setSource, setCache, entityType)
    {
        _stateManager = stateManager;
        _setSource = setSource;
        _setCache = setCache;
        _entityType = entityType;
        _key = entityType.IsOwned() ? null : entityType.FindPrimaryKey();
        _queries = queries;
    }

    public override TEntity? Find(object?[]? keyValues)
    {
        if (!IsKey(keyValues))
        {
            return base.Find(keyValues);
        }

        if (_stateManager.TryGetEntry(_key!, keyValues!)?.Entity is TEntity tracked)
        {
            return tracked;
        }

        var context = _stateManager.Context;
        var query = (Func<QueryContext, TEntity?>)Query(context, async: false);
        return query(QueryContextOf(context, keyValues!, CancellationToken.None));
    }

    public override ValueTask<TEntity?> FindAsync(object?[]? keyValues, CancellationToken cancellationToken = default)
    {
        if (!IsKey(keyValues))
        {
            return base.FindAsync(keyValues, cancellationToken);
        }

        if (_stateManager.TryGetEntry(_key!, keyValues!)?.Entity is TEntity tracked)
        {
            return new(tracked);
        }

        var context = _stateManager.Context;
        var query = (Func<QueryContext, Task<TEntity?>>)Query(context, async: true);
        return new(query(QueryContextOf(context, keyValues!, cancellationToken)));
    }

    // Whether the values are a whole key of the right types. Anything else (nulls, a token among the values, mistakes) is EF's to answer.
    private bool IsKey(object?[]? keyValues)
    {
        if (keyValues is null || _key is null || keyValues.Length != _key.Properties.Count)
        {
            return false;
        }

        for (var i = 0; i < keyValues.Length; i++)
        {
            var type = _key.Properties[i].ClrType;
            if (keyValues[i]?.GetType() is not { } given || (given != type && given != Nullable.GetUnderlyingType(type)))
            {
                return false;
            }
        }

        return true;
    }

    private Delegate Query(DbContext context, bool async) => _queries.GetOrAdd(
        _entityType.Model,
        new(_entityType, context.GetType(), context.ChangeTracker.QueryTrackingBehavior, async),
        (Finder: this, context),
        static (key, state) => state.Finder.Compile(state.context, key.Async));

    private Delegate Compile(DbContext context, bool async)
    {
        var set = (IQueryable)(_entityType.HasSharedClrType
            ? _setCache.GetOrAddSet(_setSource, _entityType.Name, _entityType.ClrType)
            : _setCache.GetOrAddSet(_setSource, _entityType.ClrType));
        var entity = Expression.Parameter(typeof(TEntity), "e");
        var predicate = _key!.Properties.Select((p, i) => Equal(entity, p, i)).Aggregate(Expression.AndAlso);
        var query = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.FirstOrDefault),
            [typeof(TEntity)],
            set.Expression,
            Expression.Quote(Expression.Lambda<Func<TEntity, bool>>(predicate, entity)));
        var compiler = context.GetService<IQueryCompiler>();
        return async ? compiler.CreateCompiledAsyncQuery<Task<TEntity?>>(query) : compiler.CreateCompiledQuery<TEntity?>(query);
    }

    // As EF compares keys: by the operator where the type surely has one, else by Equals.
    private static Expression Equal(ParameterExpression entity, IProperty property, int index)
    {
        var type = property.ClrType;
        var value = new QueryParameterExpression(ParameterName(index), type);
        var name = Expression.Constant(property.Name);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return !type.IsValueType || plain.IsPrimitive || plain.IsEnum || plain == typeof(decimal)
            ? Expression.Equal(Expression.Call(Property(type), entity, name), value)
            : Expression.Call(
                typeof(object), nameof(Equals), [], Expression.Call(Property(typeof(object)), entity, name), Expression.Convert(value, typeof(object)));
    }

    private static System.Reflection.MethodInfo Property(Type type) => typeof(EF).GetMethod(nameof(EF.Property))!.MakeGenericMethod(type);

    private static QueryContext QueryContextOf(DbContext context, object?[] keyValues, CancellationToken cancellationToken)
    {
        var queryContext = context.GetService<IQueryContextFactory>().Create();
        queryContext.CancellationToken = cancellationToken;
        for (var i = 0; i < keyValues.Length; i++)
        {
            queryContext.Parameters.Add(ParameterName(i), keyValues[i]);
        }

        return queryContext;
    }

    private static string ParameterName(int index) => index switch
    {
        0 => "key",
        1 => "key1",
        2 => "key2",
        _ => $"key{index}",
    };
}
