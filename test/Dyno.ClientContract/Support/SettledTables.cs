// Tables whose changes are over when the call returns, over a store where they take their time: the contract is about what tables do, not about how long they take
// to come and to go.
namespace Dyno.ClientContract;

public sealed class SettledTables(IDynoTables inner) : IDynoTables
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public async ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default)
    {
        await inner.CreateTableAsync(request, cancellationToken);
        return await UntilActiveAsync(request.TableName, cancellationToken);
    }

    public ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        inner.DescribeTableAsync(tableName, cancellationToken);

    public ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default) =>
        inner.ListTablesAsync(request, cancellationToken);

    public async ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default)
    {
        await inner.UpdateTableAsync(request, cancellationToken);
        return await UntilActiveAsync(request.TableName, cancellationToken);
    }

    public async ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        var deleted = await inner.DeleteTableAsync(tableName, cancellationToken);
        try
        {
            await UntilAsync(() => inner.DescribeTableAsync(tableName, cancellationToken), _ => false, cancellationToken);
        }
        catch (ResourceNotFoundException)
        {
            // It is gone.
        }

        return deleted;
    }

    public ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) => inner.TagResourceAsync(request, cancellationToken);

    public ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        inner.UntagResourceAsync(request, cancellationToken);

    public ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(ListTagsOfResourceRequest request, CancellationToken cancellationToken = default) =>
        inner.ListTagsOfResourceAsync(request, cancellationToken);

    public ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default) => inner.DescribeLimitsAsync(cancellationToken);

    public ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default) =>
        inner.UpdateTimeToLiveAsync(request, cancellationToken);

    public ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default) =>
        inner.DescribeTimeToLiveAsync(tableName, cancellationToken);

    private ValueTask<TableDescription> UntilActiveAsync(string tableName, CancellationToken cancellationToken) => UntilAsync(
        () => inner.DescribeTableAsync(tableName, cancellationToken),
        t => t.TableStatus == TableStatus.ACTIVE && t.GlobalSecondaryIndexes.All(i => i.IndexStatus == TableStatus.ACTIVE),
        cancellationToken);

    private static async ValueTask<TableDescription> UntilAsync(
        Func<ValueTask<TableDescription>> describe, Func<TableDescription, bool> settled, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + Longest;
        while (true)
        {
            var table = await describe();
            if (settled(table))
            {
                return table;
            }

            Assert.True(DateTime.UtcNow < end, $"The table {table.TableName} is {table.TableStatus} after {Longest.TotalSeconds} s.");
            await Task.Delay(20, cancellationToken);
        }
    }
}
