// Values that nobody would generate: DynamoDB has no identity columns and no row versions.

namespace EFCore.Dyno.Metadata;

internal static class ValueRules
{
    public static void Check(DynoStructureMap map, IReadOnlyEntityType root)
    {
        foreach (var property in map.Properties.Select(p => p.Property))
        {
            if (property.ValueGenerated is ValueGenerated.OnUpdate or ValueGenerated.OnAddOrUpdate)
            {
                throw new InvalidOperationException(Messages.GeneratedOnUpdate(property));
            }

            if (property.ValueGenerated == ValueGenerated.OnAdd
                && property.GetValueGeneratorFactory() is null
                && !IsGenerated(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType))
            {
                throw new InvalidOperationException(Messages.NoGenerator(property));
            }

            if (property.IsConcurrencyToken && map is not DynoEntityMap)
            {
                throw new InvalidOperationException(Messages.NestedConcurrencyToken(property, root));
            }
        }

        foreach (var embedded in map.Embedded)
        {
            Check(embedded.Target, root);
        }
    }

    // EF's own client-side generators: GUIDs, and texts and bytes made of them.
    private static bool IsGenerated(Type type) => type == typeof(Guid) || type == typeof(string) || type == typeof(byte[]);
}
