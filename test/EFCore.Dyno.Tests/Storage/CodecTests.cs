// Every supported CLR type: how it is stored, that it reads back as it was, and that stored text sorts as the values do.

using System.Net;
using System.Net.NetworkInformation;
using System.Numerics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Tests.Storage;

public sealed class CodecTests
{
    private enum Color
    {
        Red = 3,
    }

    private sealed class Everything
    {
        public int Id { get; set; }

        public string? Text { get; set; }

        public char Letter { get; set; }

        public bool Flag { get; set; }

        public byte Byte { get; set; }

        public sbyte SByte { get; set; }

        public short Short { get; set; }

        public ushort UShort { get; set; }

        public uint UInt { get; set; }

        public long Long { get; set; }

        public ulong ULong { get; set; }

        public decimal Decimal { get; set; }

        public double Double { get; set; }

        public float Float { get; set; }

        public Half Half { get; set; }

        public BigInteger Big { get; set; }

        public Int128 Wide { get; set; }

        public IPAddress? Address { get; set; }

        public PhysicalAddress? Physical { get; set; }

        public List<List<double>>? Matrix { get; set; }

        public LinkedList<int>? Linked { get; set; }

        public int? Maybe { get; set; }

        public Guid Guid { get; set; }

        public DateTime DateTime { get; set; }

        public DateTimeOffset Offset { get; set; }

        public DateOnly Date { get; set; }

        public TimeOnly Time { get; set; }

        public TimeSpan Span { get; set; }

        public Uri? Uri { get; set; }

        public byte[]? Bytes { get; set; }

        public Color Color { get; set; }

        public Color Named { get; set; }

        public List<string> List { get; set; } = [];

        public int[]? Array { get; set; }

        public List<int?>? Nullables { get; set; }

        public HashSet<string> Set { get; set; } = [];

        public ISet<int>? Numbers { get; set; }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_stored_as(string property, object value, string json)
    {
        var codec = Codec(property);
        var encoded = codec.EncodeObject(value);
        Assert.Equal(json, encoded.ToAttributeValue().ToString());
        Assert.Equal(value, codec.ReadObject(encoded));
    }

    public static TheoryData<string, object, string> Values() => new()
    {
        { "Text", "été", """{"S":"été"}""" },
        { "Letter", 'x', """{"S":"x"}""" },
        { "Flag", true, """{"BOOL":true}""" },
        { "Byte", (byte)255, """{"N":"255"}""" },
        { "SByte", (sbyte)-128, """{"N":"-128"}""" },
        { "Short", short.MinValue, """{"N":"-32768"}""" },
        { "UShort", ushort.MaxValue, """{"N":"65535"}""" },
        { "Id", int.MinValue, """{"N":"-2147483648"}""" },
        { "UInt", uint.MaxValue, """{"N":"4294967295"}""" },
        { "Long", long.MinValue, """{"N":"-9223372036854775808"}""" },
        { "ULong", ulong.MaxValue, """{"N":"18446744073709551615"}""" },
        { "Decimal", 79228162514264337593543950335m, """{"N":"79228162514264337593543950335"}""" },
        { "Double", 0.1d, """{"N":"0.1"}""" },
        { "Float", 0.1f, """{"N":"0.1"}""" },
        { "Double", double.NaN, """{"S":"NaN"}""" },
        { "Double", double.NegativeInfinity, """{"S":"-Infinity"}""" },
        { "Double", double.MaxValue, """{"S":"1.7976931348623157E+308"}""" },
        { "Double", double.Epsilon, """{"S":"5E-324"}""" },
        { "Double", 1E125, $$"""{"N":"1{{new string('0', 125)}}"}""" },
        { "Float", float.PositiveInfinity, """{"S":"Infinity"}""" },
        { "Float", float.MinValue, """{"N":"-340282350000000000000000000000000000000"}""" },
        { "Half", Half.Epsilon, """{"N":"0.000000059604645"}""" },
        { "Big", BigInteger.Parse("-12345678901234567890123456789012345678"), """{"N":"-12345678901234567890123456789012345678"}""" },
        { "Big", BigInteger.Pow(10, 40) + 1, """{"S":"10000000000000000000000000000000000000001"}""" },
        { "Wide", Int128.MinValue, """{"S":"-170141183460469231731687303715884105728"}""" },
        { "Letter", '\ud800', """{"N":"55296"}""" },
        { "Letter", '\0', """{"S":"\u0000"}""" },
        { "Maybe", 5, """{"N":"5"}""" },
        { "Guid", new Guid("0197C0DE-0000-7000-8000-00000000ABCD"), """{"S":"0197c0de-0000-7000-8000-00000000abcd"}""" },
        { "DateTime", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(6), """{"S":"2026-01-02T03:04:05.0000006Z"}""" },
        { "DateTime", new DateTime(2026, 1, 2), """{"S":"2026-01-02T00:00:00.0000000"}""" },
        { "DateTime", DateTime.MaxValue, """{"S":"9999-12-31T23:59:59.9999999"}""" },
        { "Offset", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), """{"S":"2026-01-02T03:04:05.0000000Z"}""" },
        { "Offset", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-2.5)), """{"S":"2026-01-02T05:34:05.0000000Z-02:30"}""" },
        { "Date", new DateOnly(2026, 1, 2), """{"S":"2026-01-02"}""" },
        { "Time", new TimeOnly(3, 4, 5, 6), """{"S":"03:04:05.0060000"}""" },
        { "Span", TimeSpan.FromSeconds(-1.5), """{"N":"-15000000"}""" },
        { "Uri", new Uri("https://example.org/a?b"), """{"S":"https://example.org/a?b"}""" },
        { "Uri", new Uri("https://example.org/a%20b"), """{"S":"https://example.org/a%20b"}""" },
        { "Uri", new Uri("/a", UriKind.Relative), """{"S":"/a"}""" },
        { "Address", IPAddress.Parse("10.0.0.1"), """{"S":"10.0.0.1"}""" },
        { "Physical", new PhysicalAddress([1, 2, 3, 4, 5, 6]), """{"S":"010203040506"}""" },
        { "Bytes", new byte[] { 1, 2, 255 }, """{"B":"AQL/"}""" },
        { "Color", Color.Red, """{"N":"3"}""" },
        { "Named", Color.Red, """{"S":"Red"}""" },
        { "List", new List<string> { "b", "a", "b" }, """{"L":[{"S":"b"},{"S":"a"},{"S":"b"}]}""" },
        { "List", new List<string>(), """{"L":[]}""" },
        { "Array", new[] { 3, 1 }, """{"L":[{"N":"3"},{"N":"1"}]}""" },
        { "Nullables", new List<int?> { 1, null }, """{"L":[{"N":"1"},{"NULL":true}]}""" },
        { "Matrix", new List<List<double>> { new() { 1, double.NaN }, new() }, """{"L":[{"L":[{"N":"1"},{"S":"NaN"}]},{"L":[]}]}""" },
        { "Linked", new LinkedList<int>([1, 2]), """{"L":[{"N":"1"},{"N":"2"}]}""" },
        { "Set", new HashSet<string> { "b", "a" }, """{"SS":["a","b"]}""" },
        { "Numbers", new HashSet<int> { 10, 9 }, """{"NS":["9","10"]}""" },
    };

    [Fact]
    public void A_time_keeps_its_kind()
    {
        var codec = (PropertyCodec<DateTime>)Codec("DateTime");
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var time = new DateTime(2026, 7, 2, 3, 4, 5, kind);
            var read = codec.Read(codec.Encode(time));
            Assert.Equal((time, kind), (read, read.Kind));
        }
    }

    [Fact]
    public void An_empty_set_is_an_absent_attribute_and_reads_back_empty()
    {
        var codec = (PropertyCodec<HashSet<string>>)Codec("Set");
        var writer = ItemWriter.Rent();
        Assert.False(codec.TryWrite(writer, "a"u8, []));
        Assert.True(codec.TryWrite(writer, "b"u8, null));
        var slice = ItemSlice.Of(writer.ToItem());
        ItemWriter.Return(writer);
        Assert.Empty(slice.Get(codec, "a"u8.ToArray())!);
        Assert.Null(slice.Get(codec, "b"u8.ToArray()));
    }

    [Fact]
    public void Instants_sort_as_text_whatever_their_offsets()
    {
        var codec = (PropertyCodec<DateTimeOffset>)Codec("Offset");
        var instants = Enumerable.Range(0, 20)
            .Select(i => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours((i * 7 % 25) - 12)).AddHours(i * 3).AddTicks(i))
            .ToList();
        Assert.Equal(
            instants.OrderBy(i => i.UtcTicks),
            instants.OrderBy(i => codec.Encode(i).Read().GetString(), StringComparer.Ordinal));
    }

    [Fact]
    public void Text_that_is_no_value_says_so()
    {
        var codec = (PropertyCodec<Guid>)Codec("Guid");
        Assert.Throws<FormatException>(() => codec.Read(EncodedValue.FromString("nope")));
        Assert.Contains("is not a Guid", Assert.Throws<FormatException>(() => codec.Read(EncodedValue.FromString(new string('x', 100)))).Message, StringComparison.Ordinal);
    }

    private static PropertyCodec Codec(string property)
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Everything>().Property(e => e.Named).HasConversion<string>());
        var entityType = context.Model.FindEntityType(typeof(Everything))!;
        return entityType.GetDynoMap().Find(entityType.FindProperty(property)!)!.Codec;
    }
}
