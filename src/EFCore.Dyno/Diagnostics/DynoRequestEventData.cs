// The payload of RequestExecuted for diagnostic listeners.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

internal sealed class DynoRequestEventData(
    EventDefinitionBase definition, Func<EventDefinitionBase, EventData, string> messageGenerator, DynoRequest request)
    : EventData(definition, messageGenerator)
{
    public DynoRequest Request { get; } = request;
}
