// Geometries of NetTopologySuite within JSON: well-known text, as EF's relational providers have it. The library is found by name.

using System.ComponentModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EFCore.Dyno.Storage;

/// <summary>Reads and writes a geometry as well-known text in JSON. Public for the code of compiled models alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeometryJsonReaderWriter<T> : JsonValueReaderWriter<T>
    where T : class
{
    private readonly MethodInfo _toText = typeof(T).GetMethod("ToText", Type.EmptyTypes)!;
    private readonly object _reader;
    private readonly MethodInfo _read;

    private GeometryJsonReaderWriter()
    {
        var readerType = Geometries.BaseOf(typeof(T))!.Assembly.GetType("NetTopologySuite.IO.WKTReader", throwOnError: true)!;
        _reader = Activator.CreateInstance(readerType)!;
        _read = readerType.GetMethod("Read", [typeof(string)])!;
    }

    /// <summary>The only one.</summary>
    public static GeometryJsonReaderWriter<T> Instance { get; } = new();

    /// <inheritdoc/>
    public override Expression ConstructorExpression => Expression.Property(null, typeof(GeometryJsonReaderWriter<T>), nameof(Instance));

    /// <inheritdoc/>
    public override T FromJsonTyped(ref Utf8JsonReaderManager manager, object? existingObject = null) =>
        (T)_read.Invoke(_reader, BindingFlags.DoNotWrapExceptions, null, [manager.CurrentReader.GetString()], null)!;

    /// <inheritdoc/>
    public override void ToJsonTyped(Utf8JsonWriter writer, T value) => writer.WriteStringValue((string)_toText.Invoke(value, null)!);
}
