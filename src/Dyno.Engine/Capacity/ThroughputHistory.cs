// When a table's or index's throughput was last changed, and how often it may be decreased: four times in a UTC day, then once an hour.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-capacity-units-provisioned-throughput
using System.Globalization;

namespace Dyno.Engine;

internal sealed record ThroughputHistory
{
    private const int FreeDecreases = 4;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public static ThroughputHistory None { get; } = new();

    public DateTimeOffset? LastIncrease { get; init; }

    public DateTimeOffset? LastDecrease { get; init; }

    // On the UTC day of the last one.
    public int Decreases { get; init; }

    public int DecreasesToday(DateTimeOffset now) => LastDecrease?.UtcDateTime.Date == now.UtcDateTime.Date ? Decreases : 0;

    // The history after the change. A request that decreases both counts once. LimitExceededException where it comes too early.
    public ThroughputHistory Change(ProvisionedThroughput from, ProvisionedThroughput to, DateTimeOffset now)
    {
        var decreases = to.ReadCapacityUnits < from.ReadCapacityUnits || to.WriteCapacityUnits < from.WriteCapacityUnits;
        var increases = to.ReadCapacityUnits > from.ReadCapacityUnits || to.WriteCapacityUnits > from.WriteCapacityUnits;
        var history = increases ? this with { LastIncrease = now } : this;
        if (!decreases)
        {
            return history;
        }

        var today = DecreasesToday(now);
        if (today >= FreeDecreases && now - LastDecrease!.Value < Between)
        {
            var tomorrow = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            var next = LastDecrease.Value + Between;
            throw new LimitExceededException(Messages.TooManyDecreases(today, LastDecrease.Value, next < tomorrow ? next : tomorrow));
        }

        return history with { LastDecrease = now, Decreases = today + 1 };
    }

    // For the catalog; null where nothing has happened.
    public AttributeValue? ToValue()
    {
        if (this == None)
        {
            return null;
        }

        var fields = new Dictionary<string, AttributeValue> { ["decreases"] = Decreases };
        Add(fields, "increased", LastIncrease);
        Add(fields, "decreased", LastDecrease);
        return AttributeValue.M(fields);
    }

    public static ThroughputHistory FromValue(AttributeValue? value)
    {
        if (value?.AsMap() is not { } fields)
        {
            return None;
        }

        return new ThroughputHistory
        {
            Decreases = fields["decreases"].AsNumber().TryToInt64(out var number) ? (int)number : throw new FormatException(),
            LastIncrease = TimeOf(fields, "increased"),
            LastDecrease = TimeOf(fields, "decreased"),
        };
    }

    private static void Add(Dictionary<string, AttributeValue> fields, string name, DateTimeOffset? time)
    {
        if (time is { } given)
        {
            fields[name] = given.ToString("O", CultureInfo.InvariantCulture);
        }
    }

    private static DateTimeOffset? TimeOf(IReadOnlyDictionary<string, AttributeValue> fields, string name) =>
        fields.TryGetValue(name, out var value)
            ? DateTimeOffset.Parse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : null;
}
