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

        return clrType == typeof(Guid) ? new TimeOrderedGuidGenerator()
            : clrType.IsPrimitive && clrType != typeof(bool) ? new UnsetNumber(property)
            : base.FindForType(property, typeBase, clrType);
    }

    // EF asks for a generator before it knows whether one is needed: numbers are the application's to set.
    private sealed class UnsetNumber(IProperty property) : ValueGenerator
    {
        public override bool GeneratesTemporaryValues => false;

        protected override object NextValue(EntityEntry entry) => throw new InvalidOperationException(Messages.NoGenerator(property));
    }

    private sealed class TimeOrderedGuidGenerator : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        public override Guid Next(EntityEntry entry) => Guid.CreateVersion7();
    }
}
