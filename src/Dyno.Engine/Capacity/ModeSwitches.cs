// When a table was switched from provisioned to on demand: at most four times in any 24 hours. The way back is free.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-switching-capacity-modes.html
using System.Globalization;

namespace Dyno.Engine;

internal static class ModeSwitches
{
    private const int Most = 4;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    // The switches after another one, oldest first; only those that still count are kept. LimitExceededException where it comes too early.
    public static IReadOnlyList<DateTimeOffset> Add(IReadOnlyList<DateTimeOffset> switches, DateTimeOffset now)
    {
        var counting = switches.Where(s => now - s < Window).ToList();
        if (counting.Count >= Most)
        {
            throw new LimitExceededException(Messages.TooManySwitches(counting[^1], counting[0] + Window));
        }

        counting.Add(now);
        return counting;
    }

    // For the catalog.
    public static AttributeValue ToValue(IReadOnlyList<DateTimeOffset> switches) =>
        AttributeValue.L([.. switches.Select(s => AttributeValue.S(s.ToString("O", CultureInfo.InvariantCulture)))]);

    public static IReadOnlyList<DateTimeOffset> FromValue(AttributeValue? value) => value is null
        ? []
        : [.. value.AsList().Select(s => DateTimeOffset.Parse(s.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))];
}
