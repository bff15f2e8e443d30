// The seed of a random test: printed when it fails, given back by DYNO_SEED.

namespace Dyno.Core.Tests;

internal static class Seed
{
    public static void Run(Action<Random> test)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Random.Shared.Next();
        try
        {
            test(new Random(seed));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"DYNO_SEED={seed}: {error.Message}", error);
        }
    }
}
