// Comparing entities compares their keys, comparing complex values all they hold, comparing with null asks whether the structure is there;
// objects that the query itself makes are compared member by member.

using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class StructuralEquality
{
    private static readonly MethodInfo s_arraysEqual = typeof(StructuralEquality).GetMethod(nameof(ArraysEqual), BindingFlags.NonPublic | BindingFlags.Static)!;

    // Null where neither side is a structure.
    public static Expression? Translate(ExpressionType op, Expression left, Expression right)
    {
        if (Equal(left, right) is not { } equal)
        {
            return null;
        }

        return op == ExpressionType.Equal ? equal : equal is ConstantExpression { Value: bool known } ? Expression.Constant(!known) : Expression.Not(equal);
    }

    public static Expression IsThere(Expression structure)
    {
        if (structure is Optional optional)
        {
            return Expression.NotEqual(new SlotRead(optional.Presence, typeof(object)), Expression.Constant(null));
        }

        var shaper = RowBinder.ShaperOf(structure)!;
        var source = (DynoSource)shaper.ValueBufferExpression;
        Expression there = !shaper.IsNullable && (source.Embedded is null || source.IsElement) ? Expression.Constant(true) : new PresenceRead(source);
        return DownCast(structure, shaper) is { } derived
            ? Nulls.Truth(Expression.AndAlso(there, Discriminators.Test(source, (IEntityType)shaper.StructuralType, derived, shaper.IsNullable)))
            : there;
    }

    public static Expression Arrays(ExpressionType op, Expression left, Expression right)
    {
        Expression equal = Expression.Call(s_arraysEqual, left, right);
        return op == ExpressionType.Equal ? equal : Expression.Not(equal);
    }

    private static bool ArraysEqual(object? left, object? right) => StructuralComparisons.StructuralEqualityComparer.Equals(left, right);

    private static Expression? Equal(Expression left, Expression right)
    {
        left = Unboxed(left);
        right = Unboxed(right);
        if (IsStructure(left) && Nulls.IsNull(right))
        {
            return Negate(IsThere(left));
        }

        if (IsStructure(right) && Nulls.IsNull(left))
        {
            return Negate(IsThere(right));
        }

        if (Made(left, right) is { } made)
        {
            return made;
        }

        var first = RowBinder.ShaperOf(left);
        var second = RowBinder.ShaperOf(right);
        if (first is null && second is null)
        {
            return null;
        }

        return first is null ? Structures(second!, first, right, left) : Structures(first, second, left, right);
    }

    private static Expression? Made(Expression left, Expression right)
    {
        if (MadeObjects.PartsOf(left) is not { } ours)
        {
            return MadeObjects.PartsOf(right) is null ? null : Made(right, left);
        }

        if (MadeObjects.PartsOf(right) is { } theirs)
        {
            return ours.Count != theirs.Count ? Expression.Constant(false) : All(ours.Zip(theirs, Plain));
        }

        if (Nulls.IsNull(right))
        {
            return Expression.Constant(false);
        }

        if (right is not (QueryParameterExpression or ConstantExpression) || MadeObjects.PartsOf(right, left) is not { } given)
        {
            return null;
        }

        var equal = All(ours.Zip(given, (part, value) => Plain(part, new NullSafe([right], o => ReplacingExpressionVisitor.Replace(right, o[0], value)))));
        return right.Type.IsValueType ? equal : Expression.AndAlso(Expression.ReferenceNotEqual(right, Expression.Constant(null, right.Type)), equal);
    }

    private static Expression? Structures(StructuralTypeShaperExpression first, StructuralTypeShaperExpression? second, Expression left, Expression right)
    {
        if (first.StructuralType is IComplexType)
        {
            return Complex(first, second, right);
        }

        var entityType = (IEntityType)first.StructuralType;
        if (second is not null && ((IEntityType)second.StructuralType).GetRootType() != entityType.GetRootType())
        {
            return Expression.Constant(false);
        }

        if (entityType.FindPrimaryKey() is not { } key)
        {
            throw new InvalidOperationException(CoreStrings.EntityEqualityOnKeylessEntityNotSupported("==", entityType.DisplayName()));
        }

        if (second is null && right is not (QueryParameterExpression or ConstantExpression or MemberExpression or ParameterExpression or UnaryExpression
            or MemberInitExpression or NewExpression { Arguments.Count: 0 }))
        {
            return null;
        }

        var parts = new List<Expression>();
        foreach (var property in key.Properties)
        {
            var mine = new PropertyRead((DynoSource)first.ValueBufferExpression, property, first.IsNullable);
            Expression theirs;
            if (second is not null)
            {
                var otherProperty = second.StructuralType.FindProperty(property.Name) ?? property;
                theirs = new PropertyRead((DynoSource)second.ValueBufferExpression, otherProperty, second.IsNullable);
            }
            else if (right is MemberInitExpression or NewExpression)
            {
                theirs = RowBinder.Member(right, property.Name, property.ClrType) ?? Expression.Default(property.ClrType);
            }
            else
            {
                theirs = new InstanceRead(right, property);
            }

            parts.Add(Plain(mine, theirs));
        }

        var equal = All(parts);
        if (second is not null || !first.IsNullable)
        {
            return equal;
        }

        // A parameter that is null equals an entity that is not there.
        var there = IsThere(left);
        return right is QueryParameterExpression
            ? Expression.Condition(Expression.Equal(right, Expression.Constant(null, right.Type)), Negate(there), Expression.AndAlso(there, equal))
            : Expression.AndAlso(there, equal);
    }

    private static Expression? Complex(StructuralTypeShaperExpression first, StructuralTypeShaperExpression? second, Expression right)
    {
        var parts = new List<Expression>();
        Add((DynoSource)first.ValueBufferExpression, first.StructuralType, second?.ValueBufferExpression as DynoSource, second is null ? right : null);
        return All(parts);

        void Add(DynoSource mine, ITypeBase type, DynoSource? theirs, Expression? instance)
        {
            foreach (var property in type.GetProperties())
            {
                parts.Add(Plain(
                    new PropertyRead(mine, property, isNullable: true),
                    theirs is not null ? new PropertyRead(theirs, property, isNullable: true)
                        : instance is ConstantExpression or QueryParameterExpression ? new InstanceRead(instance, property)
                        : RowBinder.Member(instance!, property.Name, property.ClrType) ?? new InstanceRead(instance!, property)));
            }

            foreach (var complex in type.GetComplexProperties())
            {
                if (!complex.IsCollection && mine.FindEmbedded(complex) is { } map)
                {
                    Add(
                        mine.Member(map), complex.ComplexType, theirs?.FindEmbedded(complex) is { } other ? theirs.Member(other) : null,
                        instance is null ? null : new InstanceRead(instance, complex));
                }
            }
        }
    }

    private static Expression Plain(Expression left, Expression right)
    {
        if (Equal(left, right) is { } structural)
        {
            return structural;
        }

        return ValueEquality.Of(Unboxed(left), Unboxed(right));
    }

    private static Expression All(IEnumerable<Expression> parts) =>
        parts.Aggregate((Expression?)null, (all, part) => all is null ? part : Expression.AndAlso(Nulls.Truth(all), Nulls.Truth(part))) ?? Expression.Constant(true);

    private static Expression Negate(Expression condition) =>
        condition is ConstantExpression { Value: bool known } ? Expression.Constant(!known) : Expression.Not(condition);

    private static bool IsStructure(Expression expression) =>
        RowBinder.ShaperOf(expression) is not null || expression is Optional { Inner: NewExpression or MemberInitExpression };

    private static Type? DownCast(Expression structure, StructuralTypeShaperExpression shaper) =>
        structure is UnaryExpression { NodeType: ExpressionType.TypeAs or ExpressionType.Convert } cast && shaper.StructuralType is IEntityType entityType
        && !cast.Type.IsAssignableFrom(entityType.ClrType) ? cast.Type : null;

    private static Expression Unboxed(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && (expression.Type == typeof(object) || RowBinder.ShaperOf(expression) is null && !operand.Type.IsValueType && !expression.Type.IsValueType)
            ? Unboxed(operand)
            : expression;
}
