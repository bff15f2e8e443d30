// `dyno review`: what the analyzers say of a whole solution, as a report. Exit code 0 where nothing was found, 1 where something was, 2 where nothing could be
// reviewed.

using System.CommandLine;
using Spectre.Console;

namespace Dyno.Cli.Review;

internal static class ReviewCommand
{
    private const int Found = 1;
    private const int Failed = 2;
    private const int ErrorLines = 20;

    private static readonly Argument<string> Reviewed = new("path")
    {
        Description = "A solution, a project, or a folder with one of them.",
        DefaultValueFactory = static _ => ".",
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "terminal, json or sarif.",
        DefaultValueFactory = static _ => "terminal",
    };

    private static readonly Option<string?> Output = new("--output") { Description = "The file to write the report to." };

    private static readonly Option<FindingSeverity> Severity = new("--severity")
    {
        Description = "The least severity that is reported, and that makes the exit code 1: hint, info, warning or error.",
        DefaultValueFactory = static _ => FindingSeverity.Info,
    };

    private static readonly Option<bool> Plans = new("--plans") { Description = "Tell the request plan of every query as well." };

    public static Command Create()
    {
        var command = new Command("review", "Reviews the DynamoDB design of a solution with the analyzers: its queries, models and writes.")
        {
            Reviewed, Format, Output, Severity, Plans,
        };
        Format.AcceptOnlyFromAmong("terminal", "json", "sarif");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var given = arguments.GetValue(Reviewed)!;
        if (Find(Path.GetFullPath(given)) is not { } path)
        {
            return Fail(Messages.NothingToReview(given));
        }

        // The report has standard output to itself.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var built = 0;
        var outcome = await console.Status().StartAsync(Messages.Building(0, ""), status => ReviewBuild.RunAsync(
            path,
            line => status.Status(Markup.Escape(Messages.Building(Interlocked.Increment(ref built), line.Split(" -> ")[0]))),
            cancellationToken));
        if (outcome.Errors.Count > 0)
        {
            return Fail(Messages.BuildFailed(path, outcome.Errors, ErrorLines));
        }

        if (!outcome.IsWhole)
        {
            Console.Error.WriteLine(Messages.ReviewIsPartial);
        }

        var result = new ReviewResult(path, outcome.Findings, arguments.GetValue(Severity), arguments.GetValue(Plans));
        await WriteAsync(result, arguments.GetValue(Format)!, arguments.GetValue(Output), cancellationToken);
        return result.Findings.Count > 0 ? Found : 0;
    }

    private static async Task WriteAsync(ReviewResult result, string format, string? file, CancellationToken cancellationToken)
    {
        if (format == "terminal" && file is null && !Console.IsOutputRedirected)
        {
            TerminalReport.Write(AnsiConsole.Console, result);
            return;
        }

        var text = format switch
        {
            "json" => JsonReport.Write(result),
            "sarif" => SarifLog.Write([.. result.Findings, .. result.Plans], result.Root),
            _ => Plain(result),
        };
        if (file is null)
        {
            await Console.Out.WriteAsync(text);
        }
        else
        {
            await File.WriteAllTextAsync(file, text, cancellationToken);
            Console.Error.WriteLine(Messages.ReviewSummary(result));
        }
    }

    private static string Plain(ReviewResult result)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 140;
        TerminalReport.Write(console, result);
        return writer.ToString();
    }

    // The one solution of a folder, or its one project.
    private static string? Find(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? path : null;
        }

        string[] solutions = [.. Directory.GetFiles(path, "*.sln"), .. Directory.GetFiles(path, "*.slnx")];
        var candidates = solutions.Length > 0 ? solutions : Directory.GetFiles(path, "*.csproj");
        return candidates.Length == 1 ? candidates[0] : null;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return Failed;
    }
}
