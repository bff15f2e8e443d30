// One operation of a writer: what it does is a function of seed, writer, number and the writer's items before it, so that whoever knows how many were done
// knows what the database holds.
namespace Dyno.Reliability.Crash;

internal enum StepKind
{
    Put,
    PutIfAbsent,
    Update,
    UpdateIfPresent,
    Delete,
    Transaction,
    Transfer,
    TransferInteractive,
    Interactive,
    RolledBack,
    Expiring,
}

internal readonly record struct SlotChange(int Slot, Item? Before, Item? After);

/// <param name="Number">From 1.</param>
/// <param name="Kind">How it is done.</param>
/// <param name="Changes">What is asked for, in the order of the actions; with <see cref="StepKind.RolledBack"/> what is undone.</param>
/// <param name="IsRefused">Whether its condition cannot hold.</param>
/// <param name="HasToken">Whether it may be repeated.</param>
/// <param name="From">With transfers: the account that pays.</param>
/// <param name="To">The account that is paid.</param>
/// <param name="Amount">How much.</param>
internal sealed record CrashStep(
    long Number, StepKind Kind, IReadOnlyList<SlotChange> Changes, bool IsRefused, bool HasToken, int From, int To, int Amount)
{
    internal bool IsTransfer => Kind is StepKind.Transfer or StepKind.TransferInteractive;

    internal bool Writes => !IsRefused && Kind != StepKind.RolledBack;
}
