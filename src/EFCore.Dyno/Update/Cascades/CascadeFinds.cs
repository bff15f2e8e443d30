// What the queries of a cascade have found and not written: each dependent, and the actions that delete its item or empty its foreign key.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Update;

/// <param name="Map">Its type.</param>
/// <param name="Key">The key of its item.</param>
/// <param name="Item">What was read of it: the keys that its own dependents have, among others.</param>
/// <param name="Actions">What is written: first of the item itself, then of the sentinels of its unique values.</param>
internal sealed record FoundDependent(DynoEntityMap Map, Item Key, Item Item, IReadOnlyList<TransactWriteItem> Actions);

/// <summary>Of one context, between a query and the save that asked it.</summary>
internal sealed class CascadeFinds
{
    private List<FoundDependent> _found = [];

    public void Add(FoundDependent dependent) => _found.Add(dependent);

    public List<FoundDependent> Take()
    {
        var found = _found;
        _found = [];
        return found;
    }
}
