// Where EF caches the definitions of our events.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

internal sealed class DynoLoggingDefinitions : LoggingDefinitions
{
    public EventDefinitionBase? RequestExecuted;

    public EventDefinitionBase? RequestExecuting;

    public EventDefinitionBase? RequestFailed;

    public EventDefinitionBase? RequestCanceled;

    public EventDefinitionBase? RequestFailedTransiently;

    public EventDefinitionBase? RequestConditionFailed;

    public EventDefinitionBase? TableNotFound;

    public EventDefinitionBase? LargeCommit;

    public EventDefinitionBase? Scan;

    public EventDefinitionBase? CascadeScan;

    public EventDefinitionBase? SortKeyOrder;

    public EventDefinitionBase? ClientWork;

    public EventDefinitionBase? WastefulRead;

    public EventDefinitionBase? TransactionStarted;

    public EventDefinitionBase? TransactionUsed;

    public EventDefinitionBase? TransactionCommitted;

    public EventDefinitionBase? TransactionRolledBack;

    public EventDefinitionBase? TransactionDisposed;

    public EventDefinitionBase? TransactionFailed;

    public EventDefinitionBase? SavepointCreated;

    public EventDefinitionBase? SavepointRolledBack;

    public EventDefinitionBase? SavepointReleased;

    public EventDefinitionBase? AmbientTransaction;
}
