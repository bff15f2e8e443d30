// What a check of a database tells: how far it is, what it read and what is wrong.
namespace Dyno.Engine;

/// <summary>What a fault of a database is in.</summary>
public enum CheckedThing
{
    /// <summary>The files: a block or log could not be read or its checksum does not hold.</summary>
    Files,

    /// <summary>What is kept of tables, streams, scaling and client request tokens.</summary>
    Catalog,

    /// <summary>An item.</summary>
    Item,

    /// <summary>An entry of a secondary index.</summary>
    IndexEntry,

    /// <summary>How many items or entries there are, or how large they are together.</summary>
    Counter,

    /// <summary>The size of an item collection.</summary>
    ItemCollection,

    /// <summary>When an item expires.</summary>
    Expiry,

    /// <summary>A record of the journal that streams are read from.</summary>
    Journal,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Thing">What it is in.</param>
/// <param name="Table">The table's name; null where it belongs to none.</param>
/// <param name="Index">The index's name; null where it is not in one.</param>
/// <param name="Key">The item's key in DynamoDB's JSON; null where it is not about one item.</param>
/// <param name="Text">What is wrong, as a sentence without its end.</param>
public sealed record CheckFault(CheckedThing Thing, string? Table, string? Index, string? Key, string Text)
{
    /// <summary>Where and what, on one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Concat(
        Table is null ? "" : $"table {Table}, ", Index is null ? "" : $"index {Index}, ", Key is null ? "" : $"key {Key}, ", $"{Thing}: {Text}");
}

/// <summary>How far a check is.</summary>
/// <param name="Rows">How many rows were read, of all kinds.</param>
/// <param name="TotalRows">About how many there are.</param>
public sealed record CheckProgress(long Rows, long TotalRows);

/// <summary>What a check found.</summary>
/// <param name="Tables">How many tables there are.</param>
/// <param name="Items">How many items.</param>
/// <param name="IndexEntries">How many entries in indexes.</param>
/// <param name="JournalRecords">How many records in the journal.</param>
/// <param name="FaultCount">How many faults, those among them that are not listed.</param>
/// <param name="Faults">The first faults, at most <see cref="DatabaseCheck.ListedFaults"/>; empty when the database is whole.</param>
public sealed record CheckReport(long Tables, long Items, long IndexEntries, long JournalRecords, long FaultCount, IReadOnlyList<CheckFault> Faults);
