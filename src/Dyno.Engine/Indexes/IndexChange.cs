// What a write does to one index: an entry goes, comes, or is replaced.
namespace Dyno.Engine.Indexes;

internal sealed record IndexChange(IndexState Index, byte[]? RemovedKey, byte[]? Key, Item Entry, bool HadEntry, int BeforeSize, int AfterSize)
{
    public bool HasEntry => !Entry.IsDefault;

    // The entry moved: DynamoDB counts that as a delete and a put.
    public bool KeyChanged => RemovedKey is not null && Key is not null;

    public int CountDelta => (HasEntry ? 1 : 0) - (HadEntry ? 1 : 0);

    public override string ToString() =>
        (RemovedKey is null ? "" : $"remove {Index.Name} {Convert.ToHexString(RemovedKey)} ") + (Key is null ? "" : $"put {Index.Name} {Entry.ToJson()}");
}
