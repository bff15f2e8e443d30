// Whether a request is signed at all, as AWS Signature Version 4 wants it: in the header or in the query. Clients sign every request; one that does not
// is misconfigured, and should hear of it here rather than in production. Whose signature it is, is SignatureVerifier's question.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html

using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal static class RequestSignature
{
    private static readonly string[] HeaderParts = ["Credential", "Signature", "SignedHeaders"];
    private static readonly string[] QueryParts = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

    public static void Check(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var inQuery = request.QueryString.HasValue && request.Query.ContainsKey(QueryParts[0]);
        if (header.Length > 0 && inQuery)
        {
            throw ProtocolException.InvalidSignature(Messages.TwoSignatures);
        }

        if (inQuery)
        {
            CheckQuery(request.Query);
        }
        else if (header.AsSpan().Trim().StartsWith("AWS4-", StringComparison.Ordinal))
        {
            CheckHeader(request, header);
        }
        else
        {
            throw ProtocolException.MissingToken();
        }
    }

    // The value of a part such as Credential=…; null where it is absent or empty.
    public static string? PartOf(string authorization, string part)
    {
        var at = authorization.IndexOf(' ', StringComparison.Ordinal);
        var rest = at < 0 ? default : authorization.AsSpan(at);
        foreach (var range in rest.SplitAny(", "))
        {
            var entry = rest[range];
            if (entry.Length > part.Length + 1 && entry.StartsWith(part, StringComparison.Ordinal) && entry[part.Length] == '=')
            {
                return entry[(part.Length + 1)..].ToString();
            }
        }

        return null;
    }

    private static void CheckHeader(HttpRequest request, string header)
    {
        StringBuilder? message = null;
        foreach (var part in HeaderParts)
        {
            if (!HasPart(header, part))
            {
                (message ??= new StringBuilder()).Append(Messages.SignaturePart(part));
            }
        }

        if (!request.Headers.ContainsKey("X-Amz-Date") && !request.Headers.ContainsKey("Date"))
        {
            (message ??= new StringBuilder()).Append(Messages.SignatureDate);
        }

        if (message is not null)
        {
            throw ProtocolException.IncompleteSignature(message.Append("Authorization=").Append(header).ToString());
        }
    }

    private static bool HasPart(ReadOnlySpan<char> header, string part)
    {
        var at = header.IndexOf(' ');
        while (at >= 0)
        {
            header = header[(at + 1)..];
            if (header.Length > part.Length + 1 && header.StartsWith(part, StringComparison.Ordinal) && header[part.Length] == '=' && header[part.Length + 1] is not (',' or ' '))
            {
                return true;
            }

            at = header.IndexOfAny(' ', ',');
        }

        return false;
    }

    private static void CheckQuery(IQueryCollection query)
    {
        StringBuilder? message = null;
        foreach (var part in QueryParts)
        {
            if (string.IsNullOrEmpty(query[part]))
            {
                (message ??= new StringBuilder()).Append(Messages.SignatureQueryPart(part));
            }
        }

        if (message is not null)
        {
            throw ProtocolException.IncompleteSignature(message.Append(Messages.SignatureQueryEnd).ToString());
        }
    }
}
