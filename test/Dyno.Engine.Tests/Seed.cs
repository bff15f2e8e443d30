// The seed of randomised tests: printed, and taken back from DYNO_SEED.
namespace Dyno.Engine.Tests;

internal static class Seed
{
    public static Random Random() => new(Next());

    // For tests whose messages name it.
    public static int Next()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : System.Random.Shared.Next();
        Console.WriteLine($"DYNO_SEED={seed}");
        return seed;
    }
}
