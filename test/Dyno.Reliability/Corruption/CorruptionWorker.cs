// A process that opens damaged databases, one after another, and says what it found: a native crash is its own and not the scenario's.
//
// It reads the path of a database, and answers with three lines: of a look that changes nothing, of reading everything after an ordinary opening, and of
// a look at what was opened then:
//   right <fingerprint> | faults <the first one> | error <message> | unexpected <exception>
using Dyno.Engine;
using Dyno.Reliability.Crash;
using Dyno.Storage;

namespace Dyno.Reliability.Corruption;

internal static class CorruptionWorker
{
    internal const string Role = "corruption-worker";

    internal const int Lines = 3;

    internal static async Task<int> RunAsync(string[] args)
    {
        while (Console.ReadLine() is { } path)
        {
            Console.WriteLine(await AnswerAsync(() =>
            {
                using var store = Store.Open(path, EngineContext.StoreOptionsOf(CrashTables.Options) with { ReadOnly = true });
                return Task.FromResult(Look(store));
            }));
            var read = "";
            var look = await AnswerAsync(async () =>
            {
                await using var engine = DynoEngine.Open(path, CrashTables.Options);
                read = await AnswerAsync(async () => $"right {await Answers.OfAsync(engine)}");
                return Look(engine.Context.Store);
            });
            Console.WriteLine(read.Length > 0 ? read : look);
            Console.WriteLine(look);
        }

        return 0;
    }

    private static string Look(Store store)
    {
        var fingerprint = Fingerprint.Of(store);
        var report = DatabaseCheck.Run(store);
        return report.FaultCount == 0 ? $"right {fingerprint}" : $"faults {report.Faults[0]}";
    }

    private static async Task<string> AnswerAsync(Func<Task<string>> look)
    {
        try
        {
            return await look();
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
