// Lets programs in a browser talk to the server, as DynamoDB does: any origin, and whatever a preflight asks for.

using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal static class Cors
{
    private const string MaxAgeSeconds = "172800";

    private const string Exposed =
        "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,x-amz-crc32,Date";

    // Whether the request was a preflight, and is answered.
    public static bool Answer(HttpRequest request, HttpResponse response)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return false;
        }

        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        if (request.Headers.AccessControlRequestHeaders is { Count: > 0 } headers)
        {
            response.Headers.AccessControlAllowHeaders = headers;
        }

        if (request.Headers.AccessControlRequestMethod is { Count: > 0 } method)
        {
            response.Headers.AccessControlAllowMethods = method;
        }

        response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        response.ContentLength = 0;
        return true;
    }
}
