// What the command says.

namespace Dyno.Cli;

internal static class Messages
{
    public const string Memory = "memory";

    public const string CredentialsShape = "--credentials takes ACCESS_KEY_ID:SECRET_KEY.";

    public static string NoAddress(string host) => $"--host takes an IP address such as 127.0.0.1 or 0.0.0.0, not '{host}'.";

    public static string PortTaken(int port) => $"Another program listens on port {port}: choose another with --port, or take a free one with --port 0.";

    public static string Serving(string data, Uri endpoint) => $"Serving {data} at {endpoint}. Stop with Ctrl+C.";
}
