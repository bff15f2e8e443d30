// What one writer's partition holds after so many operations, and all changes on the way.
namespace Dyno.Reliability.Crash;

internal sealed class CrashModel(int seed, int writer)
{
    private const int Slots = 12;
    private const long FarFuture = 4_000_000_000;

    private readonly SortedDictionary<int, Item> _items = [];

    internal int Writer { get; } = writer;

    internal string Partition { get; } = $"w{writer:D2}";

    /// <summary>How many operations were done.</summary>
    internal long Done { get; private set; }

    internal IReadOnlyDictionary<int, Item> Items => _items;

    /// <summary>Every change of an item so far with the operation that made it, in order: what the stream must show.</summary>
    internal List<(long Number, SlotChange Change)> History { get; } = [];

    /// <summary>The keys that it put into the table of expiring items, in order.</summary>
    internal List<string> Expiring { get; } = [];

    /// <summary>What it moved to each account.</summary>
    internal long[] Moved { get; } = new long[CrashTables.Accounts];

    internal long Transfers { get; private set; }

    /// <summary>The operation after those that were done.</summary>
    internal CrashStep Next()
    {
        var number = Done + 1;
        var random = new Random(unchecked((((seed * 397) ^ Writer) * 1_000_003) ^ (int)number));
        var kind = random.Next(100) switch
        {
            < 28 => StepKind.Put,
            < 36 => StepKind.PutIfAbsent,
            < 46 => StepKind.Update,
            < 54 => StepKind.UpdateIfPresent,
            < 62 => StepKind.Delete,
            < 76 => StepKind.Transaction,
            < 84 => StepKind.Transfer,
            < 87 => StepKind.TransferInteractive,
            < 93 => StepKind.Interactive,
            < 95 => StepKind.RolledBack,
            _ => StepKind.Expiring,
        };
        var slots = Enumerable.Range(0, Slots).ToArray();
        random.Shuffle(slots);
        var count = kind is StepKind.Transaction or StepKind.Interactive or StepKind.RolledBack ? random.Next(2, 7) : 1;
        var changes = new List<SlotChange>(count);
        for (var i = 0; i < count; i++)
        {
            changes.Add(ChangeOf(slots[i], kind, number, random));
        }

        var existed = changes[0].Before is not null;
        var from = random.Next(CrashTables.Accounts);
        return new CrashStep(
            number, kind, changes, (kind == StepKind.PutIfAbsent && existed) || (kind == StepKind.UpdateIfPresent && !existed),
            kind is StepKind.Transaction or StepKind.Transfer && random.Next(2) == 0, from, (from + 1 + random.Next(CrashTables.Accounts - 1)) % CrashTables.Accounts,
            random.Next(1, 100));
    }

    internal void Apply(CrashStep step)
    {
        Done = step.Number;
        if (!step.Writes)
        {
            return;
        }

        foreach (var change in step.Changes)
        {
            if (change.After is { } after)
            {
                _items[change.Slot] = after;
            }
            else
            {
                _items.Remove(change.Slot);
            }

            if (change.Before is not null || change.After is not null)
            {
                History.Add((step.Number, change));
            }
        }

        if (step.Kind == StepKind.Expiring)
        {
            Expiring.Add(ExpiringKey(step));
        }

        if (step.IsTransfer)
        {
            Moved[step.From] -= step.Amount;
            Moved[step.To] += step.Amount;
            Transfers++;
        }
    }

    internal string ExpiringKey(CrashStep step) => $"{Partition}#{step.Number:D9}";

    internal Item KeyOf(int slot) => Item.Of(("pk", Partition), ("sk", slot));

    private SlotChange ChangeOf(int slot, StepKind kind, long number, Random random)
    {
        Item? before = _items.TryGetValue(slot, out var found) ? found : null;
        return kind switch
        {
            StepKind.Delete => new SlotChange(slot, before, null),
            StepKind.Update or StepKind.UpdateIfPresent => new SlotChange(slot, before, Updated(slot, before, number)),
            StepKind.Transaction or StepKind.Interactive or StepKind.RolledBack when random.Next(4) == 0 => new SlotChange(slot, before, null),
            _ => new SlotChange(slot, before, New(slot, number, random)),
        };
    }

    // Its number is in it: no two are equal.
    private Item New(int slot, long number, Random random)
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["pk"] = Partition,
            ["sk"] = slot,
            ["v"] = number,
            ["rank"] = random.Next(50),
            ["data"] = new string((char)('a' + random.Next(26)), random.Next(8) == 0 ? random.Next(6000) : random.Next(300)),
        };
        if (random.Next(3) > 0)
        {
            fields["g"] = $"g{random.Next(8)}";
        }

        if (random.Next(2) == 0)
        {
            fields["until"] = FarFuture + random.Next(1000);
        }

        return Item.From(fields);
    }

    // SET v = :n, g = :g ADD times :one REMOVE until
    private Item Updated(int slot, Item? before, long number)
    {
        var fields = new Dictionary<string, AttributeValue>((before ?? KeyOf(slot)).ToDictionary()) { ["v"] = number, ["g"] = GroupOf(number) };
        fields["times"] = fields.TryGetValue("times", out var times) && times.AsNumber().TryToInt64(out var count) ? count + 1 : 1;
        fields.Remove("until");
        return Item.From(fields);
    }

    internal static string GroupOf(long number) => $"g{number % 8}";
}
