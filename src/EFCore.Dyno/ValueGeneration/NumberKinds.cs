// The numeric types whose values counters and row versions can be, with their temporary generators and conversions.

using System.Globalization;
using Microsoft.EntityFrameworkCore.ValueGeneration;
using Microsoft.EntityFrameworkCore.ValueGeneration.Internal;

namespace EFCore.Dyno.ValueGeneration;

internal static class NumberKinds
{
    /// <summary>The number type that a property's values are generated as: its own, that of its enum, or that of its converter; null where neither is a number.</summary>
    public static Type? Of(IReadOnlyProperty property) =>
        Number(property.ClrType) ?? (property.FindTypeMapping()?.Converter is { } converter ? Number(converter.ProviderClrType) : null);

    /// <summary>The next value of a count in the property's own type. <see cref="OverflowException"/> where the type is too small.</summary>
    public static Func<long, object?> FromCount(IReadOnlyProperty property, Type kind)
    {
        if (Number(property.ClrType) is null)
        {
            var convert = property.FindTypeMapping()!.Converter!.ConvertFromProvider;
            return count => convert(Convert.ChangeType(count, kind, CultureInfo.InvariantCulture));
        }

        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return kind == typeof(int) && type == kind ? static count => checked((int)count)
            : kind == typeof(long) && type == kind ? static count => count
            : type.IsEnum ? count => Enum.ToObject(type, Convert.ChangeType(count, kind, CultureInfo.InvariantCulture))
            : count => Convert.ChangeType(count, kind, CultureInfo.InvariantCulture);
    }

    /// <summary>The count that a value stands for; null for no number, and for one that no counter reaches.</summary>
    public static long? ToCount(IReadOnlyProperty property, object? value)
    {
        if (value is not null && Number(property.ClrType) is null)
        {
            value = property.FindTypeMapping()!.Converter!.ConvertToProvider(value);
        }

        return value switch
        {
            null => null,
            int number => number,
            long number => number,
            ulong number => number <= long.MaxValue ? (long)number : null,
            decimal number => Math.Abs(number) < long.MaxValue ? (long)number : null,
            double number => Math.Abs(number) < 1L << 53 ? (long)number : null,
            float number => Math.Abs(number) < 1L << 24 ? (long)number : null,
            IConvertible number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    public static ValueGenerator Temporary(Type kind) =>
        kind == typeof(int) ? new TemporaryIntValueGenerator()
        : kind == typeof(long) ? new TemporaryLongValueGenerator()
        : kind == typeof(char) ? new TemporaryCharValueGenerator()
        : kind == typeof(short) ? new TemporaryShortValueGenerator()
        : kind == typeof(byte) ? new TemporaryByteValueGenerator()
        : kind == typeof(sbyte) ? new TemporarySByteValueGenerator()
        : kind == typeof(ushort) ? new TemporaryUShortValueGenerator()
        : kind == typeof(uint) ? new TemporaryUIntValueGenerator()
        : kind == typeof(ulong) ? new TemporaryULongValueGenerator()
        : kind == typeof(decimal) ? new TemporaryDecimalValueGenerator()
        : kind == typeof(float) ? new TemporaryFloatValueGenerator()
        : new TemporaryDoubleValueGenerator();

    public static bool IsNumber(Type type) => Number(type) == type;

    private static Type? Number(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        type = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        return Type.GetTypeCode(type) is >= TypeCode.Char and <= TypeCode.Decimal ? type : null;
    }
}
