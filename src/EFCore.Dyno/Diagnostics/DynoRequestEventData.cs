// The payloads of the events of requests, for LogTo, diagnostic listeners and interceptors.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>The payload of <see cref="DynoEventId.RequestExecuting"/> and <see cref="DynoEventId.RequestExecuted"/>: one request to the store.</summary>
public class DynoRequestEventData : DbContextEventData
{
    internal DynoRequestEventData(
        EventDefinitionBase definition, Func<EventDefinitionBase, EventData, string> messageGenerator, DbContext? context, DynoRequest request)
        : base(definition, messageGenerator, context)
        => Request = request;

    /// <summary>What the request did and cost. Before it was sent, counts, capacity and time are zero.</summary>
    public virtual DynoRequest Request { get; }
}

/// <summary>
/// The payload of <see cref="DynoEventId.RequestFailed"/>, <see cref="DynoEventId.RequestFailedTransiently"/>,
/// <see cref="DynoEventId.RequestConditionFailed"/> and <see cref="DynoEventId.RequestCanceled"/>.
/// </summary>
public class DynoRequestErrorEventData : DynoRequestEventData, IErrorEventData
{
    internal DynoRequestErrorEventData(
        EventDefinitionBase definition,
        Func<EventDefinitionBase, EventData, string> messageGenerator,
        DbContext? context,
        DynoRequest request,
        Exception exception)
        : base(definition, messageGenerator, context, request)
        => Exception = exception;

    /// <summary>What the store answered with, or what kept the request from it.</summary>
    public virtual Exception Exception { get; }
}
