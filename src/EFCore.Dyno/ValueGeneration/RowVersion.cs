// A concurrency token that changes with every save of its item: the model says that it is generated on add and update. Numbers count from 1;
// bytes are 8 in big-endian order that grow with time, so that an item that was deleted and made again has another version; Guids are version 7.

using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class RowVersion
{
    private readonly Func<object?, object?> _next;

    private RowVersion(IProperty property, Func<object?, object?> next, bool counts)
    {
        Property = property;
        _next = next;
        Counts = counts;
    }

    public IProperty Property { get; }

    /// <summary>The next version follows from the last one, so that it cannot be made without knowing that.</summary>
    public bool Counts { get; }

    public static bool IsRowVersion(IReadOnlyProperty property) =>
        property.IsConcurrencyToken
        && property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate)
        && property.GetValueGeneratorFactory() is null
        && FindKind(property) is not null;

    public static RowVersion? TryCreate(IProperty property)
    {
        if (!IsRowVersion(property))
        {
            return null;
        }

        var kind = FindKind(property)!;
        var next = NumberKinds.IsNumber(kind) ? NextNumber(property, kind) : Convert(property, kind, Generator(kind));
        return new RowVersion(property, next, NumberKinds.IsNumber(kind));
    }

    /// <summary>The version after the one that was loaded; the first one after null.</summary>
    public object? Next(object? last) => _next(last);

    public object? Next(IUpdateEntry entry) => _next(entry.EntityState == EntityState.Added ? null : entry.GetOriginalValue(Property));

    private static Type? FindKind(IReadOnlyProperty property) =>
        Kind(property.ClrType) ?? (property.FindTypeMapping()?.Converter is { } converter ? Kind(converter.ProviderClrType) : null);

    private static Type? Kind(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(byte[]) || type == typeof(Guid) || type == typeof(string) || type == typeof(DateTime) || type == typeof(DateTimeOffset)
            || NumberKinds.IsNumber(type)
                ? type
                : null;
    }

    private static Func<object?, object?> NextNumber(IProperty property, Type kind)
    {
        var fromCount = NumberKinds.FromCount(property, kind);
        return last =>
        {
            var count = NumberKinds.ToCount(property, last) ?? 0;
            try
            {
                return fromCount(count + 1);
            }
            catch (OverflowException)
            {
                // Another version is all that is asked for.
                return fromCount(1);
            }
        };
    }

    private static Func<object?, object?> Generator(Type kind) =>
        kind == typeof(byte[]) ? NextBytes
        : kind == typeof(Guid) ? static _ => Guid.CreateVersion7()
        : kind == typeof(string) ? static _ => Ulid.Next()
        : kind == typeof(DateTime) ? static last => Later(last is DateTime time ? time : DateTime.MinValue)
        : static last => new DateTimeOffset(Later(last is DateTimeOffset time ? time.UtcDateTime : DateTime.MinValue));

    private static Func<object?, object?> Convert(IProperty property, Type kind, Func<object?, object?> next)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == kind)
        {
            return next;
        }

        var converter = property.GetTypeMapping().Converter!;
        return last => converter.ConvertFromProvider(next(last is null ? null : converter.ConvertToProvider(last)));
    }

    private static object NextBytes(object? last)
    {
        var ticks = DateTime.UtcNow.Ticks;
        if (last is byte[] { Length: sizeof(long) } bytes)
        {
            ticks = Math.Max(ticks, BinaryPrimitives.ReadInt64BigEndian(bytes) + 1);
        }

        var next = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(next, ticks);
        return next;
    }

    private static DateTime Later(DateTime last) => new(Math.Max(DateTime.UtcNow.Ticks, last.Ticks + 1), DateTimeKind.Utc);
}
