// What an application asked of single entries for their next save: to be written whatever stands there, or numbers to be added to.
// Marks hang on the entries and die with them; a save takes them away.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class EntryMarks
{
    private static readonly ConditionalWeakTable<InternalEntityEntry, EntryMarks> ByEntry = [];

    // Most applications mark nothing, and then saving looks for nothing.
    private static volatile bool s_any;

    /// <summary>An added entry replaces the item that stands at its key, if there is one.</summary>
    public bool IsUpsert { get; set; }

    /// <summary>The entry is only to be found unchanged.</summary>
    public bool IsCheck { get; set; }

    /// <summary>What to add to numbers, with the value that the property had when it was asked for.</summary>
    public Dictionary<IProperty, (object? Result, EncodedValue Increment)> Increments { get; } = [];

    /// <summary>The numbers that were added to are read back, and what is computed elsewhere.</summary>
    public List<DynoPropertyMap> ReadBack(EntityWrites writes) =>
        [.. writes.ComputedElsewhere ?? [], .. Increments.Keys.Select(p => writes.Map.Find(p)!)];

    public static EntryMarks Of(InternalEntityEntry entry)
    {
        s_any = true;
        return ByEntry.GetValue(entry, static _ => new EntryMarks());
    }

    public static EntryMarks? Find(IUpdateEntry entry) =>
        s_any && ByEntry.TryGetValue((InternalEntityEntry)entry, out var marks) ? marks : null;

    /// <summary>What to add to a number; null where nothing was asked for, or where the property was set to something else since.</summary>
    public static EncodedValue? FindIncrement(IUpdateEntry entry, IProperty property) =>
        Find(entry) is { } marks
        && marks.Increments.TryGetValue(property, out var mark)
        && Equals(mark.Result, entry.GetCurrentValue(property))
            ? mark.Increment
            : default(EncodedValue?);

    /// <summary>The entries were saved.</summary>
    public static void Clear(IList<IUpdateEntry> entries)
    {
        if (!s_any)
        {
            return;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            ByEntry.Remove((InternalEntityEntry)entries[i]);
        }
    }
}
