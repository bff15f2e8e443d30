// What grows is told from what only goes up and down: by a slope that a few measurements do not move.
using Dyno.Reliability.Soak;

namespace Dyno.Reliability.Tests.Soak;

public sealed class GrowthTests
{
    private const int Count = 45;

    [Fact]
    public void A_straight_line_grows_by_what_it_grows()
    {
        var growth = Of(i => 100 + (i * 2.0 / (Count - 1)));
        Assert.Equal(101, growth.Typical, 6);
        Assert.Equal(2, growth.By, 6);
        Assert.Equal(2 / 101.0, growth.Share, 6);
        Assert.Equal(2, growth.AtLeast, 6);
        Assert.Equal(2, growth.AtMost, 6);
    }

    [Fact]
    public void What_is_the_same_does_not_grow() => Assert.Equal(new Growth(100, 0, 0, 0), Of(_ => 100));

    [Fact]
    public void What_becomes_less_grows_by_less_than_nothing() => Assert.Equal(-1, Of(i => 100 - (i / (Count - 1.0))).By, 6);

    [Fact]
    public void A_few_that_stand_apart_do_not_move_it()
    {
        var growth = Of(i => i is 3 or 40 or 44 ? 150 : 100);
        Assert.Equal(100, growth.Typical);
        Assert.Equal(0, growth.By);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_leak_of_a_fiftieth_is_told_in_noise_of_as_much(int seed)
    {
        var random = new Random(seed);
        var noise = Enumerable.Range(0, Count).Select(_ => (random.NextDouble() * 2) - 1).ToArray();
        var (flat, leak) = (Of(i => 100 + noise[i]), Of(i => 100 + noise[i] + (i * 2.0 / (Count - 1))));
        Assert.InRange(flat.Share, -0.01, 0.01);
        Assert.InRange(flat.AtLeast, -5, 0);
        Assert.InRange(flat.AtMost, 0, 5);
        Assert.InRange(leak.Share, 0.01, 0.03);
        Assert.InRange(leak.AtLeast, 0.1, leak.By);
    }

    [Fact]
    public void What_is_up_and_down_by_a_tenth_is_no_growth() => Assert.InRange(Of(i => i % 2 == 0 ? 110 : 90).Share, -0.01, 0.01);

    private static Growth Of(Func<int, double> value) => Growth.Of([.. Enumerable.Range(0, Count).Select(i => (150.0 + (10 * i), value(i)))]);
}
