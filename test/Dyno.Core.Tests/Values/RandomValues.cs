// Random values of every type.

namespace Dyno.Core.Tests.Values;

internal static class RandomValues
{
    public static AttributeValue Make(Random random, int depth) => random.Next(depth > 0 ? 10 : 8) switch
    {
        0 => AttributeValue.S(Text(random)),
        1 => AttributeValue.N(Number(random)),
        2 => AttributeValue.B(Bytes(random)),
        3 => AttributeValue.Bool(random.Next(2) == 0),
        4 => AttributeValue.Null,
        5 => AttributeValue.SS([.. Some(random, Text).Distinct()]),
        6 => AttributeValue.NS([.. Some(random, Number).Distinct()]),
        7 => AttributeValue.BS([.. Some(random, Bytes).DistinctBy(Convert.ToHexString).Select(b => (ReadOnlyMemory<byte>)b)]),
        8 => AttributeValue.L([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random, depth - 1))]),
        _ => AttributeValue.M(Enumerable.Range(0, random.Next(4)).ToDictionary(i => $"k{i}", _ => Make(random, depth - 1))),
    };

    // The same value, written in another order.
    public static AttributeValue Shuffle(AttributeValue value, Random random) => value.Type switch
    {
        AttributeType.SS => AttributeValue.SS([.. value.AsStringSet().OrderBy(_ => random.Next())]),
        AttributeType.NS => AttributeValue.NS([.. value.AsNumberSet().OrderBy(_ => random.Next())]),
        AttributeType.BS => AttributeValue.BS([.. value.AsBinarySet().OrderBy(_ => random.Next())]),
        AttributeType.L => AttributeValue.L([.. value.AsList().Select(v => Shuffle(v, random))]),
        AttributeType.M => AttributeValue.M(value.AsMap().OrderBy(_ => random.Next()).ToDictionary(v => v.Key, v => Shuffle(v.Value, random))),
        _ => value,
    };

    private static IEnumerable<T> Some<T>(Random random, Func<Random, T> make) => Enumerable.Range(0, random.Next(1, 4)).Select(_ => make(random));

    private static string Text(Random random) => random.Next(5) switch { 0 => "", 1 => "a", 2 => "\0", 3 => "é\uFFFD", _ => new string('x', random.Next(200)) };

    private static DynoNumber Number(Random random) => random.Next(3) switch { 0 => random.Next(-3, 3), 1 => random.NextInt64(), _ => (DynoNumber)random.NextDouble() };

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(4)];
        random.NextBytes(bytes);
        return bytes;
    }
}
