// Binds a member of an entity, owned or complex type to a read of its source, and a member of an object that the query makes to what is put there.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class RowBinder
{
    // The shaper beneath conversions and includes, or null.
    public static StructuralTypeShaperExpression? ShaperOf(Expression? expression) => expression switch
    {
        StructuralTypeShaperExpression shaper => shaper,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } unary
            when ShaperOf(unary.Operand) is { } shaper && CanBe(shaper.StructuralType, unary.Type) => shaper,
        IncludeExpression include => ShaperOf(include.EntityExpression),
        _ => null,
    };

    private static bool CanBe(ITypeBase structure, Type type) =>
        type.IsAssignableFrom(structure.ClrType) || (structure is IEntityType entityType && entityType.GetDerivedTypes().Any(d => type.IsAssignableFrom(d.ClrType)))
        || Nulls.Bare(type) == Nulls.Bare(structure.ClrType);

    // A member of what is made of the row; null where the target is a value like any other.
    public static Expression? Member(Expression target, string member, Type type)
    {
        var bound = Structure(target, member);
        return bound is null || bound.Type == type || bound is StructuralTypeShaperExpression or CollectionRead or RowsRead
            || Nulls.Bare(bound.Type) == Nulls.Bare(type) || type.IsAssignableFrom(bound.Type)
            ? bound
            : Expression.Convert(bound, bound.Type == Nulls.Lift(bound.Type) ? Nulls.Lift(type) : type);
    }

    private static Expression? Structure(Expression target, string member)
    {
        switch (target)
        {
            case Optional optional:
                return Structure(optional.Inner, member) is { } inner ? Optionals.Of(inner, optional.Presence) : null;

            case ConditionalExpression conditional when Branch(conditional.IfTrue, member) is { } first && Branch(conditional.IfFalse, member) is { } second:
                var (left, right) = Nulls.IsNull(first) || Nulls.IsNull(second) || first.Type != second.Type
                    ? Nulls.Align(Nulls.Lift(first), Nulls.Lift(second))
                    : (first, second);
                return left.Type == right.Type ? Expression.Condition(conditional.Test, left, right) : null;

            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs, Operand: Optional or ConditionalExpression or NewExpression or MemberInitExpression } convert:
                return Structure(convert.Operand, member);

            case NewExpression { Members: { } members } created:
                for (var i = 0; i < members.Count; i++)
                {
                    if (members[i].Name == member)
                    {
                        return Unconverted(created.Arguments[i]);
                    }
                }

                return null;

            case MemberInitExpression init:
                return init.Bindings.OfType<MemberAssignment>().FirstOrDefault(b => b.Member.Name == member) is { } assignment
                    ? Unconverted(assignment.Expression)
                    : null;

            case GroupByShaperExpression group when member == "Key":
                return group.KeySelector;

            case GroupingRead group when member == "Key":
                return group.Key;

            default:
                return Bind(target, member);
        }
    }

    private static Expression? Branch(Expression branch, string member) =>
        Nulls.IsNull(branch) ? Expression.Constant(null) : Structure(branch, member) ?? OfInstance(branch, member);

    // A member of an object that the program gives; Nullable's own are no such members.
    private static NullSafe? OfInstance(Expression instance, string member) =>
        instance is QueryParameterExpression && Nullable.GetUnderlyingType(instance.Type) is null && instance.Type.GetProperty(member) is { } property
            ? new([instance], o => Expression.Property(o[0], property))
            : null;

    // What was only converted back to its own type in order to fit a member.
    private static Expression Unconverted(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && operand.Type == Nulls.Lift(expression.Type)
            ? operand
            : expression;

    private static Expression? Bind(Expression target, string member)
    {
        if (ShaperOf(target) is not { ValueBufferExpression: DynoSource source } shaper)
        {
            return null;
        }

        var type = shaper.StructuralType;
        if (FindProperty(Narrowed(type, target.Type), member) is { } property)
        {
            return new PropertyRead(source, property, shaper.IsNullable || !IsOf(type, property));
        }

        if (FindMember(Narrowed(type, target.Type), member) is not { } embedded || source.FindEmbedded(embedded) is not { } map)
        {
            return null;
        }

        var inner = source.Member(map);
        var structural = map.Navigation?.TargetEntityType ?? (ITypeBase)map.ComplexProperty!.ComplexType;
        if (map.IsCollection)
        {
            return new CollectionRead(inner, new StructuralTypeShaperExpression(structural, inner, nullable: false), embedded, embedded.ClrType);
        }

        return Optionals.Of(
            new StructuralTypeShaperExpression(structural, inner, nullable: false),
            shaper.IsNullable || map.Navigation is { ForeignKey.IsRequiredDependent: false } || map.ComplexProperty is { IsNullable: true });
    }

    // The type that a cast names: types that derive from one may have members of one name.
    private static ITypeBase Narrowed(ITypeBase type, Type cast) =>
        type is IEntityType entityType && type.ClrType != cast ? entityType.GetDerivedTypes().FirstOrDefault(d => d.ClrType == cast) ?? type : type;

    // Whether every row of the type has the property, or only those of a type derived from it.
    private static bool IsOf(ITypeBase type, IProperty property) =>
        type is not IEntityType entityType || property.DeclaringType is not IEntityType declaring || declaring.IsAssignableFrom(entityType);

    private static IProperty? FindProperty(ITypeBase type, string name) =>
        type.FindProperty(name) ?? (type as IEntityType)?.GetDerivedTypes().Select(d => d.FindDeclaredProperty(name)).FirstOrDefault(p => p is not null);

    private static IPropertyBase? FindMember(ITypeBase type, string name)
    {
        if (type.FindComplexProperty(name) is { } complex)
        {
            return complex;
        }

        return type is not IEntityType entityType
            ? null
            : entityType.FindNavigation(name)
                ?? entityType.GetDerivedTypes().Select(d => d.FindDeclaredNavigation(name)).FirstOrDefault(n => n is not null)
                ?? (IPropertyBase?)entityType.GetDerivedTypes().Select(d => d.FindDeclaredComplexProperty(name)).FirstOrDefault(c => c is not null);
    }
}
