// PartiQL statements as the beginning of a LINQ query.

using System.Linq.Expressions;
using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Query;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Begins a query with a PartiQL statement, as <c>FromSql</c> does with SQL elsewhere.</summary>
public static class DynoPartiQLExtensions
{
    /// <summary>
    /// The entities that a statement selects. What is interpolated becomes a parameter, never text:
    /// <code>
    /// context.Orders.FromPartiQL($"SELECT * FROM Orders.ByState WHERE State = {state}").Where(o => o.Total > 10).OrderBy(o => o.Total)
    /// </code>
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
    /// </summary>
    /// <remarks>
    /// Operators after it are done by the provider over the items that the statement returns, so a condition on a key belongs into the statement.
    /// Select whole items (<c>*</c>), or at least the key and what the entity requires. Entities are tracked and query filters apply, as always. Values are
    /// stored as EF stores their type; for a property with a converter of its own, give the converted value.
    /// </remarks>
    /// <param name="source">The set.</param>
    /// <param name="statement">A SELECT statement. Literal braces are doubled.</param>
    /// <exception cref="InvalidOperationException">On execution: the context's client has no PartiQL, or a parameter's type cannot be stored.</exception>
    public static IQueryable<TEntity> FromPartiQL<TEntity>(this DbSet<TEntity> source, [NotParameterized] FormattableString statement)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(statement);
        var (text, arguments) = StatementText.Of(statement);
        return FromPartiQLRaw(source, text, arguments);
    }

    /// <summary>The entities that a statement selects, with a <c>?</c> for each parameter. Never put values of users into the text.</summary>
    /// <inheritdoc cref="FromPartiQL{TEntity}(DbSet{TEntity}, FormattableString)" path="/remarks"/>
    /// <param name="source">The set.</param>
    /// <param name="statement">A SELECT statement.</param>
    /// <param name="parameters">The values of its <c>?</c>, in their order.</param>
    public static IQueryable<TEntity> FromPartiQLRaw<TEntity>(this DbSet<TEntity> source, [NotParameterized] string statement, params object?[] parameters)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(statement);
        ArgumentNullException.ThrowIfNull(parameters);
        var set = (IQueryable)source;
        return set.Expression is EntityQueryRootExpression root && set.Provider is IAsyncQueryProvider provider
            ? set.Provider.CreateQuery<TEntity>(new PartiQLQueryRoot(provider, root.EntityType, statement, Expression.Constant(parameters)))
            : throw new InvalidOperationException(QueryMessages.NotDyno(nameof(FromPartiQL)));
    }
}
