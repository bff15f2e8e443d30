// Tells the types of one table apart.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class Discriminators
{
    // The predicate that keeps the rows of a type and of those derived from it; null where the table holds nothing else.
    public static Expression? Condition(DynoSource source, IEntityType entityType)
    {
        if (entityType.FindDiscriminatorProperty() is not { } property)
        {
            return null;
        }

        var values = entityType.GetConcreteDerivedTypesInclusive().Select(t => t.GetDiscriminatorValue()).ToList();
        Expression? condition = null;
        foreach (var value in values)
        {
            var equal = Expression.Equal(new PropertyRead(source, property), Expression.Constant(value, property.ClrType));
            condition = condition is null ? equal : Expression.OrElse(condition, equal);
        }

        return condition;
    }

    public static Expression Test(DynoSource source, IEntityType entityType, Type clrType)
    {
        if (clrType.IsAssignableFrom(entityType.ClrType))
        {
            return Expression.Constant(true);
        }

        var derived = entityType.GetDerivedTypes().FirstOrDefault(d => d.ClrType == clrType);
        return derived is null || Condition(source, derived) is not { } condition ? Expression.Constant(false) : condition;
    }
}
