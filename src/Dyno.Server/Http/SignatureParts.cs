// The parts of a request's signature, from the Authorization header or from the query string.

using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal sealed record SignatureParts(string? Credential, string? SignedHeaders, string? Signature, string Date, string CanonicalQuery)
{
    public static SignatureParts Of(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } authorization, ..])
        {
            return new SignatureParts(
                RequestSignature.PartOf(authorization, "Credential"),
                RequestSignature.PartOf(authorization, "SignedHeaders"),
                RequestSignature.PartOf(authorization, "Signature"),
                request.Headers["X-Amz-Date"].ToString(),
                Canonical(request.Query));
        }

        var query = request.Query;
        return new SignatureParts(
            query["X-Amz-Credential"], query["X-Amz-SignedHeaders"], query["X-Amz-Signature"], query["X-Amz-Date"].ToString(), Canonical(query));
    }

    // Sorted by name, encoded as AWS encodes, without the signature itself.
    private static string Canonical(IQueryCollection query)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in query.OrderBy(q => q.Key, StringComparer.Ordinal))
        {
            if (name != "X-Amz-Signature")
            {
                text.Append(text.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(values.ToString()));
            }
        }

        return text.ToString();
    }
}
