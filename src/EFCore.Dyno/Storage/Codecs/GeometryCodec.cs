// Geometries of NetTopologySuite as binary, in well-known binary with SRID, Z and M. The library is not referenced: where a model has its types,
// it is there, and what is called of it is found by name.

using System.Reflection;

namespace EFCore.Dyno.Storage;

internal static class Geometries
{
    private const string GeometryName = "NetTopologySuite.Geometries.Geometry";

    /// <summary>The library's base type of a geometry, or null for any other type.</summary>
    public static Type? BaseOf(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.FullName == GeometryName)
            {
                return at;
            }
        }

        return null;
    }
}

internal sealed class GeometryCodec<T> : PropertyCodec<T>
    where T : class
{
    private readonly Func<T, byte[]> _write;
    private readonly Func<byte[], object> _read;

    public GeometryCodec()
        : base(AttributeType.B)
    {
        var library = Geometries.BaseOf(typeof(T))!.Assembly;
        var writerType = library.GetType("NetTopologySuite.IO.WKBWriter", throwOnError: true)!;
        var readerType = library.GetType("NetTopologySuite.IO.WKBReader", throwOnError: true)!;
        var byteOrder = Enum.ToObject(library.GetType("NetTopologySuite.IO.ByteOrder", throwOnError: true)!, 1);
        var write = writerType.GetMethod("Write", [Geometries.BaseOf(typeof(T))!])!;
        var read = readerType.GetMethod("Read", [typeof(byte[])])!;
        var coordinateType = typeof(T).GetProperty("Coordinate")!.PropertyType;
        _write = geometry =>
        {
            // The ordinates that its points have, and no others: Z and M are classes of coordinates.
            var (z, m) = OrdinatesOf(geometry, coordinateType);
            var writer = Activator.CreateInstance(writerType, byteOrder, true, z, m)!;
            return (byte[])write.Invoke(writer, BindingFlags.DoNotWrapExceptions, null, [geometry], null)!;
        };
        _read = bytes => read.Invoke(Activator.CreateInstance(readerType), BindingFlags.DoNotWrapExceptions, null, [bytes], null)!;
    }

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T value) => writer.WriteBinary(utf8Name, _write(value));

    public override T Read(ValueReader value) => (T)_read(value.GetBinary());

    private static (bool Z, bool M) OrdinatesOf(T geometry, Type coordinateType)
    {
        if (typeof(T).GetProperty("Coordinate")!.GetValue(geometry) is not { } coordinate)
        {
            return default;
        }

        var z = (double)coordinateType.GetProperty("Z")!.GetValue(coordinate)!;
        var m = (double)coordinateType.GetProperty("M")!.GetValue(coordinate)!;
        return (!double.IsNaN(z), !double.IsNaN(m));
    }
}
