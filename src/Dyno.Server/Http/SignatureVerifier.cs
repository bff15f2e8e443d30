// Verifies a request's signature against the known keys: AWS Signature Version 4 for the service dynamodb, in any region.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal sealed class SignatureVerifier(IReadOnlyDictionary<string, string> credentials, TimeProvider clock)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Terminator = "aws4_request";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int ToleranceMinutes = 15;

    public void Verify(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var signature = SignatureParts.Of(request);
        if (signature.Credential?.Split('/') is not [var id, var day, var region, var service, Terminator] || signature.SignedHeaders is null)
        {
            throw ProtocolException.IncompleteSignature(Messages.CredentialShape(signature.Credential));
        }

        CheckDate(signature.Date);
        if (!credentials.TryGetValue(id, out var secret))
        {
            throw ProtocolException.UnrecognizedClient();
        }

        var scope = $"{day}/{region}/{service}/{Terminator}";
        var canonical = Canonical(request, signature, body);
        var toSign = $"{Algorithm}\n{signature.Date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), day), region), service), Terminator);
        var expected = Convert.ToHexStringLower(Hmac(key, toSign));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature.Signature ?? "")))
        {
            throw ProtocolException.InvalidSignature(Messages.SignatureDoesNotMatch);
        }
    }

    private void CheckDate(string date)
    {
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            throw ProtocolException.IncompleteSignature(Messages.SignatureDateFormat(date));
        }

        var now = clock.GetUtcNow();
        var (earliest, latest) = (now.AddMinutes(-ToleranceMinutes), now.AddMinutes(ToleranceMinutes));
        if (signedAt < earliest)
        {
            throw ProtocolException.InvalidSignature(Messages.SignatureExpired(date, Format(earliest), Format(now)));
        }

        if (signedAt > latest)
        {
            throw ProtocolException.InvalidSignature(Messages.SignatureNotYet(date, Format(latest), Format(now)));
        }
    }

    private static string Canonical(HttpRequest request, SignatureParts signature, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder().Append(request.Method).Append("\n/\n").Append(signature.CanonicalQuery).Append('\n');
        foreach (var name in signature.SignedHeaders!.Split(';'))
        {
            var value = name.Equals("host", StringComparison.OrdinalIgnoreCase) ? request.Host.Value : string.Join(",", request.Headers[name].ToArray());
            text.Append(name).Append(':');
            AppendTrimmed(text, value ?? "");
            text.Append('\n');
        }

        return text.Append('\n').Append(signature.SignedHeaders).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(body))).ToString();
    }

    // Spaces around a value do not count, and several within are one.
    private static void AppendTrimmed(StringBuilder text, string value)
    {
        var first = true;
        foreach (var range in value.AsSpan().Split(' '))
        {
            var word = value.AsSpan()[range];
            if (!word.IsEmpty)
            {
                text.Append(first ? "" : " ").Append(word);
                first = false;
            }
        }
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
