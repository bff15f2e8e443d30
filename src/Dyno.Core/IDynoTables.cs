// The control plane of the seam: DynamoDB's table operations.

namespace Dyno;

/// <summary>DynamoDB's table operations.</summary>
public interface IDynoTables
{
    /// <summary>Creates a table. <see cref="ResourceInUseException"/> where one of that name exists.</summary>
    ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes a table. <see cref="ResourceNotFoundException"/> where there is none of that name.</summary>
    ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default);

    /// <summary>Lists table names in order, a page at a time.</summary>
    ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a table; its new throughput and indexes come into force while reads and writes go on. <see cref="ResourceInUseException"/> while it is being
    /// changed already, <see cref="LimitExceededException"/> where it was changed too often or a second index would be created or deleted at once.
    /// </summary>
    ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a table and all its items. <see cref="ResourceNotFoundException"/> where there is none of that name.</summary>
    ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default);

    /// <summary>Adds tags to a table. <see cref="ValidationException"/> where it would have more than 50.</summary>
    ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes tags from a table.</summary>
    ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the tags of a table.</summary>
    ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(ListTagsOfResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says how much throughput may be provisioned.</summary>
    ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Enables or disables the expiry of a table's items, and returns what was asked for. <see cref="ValidationException"/> where it is so already, where
    /// another attribute is enabled (disable that one first), or too soon after the last change.
    /// </summary>
    ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says whether a table's items expire. <see cref="ResourceNotFoundException"/> where there is none of that name.</summary>
    ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default);
}
