// Client-side generators: version 7 GUIDs, which sort by their time, and positions in owned collections.

using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class DynoValueGeneratorSelector(ValueGeneratorSelectorDependencies dependencies) : ValueGeneratorSelector(dependencies)
{
    protected override ValueGenerator? FindForType(IProperty property, ITypeBase typeBase, Type clrType)
    {
        if (property.IsOrdinalKey())
        {
            return new TemporaryNumberValueGeneratorFactory().Create(property, typeBase);
        }

        return clrType == typeof(Guid) ? new TimeOrderedGuidGenerator() : base.FindForType(property, typeBase, clrType);
    }

    private sealed class TimeOrderedGuidGenerator : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        public override Guid Next(EntityEntry entry) => Guid.CreateVersion7();
    }
}
