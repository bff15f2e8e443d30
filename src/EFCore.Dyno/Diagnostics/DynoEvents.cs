// Makes event definitions of one text argument, cached in DynoLoggingDefinitions, and logs warnings with them.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal static class DynoEvents
{
    public static EventDefinition<string> Define(
        IDiagnosticsLogger logger, ref EventDefinitionBase? cached, EventId id, LogLevel level, string format)
    {
        if (Volatile.Read(ref cached) is EventDefinition<string> definition)
        {
            return definition;
        }

        definition = new EventDefinition<string>(
            logger.Options, id, level, nameof(DynoEventId) + "." + id.Name!.Split('.')[^1], l => LoggerMessage.Define<string>(l, id, format));
        return (EventDefinition<string>)(Interlocked.CompareExchange(ref cached, definition, null) ?? definition);
    }

    public static void LargeCommitWarning(this IDiagnosticsLogger<DbLoggerCategory.Update> logger, int count)
    {
        var definition = Define(
            logger, ref ((DynoLoggingDefinitions)logger.Definitions).LargeCommit, DynoEventId.LargeCommitWarning, LogLevel.Warning, "{message}");
        Log(logger, definition, Messages.LargeCommit(count));
    }

    public static void ScanWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string message)
    {
        var definition = Define(logger, ref ((DynoLoggingDefinitions)logger.Definitions).Scan, DynoEventId.ScanWarning, LogLevel.Warning, "{message}");
        Log(logger, definition, message);
    }

    public static void ClientWorkWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string message)
    {
        var definition = Define(
            logger, ref ((DynoLoggingDefinitions)logger.Definitions).ClientWork, DynoEventId.ClientWorkWarning, LogLevel.Warning, "{message}");
        Log(logger, definition, message);
    }

    private static void Log<TCategory>(IDiagnosticsLogger<TCategory> logger, EventDefinition<string> definition, string message)
        where TCategory : LoggerCategory<TCategory>, new()
    {
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, message);
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            var data = new EventData(definition, (d, _) => ((EventDefinition<string>)d).GenerateMessage(message));
            logger.DispatchEventData(definition, data, diagnosticSourceEnabled, simpleLogEnabled);
        }
    }
}
