// Tells the types of one table apart.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class Discriminators
{
    // The predicate that keeps the rows of a type and of those derived from it; null where the table holds nothing else.
    public static Expression? Condition(DynoSource source, IEntityType entityType, bool isNullable = false) =>
        OneOf(source, entityType, entityType.GetConcreteDerivedTypesInclusive(), isNullable);

    public static Expression Test(DynoSource source, IEntityType entityType, Type clrType, bool isNullable)
    {
        if (clrType.IsAssignableFrom(entityType.ClrType))
        {
            return isNullable ? new PresenceRead(source) : Expression.Constant(true);
        }

        var derived = entityType.GetDerivedTypes().FirstOrDefault(d => d.ClrType == clrType);
        return derived is null || Condition(source, derived, isNullable) is not { } condition ? Expression.Constant(false) : condition;
    }

    public static Expression TestExactly(DynoSource source, IEntityType entityType, Type clrType, bool isNullable)
    {
        var exact = entityType.GetDerivedTypesInclusive().FirstOrDefault(d => d.ClrType == clrType);
        return exact is null || exact.IsAbstract() ? Expression.Constant(false)
            : OneOf(source, exact, [exact], isNullable) ?? (isNullable ? new PresenceRead(source) : Expression.Constant(true));
    }

    private static Expression? OneOf(DynoSource source, IEntityType entityType, IEnumerable<IEntityType> types, bool isNullable)
    {
        if (entityType.FindDiscriminatorProperty() is not { } property)
        {
            return null;
        }

        Expression? condition = null;
        var read = new PropertyRead(source, property, isNullable);
        foreach (var type in types)
        {
            var equal = Expression.Equal(read, Nulls.As(Expression.Constant(type.GetDiscriminatorValue(), property.ClrType), read.Type));
            condition = condition is null ? equal : Expression.OrElse(condition, equal);
        }

        return condition;
    }
}
