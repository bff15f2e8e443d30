// Starts and stops the HTTP server that speaks DynamoDB's protocol over an engine.

using System.Net;
using Dyno.Engine;
using Dyno.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dyno.Server;

/// <summary>
/// An HTTP server that speaks DynamoDB's JSON protocol (DynamoDB_20120810 and DynamoDBStreams_20120810) over an embedded engine: AWS SDKs and every other
/// DynamoDB client work against its <see cref="Endpoint"/>. The engine stays its owner's: it can be used in process at the same time.
/// </summary>
public sealed class DynoServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DynoServer(WebApplication application, Uri endpoint)
    {
        _application = application;
        Endpoint = endpoint;
    }

    /// <summary>Where clients reach the server, such as <c>http://127.0.0.1:8000/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts a server; it accepts requests when the task is done.</summary>
    /// <param name="engine">The engine to serve; it has to stay open as long as the server runs.</param>
    /// <param name="options">Where to listen and what to ask of clients; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DynoServer> StartAsync(DynoEngine engine, DynoServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= new DynoServerOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Logging.AddProvider(new StandardErrorLogger()).SetMinimumLevel(LogLevel.Error)

            // A start that fails is told by its exception.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var application = builder.Build();
        var context = new ServerContext(engine, options);
        var handler = new RequestHandler(context, application.Services.GetRequiredService<ILogger<DynoServer>>());
        application.Run(handler.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        context.Endpoint = new Uri(address);
        return new DynoServer(application, context.Endpoint);
    }

    /// <summary>Stops accepting requests, finishes those under way, and lets the port go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, DynoServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Listen(new IPEndPoint(options.Address, options.Port), static listen => listen.Protocols = HttpProtocols.Http1);

        // The handler refuses what is too large, in DynamoDB's way; Kestrel only has to let it see that.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * RequestSize.MaxBytes;
        kestrel.Limits.MaxRequestLineSize = 16 * RequestSize.MaxBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MaxRequestBufferSize = 2 * RequestBody.MaxBytes;
    }
}
