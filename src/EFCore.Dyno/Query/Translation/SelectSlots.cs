// Which slots a select fills and which it reads: what tells a subquery that reads its outer row from one that does not.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class SelectSlots
{
    // The slots that rows of the select have beside those of the row around it.
    public static HashSet<Slot> DefinedBy(DynoSelect select)
    {
        var slots = new HashSet<Slot>();
        Add(select);
        return slots;

        void Add(DynoSelect part)
        {
            switch (part.Origin)
            {
                case StoreOrigin store:
                    slots.Add(store.Source.Slot!);
                    break;
                case StatementOrigin statement:
                    slots.Add(statement.Source.Slot!);
                    break;
                case ElementOrigin element:
                    slots.Add(element.Element.Slot!);
                    break;
                case ValuesOrigin values:
                    slots.Add(values.Value);
                    break;
                case GroupOrigin group:
                    slots.UnionWith(group.Copies.Select(c => c.To));
                    break;
                case SetOrigin set:
                    Add(set.Left);
                    Add(set.Right);
                    slots.UnionWith(set.Columns.Select(c => c.Slot));
                    break;
            }

            foreach (var step in part.Steps)
            {
                switch (step)
                {
                    case DefaultIfEmptyStep defaultIfEmpty:
                        slots.Add(defaultIfEmpty.Presence);
                        break;
                    case AggregateStep aggregate:
                        slots.Add(aggregate.Result);
                        break;
                    case JoinStep join:
                        Add(join.Inner);
                        if (join.Presence is not null)
                        {
                            slots.Add(join.Presence);
                        }

                        break;
                    case FlattenStep flatten:
                        Add(flatten.Inner);
                        break;
                    case GroupStep group:
                        slots.Add(group.Group);
                        slots.UnionWith(group.Keys.Where(k => k.Slot is not null).Select(k => k.Slot!));
                        break;
                }
            }
        }
    }

    // Every slot that the select's expressions mention, those of selects within it too.
    public static void ReadBy(DynoSelect select, HashSet<Slot> slots)
    {
        switch (select.Origin)
        {
            case ElementOrigin element:
                Of(element.Element.Parent!, slots);
                break;
            case ValuesOrigin values:
                RowReferences.Collect(values.Sequence, slots);
                break;
            case GroupOrigin group:
                slots.Add(group.Group);
                break;
            case SetOrigin set:
                ReadBy(set.Left, slots);
                ReadBy(set.Right, slots);
                break;
        }

        foreach (var expression in SelectExpressions.Of(select))
        {
            RowReferences.Collect(expression, slots);
        }

        foreach (var step in select.Steps)
        {
            switch (step)
            {
                case JoinStep join:
                    ReadBy(join.Inner, slots);
                    break;
                case FlattenStep flatten:
                    ReadBy(flatten.Inner, slots);
                    break;
            }
        }
    }

    // What must be there before a subquery can run, leaving out what subqueries inside it provide for themselves.
    public static HashSet<Slot> FreeIn(Subquery subquery, HashSet<Subquery> done)
    {
        // One inside it reads what this one makes.
        HashSet<Subquery> around = [.. done, subquery];
        var free = new HashSet<Slot>();
        var inside = new HashSet<Subquery>();
        foreach (var slot in subquery.Reads)
        {
            if (slot.Subquery is not { } other || other == subquery || done.Contains(other))
            {
                free.Add(slot);
            }
            else if (inside.Add(other))
            {
                free.UnionWith(FreeIn(other, around));
            }
        }

        free.ExceptWith(subquery.Defined);
        return free;
    }

    // Subqueries that an expression needs, in the order in which they can run, without those in the set.
    public static void Needed(IEnumerable<Expression> expressions, HashSet<Subquery> done, List<Subquery> needed)
    {
        var read = new HashSet<Slot>();
        foreach (var expression in expressions)
        {
            RowReferences.Collect(expression, read);
        }

        foreach (var slot in read)
        {
            if (slot.Subquery is { } subquery)
            {
                Need(subquery, done, needed);
            }
        }
    }

    public static void Of(DynoSource source, HashSet<Slot> slots)
    {
        for (var at = source; at is not null; at = at.Parent)
        {
            if (at.Slot is { } slot)
            {
                slots.Add(slot);
            }
        }
    }

    private static void Need(Subquery subquery, HashSet<Subquery> done, List<Subquery> needed)
    {
        if (done.Contains(subquery) || needed.Contains(subquery))
        {
            return;
        }

        // Those it reads run first, unless they read what it makes: then they run inside it.
        var seen = new HashSet<Subquery>();
        HashSet<Subquery>? around = null;
        foreach (var slot in subquery.Reads)
        {
            if (slot.Subquery is { } other && other != subquery && !done.Contains(other) && seen.Add(other)
                && !FreeIn(other, around ??= [.. done, subquery]).Overlaps(subquery.Defined))
            {
                Need(other, done, needed);
            }
        }

        needed.Add(subquery);
    }
}

// The slots that an expression mentions.
internal sealed class RowReferences : RowVisitor
{
    private readonly HashSet<Slot> _slots;

    private RowReferences(HashSet<Slot> slots) => _slots = slots;

    public static void Collect(Expression expression, HashSet<Slot> slots) => new RowReferences(slots).Visit(expression);

    public static HashSet<Slot> Of(Expression expression)
    {
        var slots = new HashSet<Slot>();
        Collect(expression, slots);
        return slots;
    }

    // A value of the row around the query: it reads slots that are filled there, none of them the query's own, and nothing that a lambda binds.
    public static bool IsOuter(Expression expression, Slot own, HashSet<Subquery> done) => IsOuter(expression, [own], done);

    public static bool IsOuter(Expression expression, HashSet<Slot> own, HashSet<Subquery> done)
    {
        if (expression is LambdaExpression or StructuralTypeShaperExpression or RowsRead or CollectionRead or NewExpression)
        {
            return false;
        }

        var slots = Of(expression);
        return slots.Count > 0 && !slots.Overlaps(own) && slots.All(s => s.Subquery is null || done.Contains(s.Subquery)) && !FreeParameters.In(expression);
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case PropertyRead read:
                SelectSlots.Of(read.Source, _slots);
                break;
            case PresenceRead presence:
                SelectSlots.Of(presence.Source, _slots);
                break;
            case SlotRead slot:
                _slots.Add(slot.Slot);
                break;
            case Optional optional:
                _slots.Add(optional.Presence);
                Visit(optional.Inner);
                break;
            case ItemRead item:
                SelectSlots.Of(item.Source, _slots);
                break;
            case OrdinalRead ordinal:
                SelectSlots.Of(ordinal.Element, _slots);
                break;
            case StoredRead stored:
                SelectSlots.Of(stored.Holder, _slots);
                break;
            case CellRead cell:
                SelectSlots.Of(cell.Source, _slots);
                break;
            case CellsRead cells:
                SelectSlots.Of(cells.Element.Parent!, _slots);
                break;
            case CollectionRead collection:
                SelectSlots.Of(collection.Element, _slots);
                Visit(collection.Shaper);
                Visit(collection.Predicate);
                break;
            case RowsRead rows:
                _slots.Add(rows.Slot);
                break;
            case GroupingRead grouping:
                Visit(grouping.Key);
                Visit(grouping.Rows);
                break;
            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source }:
                SelectSlots.Of(source, _slots);
                break;
            case IncludeExpression include:
                Visit(include.EntityExpression);
                Visit(include.NavigationExpression);
                break;
            case DynoSource source:
                SelectSlots.Of(source, _slots);
                break;
            default:
                return base.VisitExtension(node);
        }

        return node;
    }

    // Parameters of a lambda around the expression.
    internal sealed class FreeParameters : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _bound = [];
        private readonly HashSet<ParameterExpression> _free = [];

        public static bool In(Expression expression) => Of(expression).Count > 0;

        public static IReadOnlyCollection<ParameterExpression> Of(Expression expression)
        {
            var visitor = new FreeParameters();
            visitor.Visit(expression);
            return visitor._free;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _bound.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (!_bound.Contains(node))
            {
                _free.Add(node);
            }

            return node;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is NullSafe safe)
            {
                Visit(safe.Inner);
            }

            return node;
        }
    }
}
