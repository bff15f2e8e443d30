// What generates a value when an entity is added: version 7 GUIDs, which sort by their time; ULIDs where asked for; temporary numbers, which
// counters make real when the entity is saved, and for positions in owned collections. Row versions are made when the item is written.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class DynoValueGeneratorSelector(ValueGeneratorSelectorDependencies dependencies) : ValueGeneratorSelector(dependencies)
{
    public override bool TryCreate(IProperty property, ITypeBase typeBase, out ValueGenerator? valueGenerator)
    {
        if (!RowVersion.IsRowVersion(property))
        {
            return base.TryCreate(property, typeBase, out valueGenerator);
        }

        valueGenerator = null;
        return false;
    }

    protected override ValueGenerator? FindForType(IProperty property, ITypeBase typeBase, Type clrType) =>
        clrType == typeof(Guid) ? new TimeOrderedGuidGenerator()
        : clrType == typeof(string) && property[DynoAnnotationNames.Ulid] is not null ? new UlidGenerator()
        : NumberKinds.IsNumber(clrType) ? NumberKinds.Temporary(clrType)
        : base.FindForType(property, typeBase, clrType);

    private sealed class TimeOrderedGuidGenerator : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        public override Guid Next(EntityEntry entry) => Guid.CreateVersion7();
    }

    private sealed class UlidGenerator : ValueGenerator<string>
    {
        public override bool GeneratesTemporaryValues => false;

        public override string Next(EntityEntry entry) => Ulid.Next();
    }
}
