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

    /// <summary>Deletes a table and all its items. <see cref="ResourceNotFoundException"/> where there is none of that name.</summary>
    ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default);
}
