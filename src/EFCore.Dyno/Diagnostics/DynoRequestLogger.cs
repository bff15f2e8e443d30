// RequestExecuted: one line for each request, with what was asked, what came of it, what it cost and how long it took.

using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal sealed class DynoRequestLogger(IDiagnosticsLogger<DbLoggerCategory.Database.Command> logger) : IDynoRequestLogger
{
    public bool IsEnabled
    {
        get
        {
            var definition = Definition();
            return logger.ShouldLog(definition) || logger.NeedsEventData(definition, out _, out _);
        }
    }

    public void LogRequest(DynoRequest request)
    {
        var definition = Definition();
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, Text(request));
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            var data = new DynoRequestEventData(
                definition,
                static (d, e) => ((EventDefinition<string>)d).GenerateMessage(Text(((DynoRequestEventData)e).Request)),
                request);
            logger.DispatchEventData(definition, data, diagnosticSourceEnabled, simpleLogEnabled);
        }
    }

    private static string Text(DynoRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Operation} {request.Table}{(request.Index is null ? "" : "." + request.Index)} ({request.Elapsed.TotalMilliseconds:0.###} ms, {request.Count} items, {request.ScannedCount} scanned{(request.CapacityUnits is { } units ? $", {units:0.##} capacity units" : "")}): {request.Plan}");

    private EventDefinition<string> Definition() => DynoEvents.Define(
        logger, ref ((DynoLoggingDefinitions)logger.Definitions).RequestExecuted, DynoEventId.RequestExecuted, LogLevel.Information, "Executed {request}");
}
