// Shapers of rows that may not be there: entities become nullable, other values are read only where the row is.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Optionals
{
    public static Expression Of(Expression shaper, Slot presence) => shaper switch
    {
        // An embedded structure is absent with the row that holds it; so is every entity.
        StructuralTypeShaperExpression structural => Of(structural, nullable: true),
        IncludeExpression include => Include(include, presence),
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs } convert when RowBinder.ShaperOf(convert) is not null =>
            convert.Update(Of(convert.Operand, presence)),
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } convert when operand.Type == Nulls.Lift(convert.Type) => Of(operand, presence),
        // A structure of EF's own for what it joins is never compared with null.
        NewExpression { Type.IsValueType: true, Members: not null } created => created.Update(created.Arguments.Select(a => Nulls.As(Of(a, presence), a.Type))),
        RowsRead or Optional => shaper is Optional { Presence: var same } && same == presence ? shaper : new Optional(presence, shaper),
        ConstantExpression { Value: null } => shaper,
        _ => new Optional(presence, shaper),
    };

#pragma warning disable EF1001 // A struct that may be null has a type of its own.
    public static StructuralTypeShaperExpression Of(StructuralTypeShaperExpression shaper, bool nullable) =>
        !nullable || shaper.IsNullable ? shaper
        : shaper.Type.IsValueType ? shaper.MakeNullable().MakeClrTypeNullable()
        : shaper.MakeNullable();
#pragma warning restore EF1001

#pragma warning disable EF1001 // Whether an include marks its navigation as loaded is told nowhere else.
    private static IncludeExpression Include(IncludeExpression include, Slot presence) =>
        new(
            Of(include.EntityExpression, presence),
            RowBinder.ShaperOf(include.NavigationExpression) is null ? include.NavigationExpression : Of(include.NavigationExpression, presence),
            include.Navigation, include.SetLoaded);
#pragma warning restore EF1001
}
