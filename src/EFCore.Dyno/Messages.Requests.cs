// Messages of requests and of what may be done around them.

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string InterceptedRequest(Type expected, Type? given) =>
        $"An IDynoRequestInterceptor returned {(given is null ? "null" : $"a {given.Name}")} from RequestExecutingAsync, where a {expected.Name} is to be sent. "
        + "Return the request that was given, or a changed copy of it (request with { … }).";

    public static string InterceptedResult(Type expected, Type? given) =>
        $"An IDynoRequestInterceptor returned {(given is null ? "null" : $"a {given.Name}")} from RequestExecutedAsync, where a {expected.Name} is expected. "
        + "Return the result that was given, or a changed copy of it (result with { … }).";
}
