// The seed of randomised tests: printed, and taken back from DYNO_SEED.
namespace Dyno.ClientContract;

internal static class Seed
{
    public static int Next()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"DYNO_SEED={seed}");
        return seed;
    }
}
