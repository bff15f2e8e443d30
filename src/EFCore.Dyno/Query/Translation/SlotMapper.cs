// Rewrites an expression so that it reads other slots: each use of a group reads its rows in slots of its own.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class SlotMapper(IReadOnlyDictionary<Slot, Slot> slots) : ExpressionVisitor
{
    private readonly Dictionary<DynoSource, DynoSource> _sources = [];

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case PropertyRead read:
                return new PropertyRead(Source(read.Source), read.Property, read.IsNullable);
            case PresenceRead presence:
                return new PresenceRead(Source(presence.Source));
            case SlotRead slot:
                return new SlotRead(slots.GetValueOrDefault(slot.Slot, slot.Slot), slot.Type);
            case Optional optional:
                return new Optional(slots.GetValueOrDefault(optional.Presence, optional.Presence), Visit(optional.Inner));
            case NullSafe safe:
                return new NullSafe([.. safe.Operands.Select(Visit)!], safe.Build);
            case CollectionRead collection:
                return new CollectionRead(
                    Source(collection.Element), Visit(collection.Shaper), collection.Member, collection.Type,
                    collection.Predicate is null ? null : Visit(collection.Predicate));
            case StoredRead stored:
                return new StoredRead(Source(stored.Holder), stored.Attribute);
            case CellRead cell:
                return new CellRead(Source(cell.Source));
            case InstanceRead instance:
                return new InstanceRead(Visit(instance.Instance), instance.Member);
            case ValuesOrNone values:
                return new ValuesOrNone(Visit(values.Values), values.Element);
            case UnlessNull unless:
                return new UnlessNull(unless.Parameter, Visit(unless.Inner));
            case TypeRead type:
                return new TypeRead((StructuralTypeShaperExpression)Visit(type.Shaper));
            case RowsRead rows when slots.TryGetValue(rows.Slot, out var copied):
                return new RowsRead(rows.Subquery, rows.Type, rows.Navigation, copied);
            case GroupingRead grouping:
                return new GroupingRead(Visit(grouping.Key), (RowsRead)Visit(grouping.Rows), grouping.Type);
            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source } shaper:
                return shaper.Update(Source(source));
            case IncludeExpression include:
#pragma warning disable EF1001 // Whether an include marks its navigation as loaded is told nowhere else.
                return new IncludeExpression(Visit(include.EntityExpression), Visit(include.NavigationExpression), include.Navigation, include.SetLoaded);
#pragma warning restore EF1001
            default:
                return node;
        }
    }

    private DynoSource Source(DynoSource source)
    {
        if (!_sources.TryGetValue(source, out var mapped))
        {
            var parent = source.Parent is null ? null : Source(source.Parent);
            mapped = source.Slot is { } slot && slots.TryGetValue(slot, out var other) ? source.With(other, parent: parent)
                : parent == source.Parent ? source
                : source.Slot is not null ? source.With(source.Slot, parent: parent)
                : parent!.Member(source.Embedded!);
            _sources.Add(source, mapped);
        }

        return mapped;
    }
}
