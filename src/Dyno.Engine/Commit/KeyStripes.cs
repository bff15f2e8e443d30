// All stripes. A request enters every stripe of its keys once, in the order of their numbers: no two requests can wait for each other.
// Nothing is awaited inside; the locks belong to the thread.
namespace Dyno.Engine.Commit;

internal sealed class KeyStripes
{
    // Many more than there are threads, so that two keys seldom share one; a power of two.
    private const int Count = 4096;

    private readonly KeyStripe[] _stripes = new KeyStripe[Count];

    public KeyStripes()
    {
        for (var i = 0; i < Count; i++)
        {
            _stripes[i] = new KeyStripe(i);
        }
    }

    public KeyStripe this[ReadOnlySpan<byte> key] => _stripes[NumberOf(key)];

    // The numbers of the stripes of several actions, sorted and distinct.
    public static int[] NumbersOf(WriteSet set)
    {
        var tokens = set.Transaction?.Tokens ?? [];
        var numbers = new int[set.Actions.Length + tokens.Length + (set.Token is null ? 0 : 1)];
        for (var i = 0; i < set.Actions.Length; i++)
        {
            numbers[i] = NumberOf(set.Actions[i].Change.Key);
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            numbers[set.Actions.Length + i] = NumberOf(tokens[i].Key);
        }

        if (set.Token is { } token)
        {
            numbers[^1] = NumberOf(token.Key);
        }

        Array.Sort(numbers);
        var distinct = 1;
        for (var i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[distinct - 1])
            {
                numbers[distinct++] = numbers[i];
            }
        }

        return distinct == numbers.Length ? numbers : numbers[..distinct];
    }

    // Counts what was entered as it goes, so that Exit is right even when this is interrupted.
    public void Enter(int[] numbers, ref int entered)
    {
        while (entered < numbers.Length)
        {
            _stripes[numbers[entered]].Enter();
            entered++;
        }
    }

    public void Exit(int[] numbers, int entered)
    {
        while (entered > 0)
        {
            _stripes[numbers[--entered]].Exit();
        }
    }

    private static int NumberOf(ReadOnlySpan<byte> key) => (int)(PartitionHash.Of(key) % Count);
}
