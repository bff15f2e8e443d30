// The log of requests: one line for each, with what was asked, what came of it, what it cost and how long it took. Values are shown only where
// sensitive data logging is enabled.

using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal sealed class RequestLog(IDiagnosticsLogger<DbLoggerCategory.Database.Command> logger, ICurrentDbContext currentContext)
{
    private DynoLoggingDefinitions Definitions => (DynoLoggingDefinitions)logger.Definitions;

    /// <summary>Whether anybody reads any of it.</summary>
    public bool IsEnabled => IsExecutedEnabled || IsExecutingEnabled || Reads(FailedDefinition()) || Reads(TransientDefinition());

    public bool IsExecutedEnabled => Reads(ExecutedDefinition());

    public bool IsExecutingEnabled => Reads(ExecutingDefinition());

    public bool ShowsValues => logger.ShouldLogSensitiveData();

    public DynoRequestEventData EventData(DynoRequest request) => new(ExecutedDefinition(), ExecutedText, currentContext.Context, request);

    public DynoRequestErrorEventData ErrorEventData(DynoRequest request, Exception exception) =>
        new(DefinitionFor(request, exception), ErrorText, currentContext.Context, request, exception);

    public void Executing(DynoRequest request)
    {
        var definition = ExecutingDefinition();
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, request.Operation, request.Target, PlanOf(request));
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            var data = new DynoRequestEventData(
                definition,
                static (d, e) =>
                {
                    var request = ((DynoRequestEventData)e).Request;
                    return ((EventDefinition<string, string, string>)d).GenerateMessage(request.Operation, request.Target, PlanOf(request));
                },
                currentContext.Context,
                request);
            logger.DispatchEventData(definition, data, diagnosticSourceEnabled, simpleLogEnabled);
        }
    }

    public void Executed(DynoRequest request)
    {
        var definition = ExecutedDefinition();
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, request.Operation, request.Target, Milliseconds(request), Counts(request), Units(request), PlanOf(request));
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            logger.DispatchEventData(definition, EventData(request), diagnosticSourceEnabled, simpleLogEnabled);
        }
    }

    public void Failed(DynoRequest request, Exception exception)
    {
        var definition = DefinitionFor(request, exception);
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, request.Operation, request.Target, Milliseconds(request), RequestFailures.ErrorType(exception), exception.Message, PlanOf(request));
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            logger.DispatchEventData(definition, ErrorEventData(request, exception), diagnosticSourceEnabled, simpleLogEnabled);
        }
    }

    private static string ExecutedText(EventDefinitionBase definition, EventData data)
    {
        var request = ((DynoRequestEventData)data).Request;
        return ((EventDefinition<string, string, string, string, string, string>)definition).GenerateMessage(
            request.Operation, request.Target, Milliseconds(request), Counts(request), Units(request), PlanOf(request));
    }

    private static string ErrorText(EventDefinitionBase definition, EventData data)
    {
        var error = (DynoRequestErrorEventData)data;
        var request = error.Request;
        return ((EventDefinition<string, string, string, string, string, string>)definition).GenerateMessage(
            request.Operation, request.Target, Milliseconds(request), RequestFailures.ErrorType(error.Exception), error.Exception.Message, PlanOf(request));
    }

    private static string Milliseconds(DynoRequest request) => request.Elapsed.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Counts(DynoRequest request) => string.Create(CultureInfo.InvariantCulture, $"{request.Count} items, {request.ScannedCount} scanned");

    private static string Units(DynoRequest request) =>
        request.CapacityUnits is { } units ? string.Create(CultureInfo.InvariantCulture, $", {units:0.##} capacity units") : "";

    private static string PlanOf(DynoRequest request) =>
        RequestTags.Prefix(request.Tags) + request.Plan + (request.Values is null ? "" : $" [{request.Values}]");

    private bool Reads(EventDefinitionBase definition) => logger.ShouldLog(definition) || logger.NeedsEventData(definition, out _, out _);

    private EventDefinition<string, string, string, string, string, string> DefinitionFor(DynoRequest request, Exception exception) => exception switch
    {
        OperationCanceledException => ErrorDefinition(
            ref Definitions.RequestCanceled, DynoEventId.RequestCanceled, LogLevel.Debug, "Canceled"),
        ResourceNotFoundException when request.Operation == "DescribeTable" => ErrorDefinition(
            ref Definitions.TableNotFound, DynoEventId.TableNotFound, LogLevel.Debug, "Not there:"),
        _ when RequestFailures.IsTransient(exception) => TransientDefinition(),
        _ when RequestFailures.IsConditionFailure(exception) => ErrorDefinition(
            ref Definitions.RequestConditionFailed, DynoEventId.RequestConditionFailed, LogLevel.Information, "Condition failed:"),
        _ => FailedDefinition(),
    };

    private EventDefinition<string, string, string, string, string, string> ExecutedDefinition() =>
        Volatile.Read(ref Definitions.RequestExecuted) is EventDefinition<string, string, string, string, string, string> definition
            ? definition
            : DynoEvents.Define(
                logger,
                ref Definitions.RequestExecuted,
                DynoEventId.RequestExecuted,
                LogLevel.Information,
                "Executed {operation} {target} ({elapsed} ms, {counts}{units}): {plan}");

    private EventDefinition<string, string, string> ExecutingDefinition() =>
        Volatile.Read(ref Definitions.RequestExecuting) is EventDefinition<string, string, string> definition
            ? definition
            : DynoEvents.Define3(
                logger, ref Definitions.RequestExecuting, DynoEventId.RequestExecuting, LogLevel.Debug, "Executing {operation} {target}: {plan}");

    private EventDefinition<string, string, string, string, string, string> FailedDefinition() =>
        ErrorDefinition(ref Definitions.RequestFailed, DynoEventId.RequestFailed, LogLevel.Error, "Failed");

    private EventDefinition<string, string, string, string, string, string> TransientDefinition() => ErrorDefinition(
        ref Definitions.RequestFailedTransiently, DynoEventId.RequestFailedTransiently, LogLevel.Warning, "Failed for now:");

    private EventDefinition<string, string, string, string, string, string> ErrorDefinition(
        ref EventDefinitionBase? cached, EventId id, LogLevel level, string what) =>
        Volatile.Read(ref cached) is EventDefinition<string, string, string, string, string, string> definition
            ? definition
            : DynoEvents.Define(logger, ref cached, id, level, what + " {operation} {target} ({elapsed} ms, {error}: {message}): {plan}");
}
