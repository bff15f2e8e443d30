// One operation of the protocol: its name, the shape of its request, and how it is carried out. Each is a file of its own, named as the operation.

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Operations;

internal abstract class WireOperation(StructShape shape)
{
    public string Name { get; } = shape.Name.EndsWith("Input", StringComparison.Ordinal) ? shape.Name[..^"Input".Length] : shape.Name;

    public StructShape RequestShape { get; } = shape;

    // The operations of the streams API have a target of their own.
    public virtual bool IsStreams => false;

    // The request has its shape and satisfies its constraints. Nothing is written where an operation has no result.
    public abstract ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken);
}
