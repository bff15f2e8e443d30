// Which owned values of an item changed: the navigations on the way to each changed entry, and the entries that were deleted.

using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class OwnedChanges
{
    private readonly HashSet<(object Owner, INavigation Navigation)> _touched = [];
    private Dictionary<(object Owner, INavigation Navigation), List<InternalEntityEntry>>? _deleted;

    /// <summary>The changed entries themselves.</summary>
    public List<IUpdateEntry> Entries { get; } = [];

    public void Add(IUpdateEntry entry)
    {
        Entries.Add(entry);
        var current = (InternalEntityEntry)entry;
        while (current.EntityType.IsOwned())
        {
            var owner = Owners.OwnerOf(current, out var navigation)!;
            _touched.Add((owner, navigation));
            if (ReferenceEquals(current, entry) && entry.EntityState == EntityState.Deleted)
            {
                _deleted ??= [];
                if (!_deleted.TryGetValue((owner, navigation), out var entries))
                {
                    _deleted.Add((owner, navigation), entries = []);
                }

                entries.Add(current);
            }

            current = owner;
        }
    }

    public bool IsTouched(IUpdateEntry owner, INavigation navigation) => _touched.Contains((owner, navigation));

    public IReadOnlyList<InternalEntityEntry> DeletedFrom(IUpdateEntry owner, INavigation navigation) =>
        _deleted?.GetValueOrDefault((owner, navigation)) ?? [];

    /// <summary>Whether an element, or something in it, changed.</summary>
    public bool IsChanged(InternalEntityEntry element)
    {
        if (element.EntityState != EntityState.Unchanged)
        {
            return true;
        }

        foreach (var (owner, _) in _touched)
        {
            if (ReferenceEquals(owner, element))
            {
                return true;
            }
        }

        return false;
    }
}
