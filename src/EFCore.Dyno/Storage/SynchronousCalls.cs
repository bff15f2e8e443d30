// Synchronous EF calls over the asynchronous seam: allowed where the client completes on the calling thread.

using System.Runtime.CompilerServices;

namespace EFCore.Dyno.Storage;

internal static class SynchronousCalls
{
    /// <exception cref="InvalidOperationException">The client does not complete synchronously.</exception>
    public static TResult Run<TState, TResult>(
        IDynoClient client, TState state, Func<TState, ValueTask<TResult>> call, [CallerMemberName] string method = "")
    {
        if (!client.Capabilities.CompletesSynchronously)
        {
            throw new InvalidOperationException(Messages.NotSynchronous(method));
        }

        using (SynchronousCall.Enter())
        {
            var task = call(state);
            return task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
        }
    }
}
