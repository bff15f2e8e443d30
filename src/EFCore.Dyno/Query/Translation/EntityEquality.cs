// Comparing entities compares their keys; comparing with null asks whether the map is there.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class EntityEquality
{
    public static Expression? Translate(ExpressionType op, Expression left, Expression right)
    {
        var first = RowBinder.ShaperOf(left);
        var second = RowBinder.ShaperOf(right);
        if (first is null && second is null)
        {
            return null;
        }

        if (first is null)
        {
            return Translate(op, right, left);
        }

        if (right is ConstantExpression { Value: null } or DefaultExpression)
        {
            var source = (DynoSource)first.ValueBufferExpression;
            Expression isNull = source.Embedded is null || source.IsElement ? Expression.Constant(false) : Expression.Not(new PresenceRead(source));
            return op == ExpressionType.Equal ? isNull : Expression.Not(isNull);
        }

        if (first.StructuralType is not IEntityType entityType || entityType.FindPrimaryKey() is not { } key)
        {
            return null;
        }

        Expression? all = null;
        foreach (var property in key.Properties)
        {
            var mine = new PropertyRead((DynoSource)first.ValueBufferExpression, property);
            Expression? theirs = second is not null
                ? new PropertyRead((DynoSource)second.ValueBufferExpression, property)
                : property.PropertyInfo is { } info ? Expression.Property(Expression.Convert(right, info.DeclaringType!), info)
                : property.FieldInfo is { } field ? Expression.Field(Expression.Convert(right, field.DeclaringType!), field) : null;
            if (theirs is null)
            {
                return null;
            }

            var equal = Expression.Equal(mine, theirs);
            all = all is null ? equal : Expression.AndAlso(all, equal);
        }

        return op == ExpressionType.Equal ? all : Expression.Not(all!);
    }
}
