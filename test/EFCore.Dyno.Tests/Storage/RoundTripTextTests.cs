// The fast reader of times reads what the general parser reads in the same way, and leaves it everything else.

using System.Globalization;
using System.Text;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Tests.Storage;

public sealed class RoundTripTextTests
{
    [Fact]
    public void Reads_as_the_general_parser_does()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var kind = random.Next(2) == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified;
            var text = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks + 1), kind).ToString("O", CultureInfo.InvariantCulture).ToCharArray();
            if (random.Next(3) == 0)
            {
                // Another day, another hour, or no time at all.
                text[random.Next(text.Length)] = "0123456789-:.TZ x"[random.Next(17)];
            }

            if (RoundTripText.TryRead(Encoding.UTF8.GetBytes(text), out var read))
            {
                var expected = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                Assert.True((expected, expected.Kind) == (read, read.Kind), $"{new string(text)}, seed {seed}");
            }
            else
            {
                Assert.False(
                    DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _), $"{new string(text)}, seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("2026-02-29T00:00:00.0000000Z")]
    [InlineData("2026-01-01T24:00:00.0000000Z")]
    [InlineData("2026-01-01T00:00:60.0000000")]
    [InlineData("0000-01-01T00:00:00.0000000")]
    [InlineData("2026-01-01T00:00:00.000000")]
    [InlineData("2026-01-01T00:00:00.0000000+01:00")]
    [InlineData("")]
    public void Leaves_everything_else(string text) => Assert.False(RoundTripText.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
