// What every operation of the protocol works with.

using Dyno.Engine;

namespace Dyno.Server;

internal sealed class ServerContext(DynoEngine engine, DynoServerOptions options)
{
    public DynoEngine Engine { get; } = engine;

    public DynoServerOptions Options { get; } = options;

    // Where clients reach the server, once it is started.
    public Uri? Endpoint { get; set; }
}
