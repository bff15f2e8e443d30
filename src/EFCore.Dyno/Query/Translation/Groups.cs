// GroupBy: one row for each key, whose rows are a query of their own wherever the group is used.

using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Groups
{
    public static ShapedQueryExpression Group(ShapedQueryExpression source, Expression key, Type keyType, Expression element)
    {
        var keys = ImmutableArray.CreateBuilder<GroupKey>();
        var keyShaper = Nulls.As(Key(key, keys), keyType);
        var group = new Slot("group");
        var select = ShapedQueries.SelectOf(source).With(new GroupStep(keys.ToImmutable(), group, element));
        var rows = new ShapedQueryExpression(new DynoQueryExpression(new DynoSelect(new GroupOrigin(group, []))), element);
        return source.Update(new DynoQueryExpression(select), new GroupByShaperExpression(keyShaper, rows));
    }

    // EF leaves the parameter of a result selector behind where the group itself is a part of the result: (key, rows) => new { key, rows }.
    public static Expression WithGroup(Expression body, GroupByShaperExpression group)
    {
        foreach (var parameter in RowReferences.FreeParameters.Of(body))
        {
            body = parameter.Type.IsAssignableFrom(group.Type)
                ? ReplacingExpressionVisitor.Replace(parameter, group, body)
                : throw RowTranslator.Failed(body, QueryMessages.GroupAsItIs(parameter.Name));
        }

        return body;
    }

    // The rows of a group in slots of their own: two uses of a group do not share them.
    public static ShapedQueryExpression Rows(GroupByShaperExpression group)
    {
        var shaped = group.GroupingEnumerable;
        return Rows(((GroupOrigin)ShapedQueries.SelectOf(shaped).Origin).Group, shaped.ShaperExpression);
    }

    // The rows that are in a slot.
    public static ShapedQueryExpression Rows(Slot slot, Expression shaper)
    {
        var fresh = RowReferences.Of(shaper).ToDictionary(s => s, s => new Slot(s.Name));
        var origin = new GroupOrigin(slot, [.. fresh.Select(f => (f.Key, f.Value))]);
        return new(new DynoQueryExpression(new DynoSelect(origin)), new SlotMapper(fresh).Visit(shaper));
    }

    // The key as later operators read it: values from slots, entities from the slots of the group's first row.
    private static Expression Key(Expression key, ImmutableArray<GroupKey>.Builder keys)
    {
        switch (key)
        {
            case NewExpression created:
                return created.Update(created.Arguments.Select(a => Nulls.As(Key(Unconverted(a), keys), a.Type)));
            case MemberInitExpression init when init.Bindings.All(b => b is MemberAssignment):
                return init.Update(
                    (NewExpression)Key(init.NewExpression, keys),
                    init.Bindings.Cast<MemberAssignment>().Select(b => b.Update(Nulls.As(Key(Unconverted(b.Expression), keys), b.Expression.Type))));
            case IncludeExpression or StructuralTypeShaperExpression:
            case UnaryExpression when RowBinder.ShaperOf(key) is not null:
                keys.AddRange(Leaves.KeysOf(key).Select(k => new GroupKey(k, null)));
                return key;
            case ConstantExpression or QueryParameterExpression:
                return key;
            default:
                var slot = new Slot(RowText.Of(key));
                keys.Add(new(key, slot));
                return new SlotRead(slot, key.Type);
        }
    }

    private static Expression Unconverted(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && operand.Type == Nulls.Lift(expression.Type)
            ? operand
            : expression;
}
