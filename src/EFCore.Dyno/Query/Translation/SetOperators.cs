// Concat, Union, Intersect and Except: the right side's rows move into the left side's slots, so that one shaper makes both.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using static EFCore.Dyno.Query.ShapedQueries;

namespace EFCore.Dyno.Query;

internal sealed class SetOperators
{
    private readonly Dictionary<Slot, SetColumn> _columns = [];

    public static ShapedQueryExpression Combine(SetKind kind, ShapedQueryExpression left, ShapedQueryExpression right)
    {
        var operators = new SetOperators();
        var shaper = operators.Unify(left.ShaperExpression, right.ShaperExpression);
        var origin = new SetOrigin(
            kind, SelectOf(left), SelectOf(right), [.. operators._columns.Values], kind == SetKind.Concat ? [] : [.. Leaves.KeysOf(shaper)]);
        return left.Update(new DynoQueryExpression(new DynoSelect(origin)), shaper);
    }

    private Expression Unify(Expression left, Expression right)
    {
        switch (left, right)
        {
            case (IncludeExpression l, IncludeExpression r) when l.Navigation == r.Navigation:
#pragma warning disable EF1001 // Whether an include marks its navigation as loaded is told nowhere else.
                return new IncludeExpression(Unify(l.EntityExpression, r.EntityExpression), Included(l.NavigationExpression, r.NavigationExpression), l.Navigation, l.SetLoaded);
#pragma warning restore EF1001

            case (StructuralTypeShaperExpression l, StructuralTypeShaperExpression r):
                return Structures(l, r);

            case (UnaryExpression { NodeType: ExpressionType.Convert } l, _) when RowBinder.ShaperOf(l) is not null && RowBinder.ShaperOf(right) is not null:
                return l.Update(Unify(l.Operand, right is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var inner } ? inner : right));

            case (_, UnaryExpression { NodeType: ExpressionType.Convert } r) when RowBinder.ShaperOf(left) is not null && RowBinder.ShaperOf(r) is not null:
                return Unify(left, r.Operand);

            case (NewExpression l, NewExpression r) when l.Constructor == r.Constructor && l.Arguments.Count > 0:
                return l.Update(l.Arguments.Select((a, i) => Nulls.As(Unify(a, r.Arguments[i]), a.Type)));

            case (MemberInitExpression l, MemberInitExpression r) when SameMembers(l, r):
                return l.Update(
                    (NewExpression)Unify(l.NewExpression, r.NewExpression),
                    l.Bindings.Cast<MemberAssignment>().Select((b, i) =>
                        b.Update(Nulls.As(Unify(b.Expression, ((MemberAssignment)r.Bindings[i]).Expression), b.Expression.Type))));

            case (NewExpression l, NewExpression) when l.Arguments.Count == 0:
                return l;

            default:
                return Value(left, right);
        }
    }

    // What a navigation includes: a joined entity is a structure, a collection reads the slots of its owner.
    private Expression Included(Expression left, Expression right) =>
        RowBinder.ShaperOf(left) is not null && RowBinder.ShaperOf(right) is not null ? Unify(left, right) : left;

    private Expression Structures(StructuralTypeShaperExpression left, StructuralTypeShaperExpression right)
    {
        var mine = (DynoSource)left.ValueBufferExpression;
        var theirs = (DynoSource)right.ValueBufferExpression;
        if (left.StructuralType is IComplexType complex && right.StructuralType is IComplexType other && complex.ClrType == other.ClrType
            && !SamePath(mine, theirs) && SameLayout(mine.Map, theirs.Map))
        {
            // Two members of one layout: their maps move into a slot of their own.
            var cell = new Slot(complex.ShortName());
            _columns[cell] = new(cell, new CellRead(mine), new CellRead(theirs), null);
            return Optionals.Of(new StructuralTypeShaperExpression(complex, mine.Alone(cell), nullable: false), left.IsNullable || right.IsNullable);
        }

        if (mine.Root is not { } slot || theirs.Root is null || !SamePath(mine, theirs) || !SameRoot(left.StructuralType, right.StructuralType, mine, theirs))
        {
            throw RowTranslator.Failed(left, QueryMessages.SetOverDifferentStructures());
        }

        for (DynoSource? l = mine, r = theirs; l is not null && r is not null; l = l.Parent, r = r.Parent)
        {
            // The row around both is no part of either.
            if (l.Slot is { } to && r.Slot is { } from && to != from)
            {
                _columns[to] = new(to, null, null, from);
            }
        }

        if (left.StructuralType == right.StructuralType || left.StructuralType is not IEntityType first || right.StructuralType is not IEntityType second
            || first.GetRootType() != second.GetRootType())
        {
            return Optionals.Of(left, right.IsNullable);
        }

        var common = first.IsAssignableFrom(second) ? first : second.IsAssignableFrom(first) ? second
            : first.GetAllBaseTypes().Last(b => b.IsAssignableFrom(second));
        var source = common == first ? mine : mine.With(slot, DynoModel.Of(common.Model).For(common));
        return new StructuralTypeShaperExpression(common, source, left.IsNullable || right.IsNullable);
    }

    private Expression Value(Expression left, Expression right)
    {
        (left, right) = Nulls.Align(left, right);
        if (left is ConstantExpression { Value: var l } && right is ConstantExpression { Value: var r } && Equals(l, r))
        {
            return left;
        }

        var slot = new Slot(RowText.Of(left));
        _columns.Add(slot, new(slot, left, right, null));
        return new SlotRead(slot, left.Type);
    }

    // Types of their own for two members have the same values where everything in them is stored alike.
    private static bool SameRoot(ITypeBase left, ITypeBase right, DynoSource mine, DynoSource theirs) =>
        left == right || (left is IEntityType first && right is IEntityType second && first.GetRootType() == second.GetRootType())
        || (left.ClrType == right.ClrType && SameLayout(mine.Map, theirs.Map));

    private static bool SameLayout(DynoStructureMap left, DynoStructureMap right) =>
        left.Properties.Count == right.Properties.Count
        && left.Embedded.Count == right.Embedded.Count
        && left.Properties.Zip(right.Properties).All(p =>
            p.First.AttributeName == p.Second.AttributeName && p.First.Property.Name == p.Second.Property.Name && p.First.Codec == p.Second.Codec)
        && left.Embedded.Zip(right.Embedded).All(p =>
            p.First.AttributeName == p.Second.AttributeName && p.First.Member.Name == p.Second.Member.Name && SameLayout(p.First.Target, p.Second.Target));

    private static bool SamePath(DynoSource left, DynoSource right)
    {
        for (; left.Slot is null && right.Slot is null; left = left.Parent!, right = right.Parent!)
        {
            if (left.Embedded!.AttributeName != right.Embedded!.AttributeName)
            {
                return false;
            }
        }

        return left.Slot is not null && right.Slot is not null && left.IsElement == right.IsElement;
    }

    private static bool SameMembers(MemberInitExpression left, MemberInitExpression right) =>
        left.Bindings.Count == right.Bindings.Count
        && left.Bindings.Zip(right.Bindings).All(p => p.First is MemberAssignment l && p.Second is MemberAssignment r && l.Member == r.Member);
}
