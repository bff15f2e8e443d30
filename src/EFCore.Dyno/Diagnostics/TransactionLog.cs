// The log of transactions, and their interceptors. Scoped.

using System.Globalization;
using System.Transactions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

internal sealed class TransactionLog(IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, ICurrentDbContext currentContext)
{
    private IDynoTransactionInterceptor? _interceptor;
    private bool _interceptorResolved;

    private DynoLoggingDefinitions Definitions => (DynoLoggingDefinitions)logger.Definitions;

    private IDynoTransactionInterceptor? Interceptor
    {
        get
        {
            if (!_interceptorResolved)
            {
                _interceptor = logger.Interceptors?.Aggregate<IDynoTransactionInterceptor>();
                _interceptorResolved = true;
            }

            return _interceptor;
        }
    }

    public ValueTask StartedAsync(Guid id, CancellationToken cancellationToken)
    {
        var definition = Definition(ref Definitions.TransactionStarted, DynoEventId.TransactionStarted);
        Log(definition, id, $"Began transaction {id}.");
        return Interceptor?.TransactionStartedAsync(Data(definition, id, $"Began transaction {id}."), cancellationToken) ?? default;
    }

    public void Used(Guid id) =>
        Log(Definition(ref Definitions.TransactionUsed, DynoEventId.TransactionUsed), id, $"Joined a transaction as {id}.");

    public ValueTask CommittingAsync(Guid id, CancellationToken cancellationToken) =>
        Interceptor?.TransactionCommittingAsync(
            Data(Definition(ref Definitions.TransactionCommitted, DynoEventId.TransactionCommitted), id, $"Committing transaction {id}."), cancellationToken)
        ?? default;

    public ValueTask CommittedAsync(Guid id, TimeSpan duration, CancellationToken cancellationToken)
    {
        var definition = Definition(ref Definitions.TransactionCommitted, DynoEventId.TransactionCommitted);
        var text = string.Create(CultureInfo.InvariantCulture, $"Committed transaction {id} ({duration.TotalMilliseconds:0.###} ms).");
        Log(definition, id, text, duration);
        return Interceptor?.TransactionCommittedAsync(Data(definition, id, text, duration), cancellationToken) ?? default;
    }

    public ValueTask RolledBackAsync(Guid id, CancellationToken cancellationToken)
    {
        var definition = Definition(ref Definitions.TransactionRolledBack, DynoEventId.TransactionRolledBack);
        Log(definition, id, $"Rolled back transaction {id}.");
        return Interceptor?.TransactionRolledBackAsync(Data(definition, id, $"Rolled back transaction {id}."), cancellationToken) ?? default;
    }

    public void Disposed(Guid id) => Log(
        Definition(ref Definitions.TransactionDisposed, DynoEventId.TransactionDisposed), id, $"Disposed of transaction {id}, which rolled it back.");

    public ValueTask FailedAsync(string action, Guid id, Exception exception, CancellationToken cancellationToken)
    {
        var definition = Definition(ref Definitions.TransactionFailed, DynoEventId.TransactionFailed, LogLevel.Error);
        var text = $"Failed to {action} transaction {id} ({RequestFailures.ErrorType(exception)}): {exception.Message}";
        var data = new DynoTransactionErrorEventData(definition, (_, _) => text, currentContext.Context, id, action, exception);
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, text);
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            logger.DispatchEventData(definition, data, diagnosticSourceEnabled, simpleLogEnabled);
        }

        return Interceptor?.TransactionFailedAsync(data, cancellationToken) ?? default;
    }

    public void SavepointCreated(Guid id, string name) => Log(
        Definition(ref Definitions.SavepointCreated, DynoEventId.SavepointCreated), id, $"Created savepoint '{name}' in transaction {id}.", savepoint: name);

    public void RolledBackToSavepoint(Guid id, string name) => Log(
        Definition(ref Definitions.SavepointRolledBack, DynoEventId.SavepointRolledBack), id, $"Rolled back to savepoint '{name}' in transaction {id}.",
        savepoint: name);

    public void SavepointReleased(Guid id, string name) => Log(
        Definition(ref Definitions.SavepointReleased, DynoEventId.SavepointReleased), id, $"Released savepoint '{name}' in transaction {id}.", savepoint: name);

    /// <summary>Warns, or throws as it is configured by default, where a System.Transactions scope is open.</summary>
    public void WarnOfAmbientTransaction()
    {
        if (Transaction.Current is not null)
        {
            AmbientTransaction();
        }
    }

    public void AmbientTransaction() => logger.Warn(
        ref Definitions.AmbientTransaction, DynoEventId.AmbientTransactionWarning, 0, static _ => Messages.AmbientTransaction());

    private EventDefinition<string> Definition(ref EventDefinitionBase? cached, EventId id, LogLevel level = LogLevel.Debug) =>
        Volatile.Read(ref cached) as EventDefinition<string> ?? DynoEvents.Define1(logger, ref cached, id, level, "{message}");

    private DynoTransactionEventData Data(
        EventDefinition<string> definition, Guid id, string text, TimeSpan duration = default, string? savepoint = null) =>
        new(definition, (_, _) => text, currentContext.Context, id, duration, savepoint);

    private void Log(EventDefinition<string> definition, Guid id, string text, TimeSpan duration = default, string? savepoint = null)
    {
        if (logger.ShouldLog(definition))
        {
            definition.Log(logger, text);
        }

        if (logger.NeedsEventData(definition, out var diagnosticSourceEnabled, out var simpleLogEnabled))
        {
            logger.DispatchEventData(definition, Data(definition, id, text, duration, savepoint), diagnosticSourceEnabled, simpleLogEnabled);
        }
    }
}
