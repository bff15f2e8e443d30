// Consumed capacity as the seam has it.

namespace Dyno.Aws;

internal static class AwsCapacity
{
    public static ConsumedCapacity? FromAws(Sdk.ConsumedCapacity? capacity) => capacity is null ? null : new ConsumedCapacity
    {
        TableName = capacity.TableName,
        CapacityUnits = capacity.CapacityUnits ?? 0,
        ReadCapacityUnits = capacity.ReadCapacityUnits,
        WriteCapacityUnits = capacity.WriteCapacityUnits,
        Table = FromAws(capacity.Table),
        LocalSecondaryIndexes = FromAws(capacity.LocalSecondaryIndexes),
        GlobalSecondaryIndexes = FromAws(capacity.GlobalSecondaryIndexes),
    };

    public static IReadOnlyList<ConsumedCapacity>? FromAws(List<Sdk.ConsumedCapacity>? capacities) =>
        capacities is null ? null : [.. capacities.Select(c => FromAws(c)!)];

    private static Capacity? FromAws(Sdk.Capacity? capacity) =>
        capacity is null ? null : new Capacity(capacity.CapacityUnits ?? 0, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);

    private static Dictionary<string, Capacity>? FromAws(Dictionary<string, Sdk.Capacity>? capacities) =>
        capacities is not { Count: > 0 } ? null : capacities.ToDictionary(c => c.Key, c => FromAws(c.Value)!, StringComparer.Ordinal);
}
