// The requests that contexts send, and what a test does before one goes.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests;

internal sealed class RequestRecorder : IDynoRequestInterceptor
{
    public List<object> Requests { get; } = [];

    public Action<object>? Before { get; set; }

    public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Before?.Invoke(request);
        return new(request);
    }
}
