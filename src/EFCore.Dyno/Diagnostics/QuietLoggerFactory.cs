// The loggers of a context whose application logs nothing: they are made for every new context, and are to cost next to nothing. They speak once the
// factory is given somebody who listens, as EF's would.

using Microsoft.EntityFrameworkCore.Diagnostics.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal sealed class QuietLoggerFactory : ILoggerFactory
{
    private LoggerFactory? _heard;

    /// <summary>The application's, or a quiet one.</summary>
    public static ILoggerFactory Create(IServiceProvider services)
    {
        var core = services.GetService<IDbContextOptions>()?.FindExtension<CoreOptionsExtension>();
#pragma warning disable EF1001 // The application's is found and wrapped as EF does it.
        return core is null or { LoggerFactory: null, ApplicationServiceProvider: null } ? new QuietLoggerFactory() : ScopedLoggerFactory.Create(services, null);
#pragma warning restore EF1001
    }

    public ILogger CreateLogger(string categoryName) => new QuietLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => (_heard ??= new()).AddProvider(provider);

    public void Dispose() => _heard?.Dispose();

    private sealed class QuietLogger(QuietLoggerFactory factory, string category) : ILogger
    {
        private ILogger? Heard => factory._heard?.CreateLogger(category);

        public bool IsEnabled(LogLevel logLevel) => Heard?.IsEnabled(logLevel) == true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => Heard?.BeginScope(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Heard?.Log(logLevel, eventId, state, exception, formatter);
    }
}
