// What the server says of a request's headers and signature; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    public const string SignatureDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

    public const string SignatureQueryEnd = "Re-examine the query-string parameters.";

    public const string UnknownToken = "The security token included in the request is invalid.";

    public const string SignatureDoesNotMatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.";

    public static string CredentialShape(string? credential) =>
        $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'";

    public static string SignatureDateFormat(string date) =>
        $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601";

    public static string SignatureExpired(string date, string earliest, string now) =>
        $"Signature expired: {date} is now earlier than {earliest} ({now} - 15 min.)";

    public static string SignatureNotYet(string date, string latest, string now) =>
        $"Signature not yet current: {date} is still later than {latest} ({now} + 15 min.)";

    public static string SignaturePart(string part) => $"Authorization header requires '{part}' parameter. ";

    public static string SignatureQueryPart(string part) => $"AWS query-string parameters must include '{part}'. ";
}
