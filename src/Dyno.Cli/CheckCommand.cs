// `dyno check DIRECTORY`: verifies a whole database without changing it, and says what is wrong where. Exit code 0: nothing is; 1: something is;
// 2: it cannot be opened.

using System.CommandLine;
using System.Diagnostics;
using Dyno.Engine;
using Dyno.Storage;

namespace Dyno.Cli;

internal static class CheckCommand
{
    public const int Clean = 0;
    public const int Faults = 1;
    public const int NotOpened = 2;

    private static readonly Argument<DirectoryInfo> Database = new("directory") { Description = "The database's directory. Nobody may have it open." };

    public static Command Create()
    {
        var command = new Command("check", "Verifies a whole database without changing it: files, items, indexes, counters, times of expiry, journal.") { Database };
        command.SetAction((arguments, cancellationToken) => Task.Run(
            () => Run(arguments.GetValue(Database)!.FullName, Console.Out, Console.Error, !Console.IsErrorRedirected, cancellationToken), cancellationToken));
        return command;
    }

    internal static int Run(string path, TextWriter output, TextWriter errors, bool showsProgress, CancellationToken cancellationToken = default)
    {
        var time = Stopwatch.StartNew();
        CheckReport report;
        try
        {
            report = DatabaseCheck.Run(path, showsProgress ? new Progress(errors) : null, cancellationToken);
        }
        catch (Exception exception) when (exception is StoreException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return NotOpened;
        }
        finally
        {
            if (showsProgress)
            {
                errors.Write("\r\e[K");
            }
        }

        foreach (var fault in report.Faults)
        {
            output.WriteLine(fault);
        }

        output.WriteLine(Messages.Checked(path, report, time.Elapsed));
        return report.FaultCount == 0 ? Clean : Faults;
    }

    // One line that is written over.
    private sealed class Progress(TextWriter errors) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => errors.Write("\r\e[K" + Messages.Checking(value));
    }
}
