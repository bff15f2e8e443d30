// A process that opens damaged databases, one after another, and says what it found: a native crash is its own and not the scenario's.
//
// It reads the path of a database, and answers with two lines, first of a look that changes nothing, then of an ordinary opening:
//   right <fingerprint> | faults <the first one> | error <message> | unexpected <exception>
using Dyno.Engine;
using Dyno.Reliability.Crash;
using Dyno.Storage;

namespace Dyno.Reliability.Corruption;

internal static class CorruptionWorker
{
    internal const string Role = "corruption-worker";

    internal static Task<int> RunAsync(string[] args)
    {
        while (Console.ReadLine() is { } path)
        {
            Console.WriteLine(Answer(() =>
            {
                using var store = Store.Open(path, EngineContext.StoreOptionsOf(CrashTables.Options) with { ReadOnly = true });
                return Look(store);
            }));
            Console.WriteLine(Answer(() =>
            {
                using var engine = DynoEngine.Open(path, CrashTables.Options);
                return Look(engine.Context.Store);
            }));
        }

        return Task.FromResult(0);
    }

    private static string Look(Store store)
    {
        var fingerprint = Fingerprint.Of(store);
        var report = DatabaseCheck.Run(store);
        return report.FaultCount == 0 ? $"right {fingerprint}" : $"faults {report.Faults[0]}";
    }

    private static string Answer(Func<string> look)
    {
        try
        {
            return look();
        }
        catch (Exception exception) when (exception is StoreException or InvalidDataException or InternalServerErrorException)
        {
            return "error " + exception.Message.ReplaceLineEndings(" ");
        }
        catch (Exception exception)
        {
            return "unexpected " + exception.ToString().ReplaceLineEndings(" ");
        }
    }
}
