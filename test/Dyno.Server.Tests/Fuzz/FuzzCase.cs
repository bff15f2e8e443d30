// One request that a client might send, and its text for a report.

using System.Globalization;
using System.Text;

namespace Dyno.Server.Tests.Fuzz;

internal sealed class FuzzCase
{
    public string Method { get; set; } = "POST";

    public string Path { get; set; } = "/";

    public string Query { get; set; } = "";

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>The request as it goes over a socket.</summary>
    public byte[] Bytes(string host)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Path}{Query} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body];
    }

    /// <summary>Whether an answer of 500 is DynamoDB's own: it says nothing more to a body that it cannot decompress.</summary>
    public bool ExplainsFailure(bool hasBody) => !hasBody && Headers.Any(h => h.Name == "Content-Encoding");

    public override string ToString()
    {
        var text = Encoding.Latin1.GetString(Bytes("fuzz"));
        return text.Length <= 4000 ? text : $"{text[..4000]}… ({text.Length} characters)";
    }
}
