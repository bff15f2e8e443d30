// What a read of one key found: the item, or the part of it that was asked for, and the size of the whole, which is what it costs.

using Dyno.Expressions;

namespace Dyno.Engine;

internal readonly struct FoundItem
{
    // Any item this short has at most one read unit: what DynamoDB counts is never more than four times what is stored (see ItemSize, ItemFormat).
    private const int SurelyOneReadUnitBytes = Limits.ReadUnitBytes / 4;

    private readonly int _partOf;

    // A whole item is measured when somebody asks.
    public FoundItem(Item whole) => Item = whole;

    public FoundItem(Item part, int wholeSize) => (Item, _partOf) = (part, wholeSize);

    // Null where there is none.
    public Item? Item { get; }

    public int Size => _partOf > 0 ? _partOf : Item?.Size ?? 0;

    public static FoundItem Of(Item item, ProjectionExpression? projection) =>
        projection is null ? new(item) : new(projection.Apply(item), item.Size);

    public double ReadUnits(bool consistent) =>
        CapacityUnits.Read(_partOf == 0 && (Item is not { } whole || whole.Span.Length <= SurelyOneReadUnitBytes) ? 0 : Size, consistent);
}
