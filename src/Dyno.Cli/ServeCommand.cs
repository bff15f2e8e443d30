// `dyno serve`: an embedded database behind DynamoDB's protocol, until Ctrl+C.

using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using Dyno.Engine;
using Dyno.Server;
using Dyno.Storage;
using Microsoft.AspNetCore.Connections;

namespace Dyno.Cli;

internal static class ServeCommand
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "The directory of the database; it is created where it does not exist.",
        DefaultValueFactory = static _ => "dyno-data",
    };

    private static readonly Option<bool> InMemory = new("--in-memory") { Description = "Keep everything in memory and lose it at the end: for tests." };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on; 0 takes a free one.",
        DefaultValueFactory = static _ => 8000,
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "The address to listen on; 0.0.0.0 for all, which lets other machines in.",
        DefaultValueFactory = static _ => "127.0.0.1",
    };

    private static readonly Option<Durability> Loses = new("--durability")
    {
        Description = "What an acknowledged write can lose.",
        DefaultValueFactory = static _ => Durability.LosesNothing,
    };

    private static readonly Option<Throttling> Throttle = new("--throttle")
    {
        Description = "Which limits on throughput are kept: those set on tables, all that DynamoDB has, or none.",
        DefaultValueFactory = static _ => Throttling.Configured,
    };

    private static readonly Option<double> Transition = new("--table-transition")
    {
        Description = "For how many milliseconds a table is CREATING, UPDATING or DELETING. With 0 only the answer says so and the next request finds it done.",
        DefaultValueFactory = static _ => 0,
    };

    private static readonly Option<string[]> Credentials = new("--credentials")
    {
        Description = "ACCESS_KEY_ID:SECRET_KEY of a client whose signatures are accepted; without any, every signed request is.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command("serve", "Serves a database over DynamoDB's protocol: AWS SDKs and tools work against it unchanged.")
        {
            Data, InMemory, Port, Host, Loses, Throttle, Transition, Credentials,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(arguments.GetValue(Host), out var address))
        {
            return Fail(Messages.NoAddress(arguments.GetValue(Host)!));
        }

        if (!TryReadCredentials(arguments.GetValue(Credentials) ?? [], out var credentials))
        {
            return Fail(Messages.CredentialsShape);
        }

        var inMemory = arguments.GetValue(InMemory);
        var data = arguments.GetValue(Data)!;
        try
        {
            using var engine = DynoEngine.Open(
                data,
                new DynoEngineOptions
                {
                    InMemory = inMemory,
                    Durability = arguments.GetValue(Loses),
                    Throttling = arguments.GetValue(Throttle),
                    TableTransition = TransitionOf(arguments.GetValue(Transition)),
                });
            await using var server = await DynoServer.StartAsync(
                engine, new DynoServerOptions { Address = address, Port = arguments.GetValue(Port), Credentials = credentials }, cancellationToken);
            Console.WriteLine(Messages.Serving(inMemory ? Messages.Memory : engine.Path, server.Endpoint));
            await UntilStopped(cancellationToken);
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return Fail(Messages.PortTaken(arguments.GetValue(Port)));
        }
        catch (Exception exception) when (exception is StoreException or IOException or InvalidDataException)
        {
            return Fail(exception.Message);
        }
    }

    // Clients of the protocol expect an answer that says CREATING; one tick is over before they can ask again.
    private static TimeSpan TransitionOf(double milliseconds) => TimeSpan.FromTicks(Math.Max(1, (long)(milliseconds * TimeSpan.TicksPerMillisecond)));

    private static bool TryReadCredentials(string[] given, out Dictionary<string, string> credentials)
    {
        credentials = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in given)
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return false;
            }

            credentials[pair[..colon]] = pair[(colon + 1)..];
        }

        return true;
    }

    // Ctrl+C or SIGTERM: then requests under way are finished and the database is closed.
    private static async Task UntilStopped(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        });
        using var cancelled = cancellationToken.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
