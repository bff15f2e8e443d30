// A numeric property that a counter in the table fills when an entity is added. The counter is one item, in the table of the entity.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class CounterProperty
{
    private readonly Func<long, object?> _fromCount;

    private CounterProperty(IProperty property, Type kind, DynoTableModel table)
    {
        Property = property;
        HasOwnGenerator = property.GetValueGeneratorFactory() is not null;
        Name = property[DynoAnnotationNames.Counter] as string ?? $"{property.DeclaringType.ShortName()}.{property.Name}";
        Id = new CounterId(table.Name, Name);
        Key = ReservedKeys.Key(table, ReservedKeys.CounterKind, Name);
        _fromCount = NumberKinds.FromCount(property, kind);
    }

    public IProperty Property { get; }

    /// <summary>The application generates the values itself; only temporary ones are counted.</summary>
    public bool HasOwnGenerator { get; }

    public string Name { get; }

    public CounterId Id { get; }

    public Item Key { get; }

    /// <summary>The property's counter, or null where it is not one that counts.</summary>
    public static CounterProperty? TryCreate(IProperty property, DynoTableModel table) =>
        IsCounted(property) ? new CounterProperty(property, NumberKinds.Of(property)!, table) : null;

    public static bool IsCounted(IReadOnlyProperty property) =>
        property.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
        && !(property.IsConcurrencyToken && property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate))
        && !property.IsOrdinalKey()
        && property[DynoAnnotationNames.DefaultValue] is null
        && NumberKinds.Of(property) is not null;

    /// <exception cref="OverflowException">The property's type does not reach this far.</exception>
    public object? FromCount(long count)
    {
        try
        {
            return _fromCount(count);
        }
        catch (OverflowException exception)
        {
            throw new OverflowException(Messages.CounterExhausted(Property, count), exception);
        }
    }

    public long? ToCount(object? value) => NumberKinds.ToCount(Property, value);
}

internal readonly record struct CounterId(string TableName, string Name);
