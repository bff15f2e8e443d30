// What fuzzed inputs are given to: makes an input from random numbers, runs it, and says what is wrong with what came of it.
using Dyno.Server.Tests.Fuzz;

namespace Dyno.Reliability.Fuzz;

internal abstract class FuzzTarget : IDisposable
{
    internal abstract string Name { get; }

    /// <summary>How many of a thousand inputs are for this target.</summary>
    internal abstract int Share { get; }

    internal abstract object Make(Random random);

    /// <summary>Null where all is well. Exceptions that are not the target's documented answer go through.</summary>
    internal abstract string? Run(object input);

    /// <summary>The input, for somebody who wants to run it again.</summary>
    internal virtual string Print(object input) => input is byte[] bytes ? Convert.ToHexString(bytes) : input.ToString()!;

    public virtual void Dispose()
    {
    }

    protected static byte[] Mutate(byte[] bytes, Random random)
    {
        // Small changes find more in binary forms than pieces of JSON do.
        if (bytes.Length == 0 || random.Next(4) == 0)
        {
            return ByteMutator.Mutate(bytes, random);
        }

        var changed = bytes.ToArray();
        for (var changes = random.Next(4) + 1; changes > 0; changes--)
        {
            ref var one = ref changed[random.Next(changed.Length)];
            one = random.Next(4) switch { 0 => (byte)random.Next(256), 1 => (byte)(one ^ (1 << random.Next(8))), 2 => (byte)(one + 1), _ => (byte)(random.Next(2) * 255) };
        }

        return random.Next(6) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }
}
