// DynamoDB takes 16 KB of headers and 16 KB of request line, and says 400 to more.

using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal static class RequestSize
{
    public const int MaxBytes = 16 * 1024;

    public static bool IsTooLarge(HttpRequest request)
    {
        if ((request.Path.Value?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0) > MaxBytes)
        {
            return true;
        }

        var bytes = 0;
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                bytes += name.Length + (value?.Length ?? 0) + 4;
            }
        }

        return bytes > MaxBytes;
    }
}
