// Where EF caches the definitions of our events.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

internal sealed class DynoLoggingDefinitions : LoggingDefinitions
{
    public EventDefinitionBase? RequestExecuted;

    public EventDefinitionBase? LargeCommit;

    public EventDefinitionBase? Scan;

    public EventDefinitionBase? ClientWork;
}
