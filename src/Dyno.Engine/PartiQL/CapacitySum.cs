// Adds up what several requests consumed, table by table, in the order in which the tables first appear.

namespace Dyno.Engine.PartiQL;

internal static class CapacitySum
{
    public static ConsumedCapacity? Add(ConsumedCapacity? left, ConsumedCapacity? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        return left with
        {
            CapacityUnits = left.CapacityUnits + right.CapacityUnits,
            Table = Add(left.Table, right.Table),
            LocalSecondaryIndexes = Add(left.LocalSecondaryIndexes, right.LocalSecondaryIndexes),
            GlobalSecondaryIndexes = Add(left.GlobalSecondaryIndexes, right.GlobalSecondaryIndexes),
        };
    }

    public static void Add(List<ConsumedCapacity> sums, ConsumedCapacity? consumed)
    {
        if (consumed is null)
        {
            return;
        }

        var at = sums.FindIndex(s => s.TableName == consumed.TableName);
        if (at < 0)
        {
            sums.Add(consumed);
        }
        else
        {
            sums[at] = Add(sums[at], consumed)!;
        }
    }

    private static Capacity? Add(Capacity? left, Capacity? right) =>
        left is null || right is null ? left ?? right : left with { CapacityUnits = left.CapacityUnits + right.CapacityUnits };

    private static IReadOnlyDictionary<string, Capacity>? Add(IReadOnlyDictionary<string, Capacity>? left, IReadOnlyDictionary<string, Capacity>? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var sums = new Dictionary<string, Capacity>(left, StringComparer.Ordinal);
        foreach (var (index, capacity) in right)
        {
            sums[index] = Add(sums.GetValueOrDefault(index), capacity)!;
        }

        return sums;
    }
}
