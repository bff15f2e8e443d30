// The scaling targets of a table on disk: an item (see ItemFormat in Dyno.Core) under "a/" + table id in the family `meta`.
//
//   v 1 | targets [{index?, dimension, min, max, target, in, out (cooldowns in ticks), fixed (no scaling in)}]
namespace Dyno.Engine;

internal static class ScalingRecord
{
    private const int Version = 1;

    public static Item ToItem(IEnumerable<ScalingTarget> targets) => Item.From(new Dictionary<string, AttributeValue>
    {
        ["v"] = Version,
        ["targets"] = AttributeValue.L([.. targets.Select(ToValue)]),
    });

    public static IReadOnlyList<ScalingTarget> FromItem(string tableName, Item item)
    {
        try
        {
            var fields = item.ToDictionary();
            return Number(fields["v"]) == Version
                ? [.. fields["targets"].AsList().Select(v => TargetOf(tableName, v.AsMap()))]
                : throw new InvalidDataException(Messages.CatalogNewer(tableName));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(Messages.CatalogDamaged(tableName), exception);
        }
    }

    private static AttributeValue ToValue(ScalingTarget target)
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["dimension"] = target.Dimension.ToString(),
            ["min"] = target.MinCapacity,
            ["max"] = target.MaxCapacity,
            ["target"] = AttributeValue.N(DynoNumber.Parse(target.TargetUtilization.ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
            ["in"] = target.ScaleInCooldown.Ticks,
            ["out"] = target.ScaleOutCooldown.Ticks,
            ["fixed"] = target.DisableScaleIn,
        };
        if (target.IndexName is { } index)
        {
            fields["index"] = index;
        }

        return AttributeValue.M(fields);
    }

    private static ScalingTarget TargetOf(string tableName, IReadOnlyDictionary<string, AttributeValue> fields) => new()
    {
        TableName = tableName,
        IndexName = fields.TryGetValue("index", out var index) ? index.AsString() : null,
        Dimension = Enum.Parse<ScalableDimension>(fields["dimension"].AsString()),
        MinCapacity = Number(fields["min"]),
        MaxCapacity = Number(fields["max"]),
        TargetUtilization = double.Parse(fields["target"].AsNumber().ToString(), System.Globalization.CultureInfo.InvariantCulture),
        ScaleInCooldown = TimeSpan.FromTicks(Number(fields["in"])),
        ScaleOutCooldown = TimeSpan.FromTicks(Number(fields["out"])),
        DisableScaleIn = fields["fixed"].AsBool(),
    };

    private static long Number(AttributeValue value) => value.AsNumber().TryToInt64(out var number) ? number : throw new FormatException();
}
