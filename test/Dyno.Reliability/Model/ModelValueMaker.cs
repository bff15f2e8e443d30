// Hostile values and keys: numbers of 38 digits and at the limits of the exponent, texts beyond the basic plane, bytes 00 and FF, sets, deep documents, large ones.
using System.Text;

namespace Dyno.Reliability.Model;

// worker: keys of different workers are different, in tables and in indexes.
internal sealed class ModelValueMaker(Random random, int worker)
{
    internal static readonly string[] Names = ["a", "m", "l", "ss", "ns", "bs", "c", "s", "Ünï", "size", "a.b", "😀"];

    private static readonly string[] Texts = ["", "a", "ab", "abc", "b", "\0", "a\0b", "\uFFFF", "😀", "😀😀", "é", "e\u0301", "Z", "~", " ", new('x', 127), new('x', 128), new('y', 3000)];

    private static readonly string[] Numbers =
    [
        "0", "1", "-1", "2", "9", "10", "11", "99", "100", "0.1", "-0.1", "0.01", "1.5", "-2.5", "9999999999999999999999999999999999999999E0"[..38], "-12345678901234567890123456789012345678",
        "1E125", "-1E125", "9.9999999999999999999999999999999999999E125", "1E-130", "-1E-130", "1.2345678901234567890123456789012345678E-130", "1E37", "1E38", "1E-38", "255", "256", "-255",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1700000000", "99999999999",
    ];

    private static readonly byte[][] Binaries = [[], [0], [0, 0], [0, 1], [0, 0xFF], [1], [0xFF], [0xFF, 0xFF], [0xFF, 0], [0x7F], [0x80], Encoding.ASCII.GetBytes("abc")];

    internal bool Chance(int percent) => random.Next(100) < percent;

    internal T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    internal int Next(int end) => random.Next(end);

    internal AttributeValue Text() => Chance(70) ? Pick(Texts) : string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(Texts)).Where(t => t.Length < 9));

    internal AttributeValue Number() => random.Next(4) switch
    {
        0 => random.Next(-5, 6),
        1 => AttributeValue.N($"{random.Next(-99, 100)}{random.NextInt64():D19}{random.NextInt64():D19}"[..random.Next(3, 38)] + $"E{random.Next(-100, 80)}"),
        _ => AttributeValue.N(Pick(Numbers)),
    };

    internal AttributeValue Binary() => Chance(80) ? Pick(Binaries) : Pick(Binaries).Concat(Pick(Binaries)).ToArray();

    internal AttributeValue Scalar() => random.Next(6) switch { 0 => true, 1 => AttributeValue.Null, 2 => Binary(), 3 => Text(), _ => Number() };

    internal AttributeValue Set(int kind) => (kind % 3) switch
    {
        0 => AttributeValue.SS([.. Some(() => Text().AsString())]),
        1 => AttributeValue.NS([.. Some(() => Number().AsNumber())]),
        _ => AttributeValue.BS([.. Some(() => Convert.ToHexString(Binary().AsBinary().Span)).Select(h => (ReadOnlyMemory<byte>)Convert.FromHexString(h))]),
    };

    internal AttributeValue List(int depth) => AttributeValue.L([.. Enumerable.Range(0, random.Next(5)).Select(_ => Value(depth + 1))]);

    internal AttributeValue Map(int depth) =>
        AttributeValue.M(Enumerable.Range(0, random.Next(4)).Select(_ => Pick(Names)).Distinct().ToDictionary(n => n, _ => Value(depth + 1)));

    // A pole of lists and maps, as deep as it may be.
    internal AttributeValue Deep(int depth)
    {
        var value = Scalar();
        for (var i = 0; i < depth; i++)
        {
            value = i % 2 == 0 ? AttributeValue.L(value) : AttributeValue.M(("a", value));
        }

        return value;
    }

    internal AttributeValue Value(int depth = 0) => random.Next(depth > 3 ? 4 : 8) switch
    {
        < 4 => Scalar(),
        4 => Set(random.Next(3)),
        5 => List(depth),
        6 => Map(depth),
        _ => depth == 0 && Chance(5) ? Deep(random.Next(25, 33)) : Scalar(),
    };

    // A value for the attribute that fits the part it plays in updates, most of the time.
    internal AttributeValue ValueOf(string name) => Chance(12) ? Value() : name switch
    {
        "m" => AttributeValue.M(("a", Value(1)), ("m", Map(1)), ("l", List(1)), ("c", Number())),
        "l" => List(0),
        "ss" => Set(0),
        "ns" => Set(1),
        "bs" => Set(2),
        "c" => Number(),
        "s" => Text(),
        _ => Value(),
    };

    // The value of an index's key: long enough for a sort key, as some attributes are both.
    internal AttributeValue IndexKey(AttributeType type) =>
        Key(type, partition: true) is var key && key.Type == AttributeType.S && key.AsString().Length > 1000 ? key.AsString()[..1024] : key;

    // The value of a key: from few, so that operations meet.
    internal AttributeValue Key(AttributeType type, bool partition) => type switch
    {
        AttributeType.S => (partition ? $"{(char)('A' + worker)}" : "") + random.Next(partition ? 4 : 9) switch
        {
            0 => "k",
            1 => "k\0",
            2 => "😀",
            3 => partition ? new string('p', 2047) : new string('s', 1024),
            4 => "\0\0",
            5 => "ka",
            6 => "\uFFFF",
            7 => "\0\u00FF",
            _ => "l",
        },
        AttributeType.N => partition
            ? AttributeValue.N($"{(worker * 10) + random.Next(4)}{(Chance(50) ? ".5" : "")}")
            : random.Next(3) == 0 ? AttributeValue.N(Pick(Numbers)) : random.Next(-4, 5),
        _ => partition ? (byte[])[(byte)worker, .. Pick(Binaries[..4])] : Pick(Binaries[1..]),
    };

    // What no key may be.
    internal AttributeValue WrongKey() => random.Next(5) switch
    {
        0 => "",
        1 => AttributeValue.B(),
        2 => new string('w', 2049),

        // Too long for a sort key only.
        3 => (byte[])[(byte)worker, .. new byte[1024]],
        _ => AttributeValue.Null,
    };

    internal DocumentPath Path()
    {
        var root = Pick(Names);
        return random.Next(5) switch
        {
            0 => new DocumentPath("m", PathSegment.Member(Pick(Names))),
            1 => new DocumentPath("l", PathSegment.Element(random.Next(5))),
            2 => new DocumentPath("m", PathSegment.Member("l"), PathSegment.Element(random.Next(3))),
            3 when Chance(30) => new DocumentPath("l", PathSegment.Element(random.Next(3)), PathSegment.Member(Pick(Names))),
            _ => DocumentPath.Of(root),
        };
    }

    private IEnumerable<T> Some<T>(Func<T> make) => Enumerable.Range(0, random.Next(1, 5)).Select(_ => make()).ToHashSet();
}
