// The parts of a shaper that make it what it is: what tells two rows of a projection apart, and what a set operation has to bring together.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Leaves
{
    // Expressions whose values are equal in two rows exactly where the shaped values are.
    public static IEnumerable<Expression> KeysOf(Expression shaper)
    {
        switch (shaper)
        {
            case IncludeExpression include:
                return KeysOf(include.EntityExpression);
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs, Operand: var operand }:
                return KeysOf(operand);
            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source } structural:
                return KeysOf(structural, source);
            case NewExpression created:
                return created.Arguments.SelectMany(KeysOf);
            case MemberInitExpression init when init.Bindings.All(b => b is MemberAssignment):
                return KeysOf(init.NewExpression).Concat(init.Bindings.Cast<MemberAssignment>().SelectMany(b => KeysOf(b.Expression)));
            case Optional { Inner: NewExpression or MemberInitExpression or Optional } optional:
                return [new SlotRead(optional.Presence, typeof(object)), .. KeysOf(optional.Inner).Select(k => Optionals.Of(k, optional.Presence))];
            // A list of owned elements is that of its owner, whichever of them are left.
            case CollectionRead { Member: INavigation, Element.Parent: { Map.Type: IEntityType owner } parent } when owner.FindPrimaryKey() is { } key:
                return key.Properties.Select(p => new PropertyRead(parent, p, isNullable: true));
            case GroupByShaperExpression group:
                return KeysOf(group.KeySelector);
            case GroupingRead grouping:
                return KeysOf(grouping.Key);
            case ConstantExpression:
                return [];
            default:
                return [shaper];
        }
    }

    private static IEnumerable<Expression> KeysOf(StructuralTypeShaperExpression shaper, DynoSource source)
    {
        if (shaper.StructuralType is IEntityType entityType && entityType.FindPrimaryKey() is { } key)
        {
            // Two types of one table may have the same key.
            return key.Properties.Select(p => new PropertyRead(source, p, isNullable: true));
        }

        return ComplexParts.Of(shaper.StructuralType, source);
    }
}
