// Makes event definitions, cached in DynoLoggingDefinitions, and logs the provider's warnings with them.

using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal static class DynoEvents
{
    public static EventDefinition<string> Define1(
        IDiagnosticsLogger logger, ref EventDefinitionBase? cached, EventId id, LogLevel level, string format) =>
        Cache(ref cached, new EventDefinition<string>(logger.Options, id, level, Code(id), l => LoggerMessage.Define<string>(l, id, format)));

    public static EventDefinition<string, string, string> Define3(
        IDiagnosticsLogger logger, ref EventDefinitionBase? cached, EventId id, LogLevel level, string format) =>
        Cache(
            ref cached,
            new EventDefinition<string, string, string>(
                logger.Options, id, level, Code(id), l => LoggerMessage.Define<string, string, string>(l, id, format)));

    public static EventDefinition<string, string, string, string, string, string> Define(
        IDiagnosticsLogger logger, ref EventDefinitionBase? cached, EventId id, LogLevel level, string format) =>
        Cache(
            ref cached,
            new EventDefinition<string, string, string, string, string, string>(
                logger.Options, id, level, Code(id), l => LoggerMessage.Define<string, string, string, string, string, string>(l, id, format)));

    public static void LargeCommitWarning(this IDiagnosticsLogger<DbLoggerCategory.Update> logger, int count) =>
        logger.Warn(ref Definitions(logger).LargeCommit, DynoEventId.LargeCommitWarning, count, static c => Messages.LargeCommit(c));

    public static void SortKeyOrderWarning(this IDiagnosticsLogger<DbLoggerCategory.Model.Validation> logger, string message) =>
        logger.Warn(ref Definitions(logger).SortKeyOrder, DynoEventId.SortKeyOrderWarning, message, static m => m);

    public static void ScanWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string message) =>
        logger.Warn(ref Definitions(logger).Scan, DynoEventId.ScanWarning, message, static m => m);

    public static void CascadeScanWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string message) =>
        logger.Warn(ref Definitions(logger).CascadeScan, DynoEventId.CascadeScanWarning, message, static m => m);

    public static void ClientWorkWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string message) =>
        logger.Warn(ref Definitions(logger).ClientWork, DynoEventId.ClientWorkWarning, message, static m => m);

    public static void WastefulReadWarning(this IDiagnosticsLogger<DbLoggerCategory.Query> logger, string path, long scanned, long returned) => logger.Warn(
        ref Definitions(logger).WastefulRead,
        DynoEventId.WastefulReadWarning,
        (path, scanned, returned),
        static s => QueryMessages.WastefulRead(s.path, s.scanned, s.returned));

    /// <summary>Logs a warning of one text, which is only made where somebody reads it.</summary>
    public static void Warn<TCategory, TState>(
        this IDiagnosticsLogger<TCategory> logger, ref EventDefinitionBase? cached, EventId id, TState state, Func<TState, string> message)
        where TCategory : LoggerCategory<TCategory>, new()
    {
        var definition = Volatile.Read(ref cached) as EventDefinition<string> ?? Define1(logger, ref cached, id, LogLevel.Warning, "{message}");
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, message(state));
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            var text = message(state);
            var data = new EventData(definition, (d, _) => ((EventDefinition<string>)d).GenerateMessage(text));
            logger.DispatchEventData(definition, data, diagnosticSourceEnabled, simpleLogEnabled);
        }
    }

    private static DynoLoggingDefinitions Definitions(IDiagnosticsLogger logger) => (DynoLoggingDefinitions)logger.Definitions;

    private static string Code(EventId id) => nameof(DynoEventId) + "." + id.Name!.Split('.')[^1];

    private static TDefinition Cache<TDefinition>(ref EventDefinitionBase? cached, TDefinition definition)
        where TDefinition : EventDefinitionBase =>
        (TDefinition)(Interlocked.CompareExchange(ref cached, definition, null) ?? definition);
}
