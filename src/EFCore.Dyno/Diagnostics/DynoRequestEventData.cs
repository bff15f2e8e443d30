// The payload of RequestExecuted, for LogTo, interceptors of diagnostics and diagnostic listeners.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>The payload of <see cref="DynoEventId.RequestExecuted"/>: one request to the store.</summary>
public sealed class DynoRequestEventData : EventData
{
    internal DynoRequestEventData(
        EventDefinitionBase definition, Func<EventDefinitionBase, EventData, string> messageGenerator, DynoRequest request)
        : base(definition, messageGenerator)
        => Request = request;

    /// <summary>What the request did and cost.</summary>
    public DynoRequest Request { get; }
}
