// How much an acknowledged commit survives, named after what can be lost.
namespace Dyno.Storage;

/// <summary>What a commit that was acknowledged can still lose. Every level keeps commits atomic and in order: what is lost is the newest.</summary>
public enum Durability
{
    /// <summary>Nothing: the log is synced to the device before a commit is acknowledged; one sync serves all commits that wait for it.</summary>
    LosesNothing = 0,

    /// <summary>The last commits when the machine loses power or its kernel stops; nothing when only the process dies (kill -9).</summary>
    LosesLastWritesOnPowerLoss = 1,

    /// <summary>Everything since the last <see cref="Store.Flush"/> or automatic flush when the process dies; nothing when the store is disposed.</summary>
    LosesUnflushedWritesOnCrash = 2,
}
