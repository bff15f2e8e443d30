// Runs each tour of a client in another language against the server: a program that asserts what it sees and ends with 0.
//
// A machine without the client fails here and says what to install; nothing is skipped. ./eng/clients.sh installs all of it.

using System.Diagnostics;
using System.Reflection;

namespace DynoClients.Tests;

public class TourTests(ServedEngine served) : IClassFixture<ServedEngine>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string Directory =
        typeof(TourTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ToursDirectory").Value!;

    [Theory]
    [InlineData("sdk")]
    [InlineData("sdk-streams")]
    [InlineData("sdk-partiql")]
    [InlineData("electrodb")]
    [InlineData("dynamodb-toolbox")]
    [InlineData("dynamoose")]
    public async Task A_JavaScript_client_works(string tour)
    {
        Assert.True(
            System.IO.Directory.Exists(Path.Combine(Directory, "javascript", "node_modules")),
            "The JavaScript clients are not installed: run ./eng/clients.sh (it needs Node.js and npm).");
        await Run("node", "javascript", $"{tour}.mjs");
    }

    // Debian's Python knows Debian's boto3; a Python that is first in the path may not.
    [Fact]
    public async Task Boto3_works() => await Run(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", "python", "boto3_tour.py");

    [Fact]
    public async Task The_AWS_command_line_works() => await Run("bash", "aws-cli", "tour.sh");

    private async Task Run(string program, string folder, string script)
    {
        var start = new ProcessStartInfo(program, script)
        {
            WorkingDirectory = Path.Combine(Directory, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DYNO_ENDPOINT"] = served.Endpoint.ToString().TrimEnd('/');
        start.Environment["NODE_NO_WARNINGS"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{script} did not end within {Limit.TotalSeconds} s.");
        }

        Assert.True(
            process.ExitCode == 0,
            $"{program} {script} ended with {process.ExitCode} (a client that is missing is installed by ./eng/clients.sh):\n{string.Join('\n', await output)}");
    }
}
