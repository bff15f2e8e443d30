// Tables take time to come and to go, except in the embedded engine: waiting until one takes requests, or is gone.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html

namespace EFCore.Dyno.Storage;

internal static class TableWaits
{
    private const int FirstDelayMilliseconds = 20;
    private const int LongestDelayMilliseconds = 2000;

    // DescribeTable may not see a table yet that was created a moment ago.
    private const int LooksForNewTable = 10;

    /// <summary>Waits while the table is created.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such table, after several looks.</exception>
    public static async ValueTask UntilActiveAsync(IDynoTables tables, string tableName, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                if ((await tables.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false)).TableStatus != TableStatus.CREATING)
                {
                    return;
                }
            }
            catch (ResourceNotFoundException) when (look < LooksForNewTable)
            {
            }

            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the table and all its indexes take requests and changes; tells what it sees of an index that is being filled.</summary>
    public static async ValueTask UntilReadyAsync(IDynoTables tables, string tableName, Action<string> waiting, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                var table = await tables.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false);
                var busy = table.GlobalSecondaryIndexes.FirstOrDefault(i => i.IndexStatus != TableStatus.ACTIVE);
                if (busy is null && table.TableStatus == TableStatus.ACTIVE)
                {
                    return;
                }

                waiting(busy is { IndexStatus: TableStatus.CREATING } ? Messages.IndexFilling(busy.IndexName, busy.ItemCount) : "");
            }
            catch (ResourceNotFoundException) when (look < LooksForNewTable)
            {
            }

            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits while the table is deleted; false where it is not being deleted.</summary>
    public static async ValueTask<bool> UntilGoneAsync(IDynoTables tables, string tableName, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                if ((await tables.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false)).TableStatus != TableStatus.DELETING)
                {
                    return false;
                }
            }
            catch (ResourceNotFoundException)
            {
                return true;
            }

            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task PauseAsync(int look, CancellationToken cancellationToken) =>
        Task.Delay(Math.Min(LongestDelayMilliseconds, FirstDelayMilliseconds << Math.Min(look - 1, 7)), cancellationToken);
}
