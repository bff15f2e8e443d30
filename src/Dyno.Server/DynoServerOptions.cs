// How a server is started: where it listens, and what it asks of its clients.

using System.Net;

namespace Dyno.Server;

/// <summary>How to start a <see cref="DynoServer"/>.</summary>
public sealed record DynoServerOptions
{
    /// <summary>The address to listen on. Default: the loopback address, which other machines cannot reach.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one, which <see cref="DynoServer.Endpoint"/> then tells. Default: 8000.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>
    /// The secret keys of the access key ids that may sign requests. Where there are any, every signature is verified (AWS Signature Version 4); where there
    /// are none (the default), a request only has to be signed, by anybody.
    /// </summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>What time it is, for the age of signatures. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
