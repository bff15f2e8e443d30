// What the options say to people.

namespace EFCore.Dyno.Aws;

internal static class Messages
{
    public static string NotAnEndpoint(string endpoint) =>
        $"'{endpoint}' is no address of a server: give its scheme, host and port, as in http://localhost:8000.";
}
