// A relationship whose dependents go, or lose their foreign key, with their principal (DeleteBehavior.Cascade and SetNull), where the context does not track them:
// a database with foreign keys does that by itself. They are found by an ExecuteDelete or ExecuteUpdate of the provider's own, which writes nothing (CascadeFinds).
// https://learn.microsoft.com/ef/core/saving/cascade-delete

using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Update;

internal abstract class CascadeRelation(IForeignKey foreignKey)
{
    public IForeignKey ForeignKey { get; } = foreignKey;

    /// <summary>Whether the dependents go; else they lose their foreign key.</summary>
    public bool Deletes => ForeignKey.DeleteBehavior == DeleteBehavior.Cascade;

    /// <summary>Those of a principal's type.</summary>
    public static CascadeRelation[] Of(DynoEntityMap principal) => (CascadeRelation[])(principal.Cascades ??= Find(principal.EntityType));

    /// <summary>Finds the dependents of principals with these keys, and what is to be written of each. Of a foreign key of several properties, one principal.</summary>
    public abstract ValueTask FindAsync(DbContext context, IReadOnlyList<object[]> keys, bool isAsync, CancellationToken cancellationToken);

    // A dependent that is owned stands in its owner's item: nothing finds it but its owner.
    private static CascadeRelation[] Find(IEntityType principal) =>
    [
        .. principal.GetReferencingForeignKeys()
            .Where(f => f is { DeleteBehavior: DeleteBehavior.Cascade or DeleteBehavior.SetNull, IsOwnership: false } && !f.DeclaringEntityType.IsOwned()
                && f.DeclaringEntityType.FindPrimaryKey() is not null && f.DeclaringEntityType[DynoAnnotationNames.DefiningQuery] is null)
            .Select(f => (CascadeRelation)Activator.CreateInstance(typeof(CascadeRelation<>).MakeGenericType(f.DeclaringEntityType.ClrType), f)!)
            .Where(r => r.Deletes || r.Emptied.Any()),
    ];

    // A key cannot be null.
    protected IEnumerable<IProperty> Emptied => ForeignKey.Properties.Where(p => p.IsNullable && !p.IsKey());
}

internal sealed class CascadeRelation<TDependent>(IForeignKey foreignKey) : CascadeRelation(foreignKey)
    where TDependent : class
{
    private static readonly MethodInfo s_property = typeof(EF).GetMethod(nameof(EF.Property))!;
    private static readonly MethodInfo s_captured = Own(nameof(Captured));
    private static readonly MethodInfo s_isAny = Own(nameof(IsAny));
    private static readonly MethodInfo s_setNull = Own(nameof(SetNull));

    public override async ValueTask FindAsync(DbContext context, IReadOnlyList<object[]> keys, bool isAsync, CancellationToken cancellationToken)
    {
        var type = ForeignKey.DeclaringEntityType;
        var dependents = (type.HasSharedClrType ? context.Set<TDependent>(type.Name) : context.Set<TDependent>())
            .IgnoreQueryFilters().ForCascade().Where(IsOf(keys));
        if (Deletes)
        {
            _ = isAsync ? await dependents.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) : dependents.ExecuteDelete();
        }
        else
        {
            _ = isAsync ? await dependents.ExecuteUpdateAsync(Empty, cancellationToken).ConfigureAwait(false) : dependents.ExecuteUpdate(Empty);
        }
    }

    private Expression<Func<TDependent, bool>> IsOf(IReadOnlyList<object[]> keys)
    {
        var dependent = Expression.Parameter(typeof(TDependent), "d");
        Expression? all = null;
        for (var i = 0; i < ForeignKey.Properties.Count; i++)
        {
            var property = ForeignKey.Properties[i];
            var value = Expression.Call(s_property.MakeGenericMethod(property.ClrType), dependent, Expression.Constant(property.Name));
            var place = i;
            var equal = keys.Count == 1
                ? Expression.Equal(value, Parameter(keys[0][i], property.ClrType))
                : (Expression)s_isAny.MakeGenericMethod(property.ClrType).Invoke(null, [value, keys.Select(k => k[place])])!;
            all = all is null ? equal : Expression.AndAlso(all, equal);
        }

        return Expression.Lambda<Func<TDependent, bool>>(all!, dependent);
    }

    private static Expression IsAny<T>(Expression value, IEnumerable<object> keys)
    {
        List<T> list = [.. keys.Select(k => (T)k)];
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Captured(list), value);
    }

    // As a local variable of a query is: EF makes a parameter of it, and compiles the query once.
    private static Expression Parameter(object key, Type type) => Nullable.GetUnderlyingType(type) is { } bare
        ? Expression.Convert((Expression)s_captured.MakeGenericMethod(bare).Invoke(null, [key])!, type)
        : (Expression)s_captured.MakeGenericMethod(type).Invoke(null, [key])!;

    private static Expression Captured<T>(T value) => Expression.Field(Expression.Constant(new StrongBox<T>(value)), nameof(StrongBox<T>.Value));

    private void Empty(UpdateSettersBuilder<TDependent> setters)
    {
        foreach (var property in Emptied)
        {
            s_setNull.MakeGenericMethod(property.ClrType).Invoke(null, [setters, property.Name]);
        }
    }

    private static MethodInfo Own(string name) => typeof(CascadeRelation<TDependent>).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static void SetNull<T>(UpdateSettersBuilder<TDependent> setters, string name) => setters.SetProperty(d => EF.Property<T>(d, name), default(T)!);
}
