// Comparing entities compares their keys, comparing complex values all they hold, comparing with null asks whether the structure is there;
// objects that the query itself makes are compared member by member.

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

    private static bool ArraysEqual(object? left, object? right) => RowKeyComparer.Same(left, right);

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

        if (left is CollectionRead { IsPlain: true, Member: IComplexProperty } ours)
        {
            return ComplexParts.SameLists(ours, right);
        }

        if (right is CollectionRead { IsPlain: true, Member: IComplexProperty } others)
        {
            return ComplexParts.SameLists(others, left);
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

        // An element of an owned collection is known within its owner by what it has of its key itself: an object of the program has no owner.
        var properties = key.Properties;
        if (second is null && entityType.FindOwnership() is { } ownership && properties.Any(p => p.IsShadowProperty() && ownership.Properties.Contains(p)))
        {
            properties = [.. properties.Except(ownership.Properties)];
            if (properties.Count == 0 || properties.Any(p => p.IsShadowProperty()))
            {
                properties = key.Properties;
            }
        }

        var parts = new List<Expression>();
        foreach (var property in properties)
        {
            var mine = new PropertyRead((DynoSource)first.ValueBufferExpression, property, first.IsNullable);
            Expression theirs;
            if (second is not null)
            {
                var otherProperty = second.StructuralType.FindProperty(property.Name) ?? property;
                theirs = new PropertyRead((DynoSource)second.ValueBufferExpression, otherProperty, second.IsNullable);
            }
            else if (property.IsShadowProperty() && right is not QueryParameterExpression && !Nulls.IsNull(right))
            {
                // An owned entity's key is its owner's: an object of the program has none.
                throw RowTranslator.Failed(right, QueryMessages.OwnedHasNoKeyOfItsOwn(entityType.DisplayName()));
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

    private static Expression Complex(StructuralTypeShaperExpression first, StructuralTypeShaperExpression? second, Expression right)
    {
        var parts = new List<Expression>();
        var mine = (DynoSource)first.ValueBufferExpression;
        var theirs = (DynoSource?)second?.ValueBufferExpression;
        var instance = second is null ? right : null;
        if (first.IsNullable || second is { IsNullable: true })
        {
            There(mine, theirs, instance);
        }

        Add(mine, first.StructuralType, theirs, second?.StructuralType, instance);
        return All(parts);

        void Add(DynoSource mine, ITypeBase type, DynoSource? theirs, ITypeBase? other, Expression? instance)
        {
            foreach (var property in type.GetProperties())
            {
                if (theirs is null)
                {
                    parts.Add(Plain(
                        new PropertyRead(mine, property, isNullable: true),
                        Member(instance!, property.Name, property.ClrType) ?? new InstanceRead(instance!, property)));
                }
                else if (other!.FindProperty(property.Name) is { } same)
                {
                    parts.Add(Plain(new PropertyRead(mine, property, isNullable: true), new PropertyRead(theirs, same, isNullable: true)));
                }
            }

            foreach (var complex in type.GetComplexProperties())
            {
                if (mine.FindEmbedded(complex) is not { } map)
                {
                    continue;
                }

                var same = other?.FindComplexProperty(complex.Name);
                var (inner, innerOther) = (mine.Member(map), same is null ? null : theirs!.Member(theirs.FindEmbedded(same)!));
                var innerInstance = instance is null ? null : Member(instance, complex.Name, complex.ClrType) ?? new InstanceRead(instance, complex);
                if (complex.IsCollection)
                {
                    parts.Add(ComplexParts.SameLists(
                        List(complex, inner), innerOther is null ? innerInstance! : List(same!, innerOther)));
                    continue;
                }

                if (complex.IsNullable || same is { IsNullable: true })
                {
                    There(inner, innerOther, innerInstance);
                }

                Add(inner, complex.ComplexType, innerOther, same?.ComplexType, innerInstance);
            }
        }

        // Both there or neither. What the query itself makes is there.
        void There(DynoSource mine, DynoSource? theirs, Expression? instance)
        {
            if (theirs is not null)
            {
                parts.Add(Expression.Equal(new PresenceRead(mine), new PresenceRead(theirs)));
            }
            else if (instance is MemberInitExpression or NewExpression)
            {
                parts.Add(new PresenceRead(mine));
            }
            else if (!instance!.Type.IsValueType || Nullable.GetUnderlyingType(instance.Type) is not null)
            {
                parts.Add(Expression.Equal(
                    new PresenceRead(mine), Expression.NotEqual(Expression.Convert(instance, typeof(object)), Expression.Constant(null))));
            }
        }

        static Expression? Member(Expression instance, string name, Type type) =>
            instance is ConstantExpression or QueryParameterExpression or InstanceRead ? null : RowBinder.Member(instance, name, type);

        static CollectionRead List(IComplexProperty complex, DynoSource element) =>
            new(element, new StructuralTypeShaperExpression(complex.ComplexType, element, nullable: false), complex, complex.ClrType);
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
        RowBinder.ShaperOf(expression) is not null || expression is Optional { Inner: NewExpression or MemberInitExpression or RowsRead or CollectionRead };

    private static Type? DownCast(Expression structure, StructuralTypeShaperExpression shaper) =>
        structure is UnaryExpression { NodeType: ExpressionType.TypeAs or ExpressionType.Convert } cast && shaper.StructuralType is IEntityType entityType
        && !cast.Type.IsAssignableFrom(entityType.ClrType) ? cast.Type : null;

    private static Expression Unboxed(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && (expression.Type == typeof(object) || RowBinder.ShaperOf(expression) is null && !operand.Type.IsValueType && !expression.Type.IsValueType)
            ? Unboxed(operand)
            : expression;
}
