// One step of a table plan: what it asks of the store, and what it does in words.

using System.Runtime.CompilerServices;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Schema;

/// <summary>What a step of a <see cref="TablePlan"/> does.</summary>
public enum TableStepKind
{
    /// <summary>Creates a table with its indexes and settings.</summary>
    CreateTable,

    /// <summary>Adds a global secondary index and fills it with the items that are there, while reads and writes go on.</summary>
    AddIndex,

    /// <summary>Takes a global secondary index away, while reads and writes go on. Queries that use it fail from then on.</summary>
    DropIndex,

    /// <summary>Changes how the table is paid for, or its throughput or that of its indexes.</summary>
    ChangeThroughput,

    /// <summary>Enables or disables the expiry of items.</summary>
    ChangeTimeToLive,

    /// <summary>Enables or disables the stream. One that is disabled can be read for 24 hours more.</summary>
    ChangeStream,

    /// <summary>Changes class, deletion protection or encryption.</summary>
    ChangeSettings,

    /// <summary>Adds or changes tags.</summary>
    ChangeTags,

    /// <summary>Gives the entities that are there the sentinels of a unique index or alternate key that they were saved without, while reads and writes go on.</summary>
    KeepUniqueValues,

    /// <summary>Deletes the sentinels of a unique index or alternate key that the model does not have any more.</summary>
    ReleaseUniqueValues,
}

/// <summary>One step of a <see cref="TablePlan"/>.</summary>
public sealed class TableStep
{
    internal TableStep(string tableName, TableStepKind kind, string description, Func<StepStore, CancellationToken, ValueTask> execute)
    {
        TableName = tableName;
        Kind = kind;
        Description = description;
        Execute = execute;
    }

    /// <summary>The table.</summary>
    public string TableName { get; }

    /// <summary>What the step does.</summary>
    public TableStepKind Kind { get; }

    /// <summary>What the step does, in words.</summary>
    public string Description { get; }

    /// <summary>The step is carried out while the table serves reads and writes, as are all but the creation of a table.</summary>
    public bool IsOnline => Kind != TableStepKind.CreateTable;

    /// <summary>Something that an application may need is gone afterwards: an index, a stream, the expiry of items, the uniqueness of values.</summary>
    public bool IsDestructive { get; internal init; }

    internal Func<StepStore, CancellationToken, ValueTask> Execute { get; }

    /// <summary>The index that comes or goes, or null.</summary>
    internal string? IndexName { get; init; }

    /// <summary>The table that is created, or null.</summary>
    internal DynoTableModel? Created { get; init; }

    /// <summary>The table and the description.</summary>
    public override string ToString() => $"{TableName}: {Description}";
}

// What a step is carried out with. Report: how far it is, in words, for one that takes long by itself.
internal sealed record StepStore(IDynoTables Tables, IDynoClient Items, bool ShowsValues, Action<string> Report)
{
    /// <summary>The items of a table that meet a filter, with a report of each page that was read.</summary>
    public async IAsyncEnumerable<Item> ScanAsync(DynoTableModel table, ConditionNode filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest { TableName = table.Name, ConsistentRead = true, FilterExpression = new ConditionExpression(filter) };
        Item? start = null;
        long read = 0;
        do
        {
            var page = await Items.ScanAsync(request with { ExclusiveStartKey = start }, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            read += page.ScannedCount;
            start = page.LastEvaluatedKey;
            Report(Messages.ItemsRead(read));
        }
        while (start is not null);
    }
}
