// What a table is going through: CREATING, UPDATING or DELETING, as DynamoDB takes its time for it. Here what was asked for is done when the call returns;
// only what is said of the table changes later, by the engine's clock. Nobody has to wake up for that: whoever looks compares the times.
namespace Dyno.Engine;

// Before: the table as it was, which an UPDATING table still shows.
internal sealed record Transition(TableStatus Status, DateTimeOffset Begin, DateTimeOffset End, TableState? Before = null)
{
    // DynamoDB notes a change of throughput when it was asked for and again, later, when it is in force.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public bool IsOver(DateTimeOffset now) => now >= End;

    // When a change that is asked for now is noted to be in force.
    public static DateTimeOffset InForce(DateTimeOffset now, TimeSpan transition) => transition == TimeSpan.Zero
        ? now
        : now + (transition < Shortest ? Shortest : transition);
}
