// The settings of a table that DynamoDB would refuse.

namespace EFCore.Dyno.Metadata;

internal static class SettingRules
{
    public static void Check(DynoTableModel table, ModelMistakes mistakes)
    {
        var configuration = table.Configuration;
        foreach (var (units, what) in new (long?, string)[]
        {
            (configuration.Provisioned?.ReadCapacityUnits, "provisioned read units"),
            (configuration.Provisioned?.WriteCapacityUnits, "provisioned write units"),
            (configuration.OnDemand?.MaxReadRequestUnits, "most read units on demand"),
            (configuration.OnDemand?.MaxWriteRequestUnits, "most write units on demand"),
            (configuration.Warm?.ReadUnitsPerSecond, "warm read units"),
            (configuration.Warm?.WriteUnitsPerSecond, "warm write units"),
        })
        {
            if (units < 1)
            {
                mistakes.Add(Messages.UnitsTooFew(table, what, units.Value));
            }
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsGlobal && (index.Provisioned is not null || index.OnDemand is not null || index.Warm is not null))
            {
                mistakes.Add(Messages.LocalIndexThroughput(table, index));
            }
            else if (index.Provisioned is not null && configuration.BillingMode != BillingMode.PROVISIONED)
            {
                mistakes.Add(Messages.IndexThroughputOnDemand(table, index));
            }
            else if (index.OnDemand is not null && configuration.BillingMode == BillingMode.PROVISIONED)
            {
                mistakes.Add(Messages.IndexOnDemandProvisioned(table, index));
            }
        }

        if (configuration.Tags is not { } tags)
        {
            return;
        }

        if (tags.Count > Limits.Tags)
        {
            mistakes.Add(Messages.TooManyTags(table, tags.Count));
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > Limits.TagKeyLength || value.Length > Limits.TagValueLength || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                mistakes.Add(Messages.TagUnfit(table, key));
            }
        }
    }
}
