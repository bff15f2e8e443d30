// Request ids as DynamoDB's: 52 letters and digits. They name a request in logs; they are not secrets.

namespace Dyno.Server.Http;

internal static class RequestIds
{
    private const int Length = 52;

    public static string Next() => string.Create(Length, 0, static (text, _) =>
    {
        Span<byte> random = stackalloc byte[Length];
        Random.Shared.NextBytes(random);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[random[i] & 31];
        }
    });
}
