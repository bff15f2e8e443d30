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

    public EventDefinitionBase? LargeCommit;

    public EventDefinitionBase? Scan;

    public EventDefinitionBase? ClientWork;

    public EventDefinitionBase? WastefulRead;
}
