// DynamoDB's limits, each with the page it comes from or the reason it stands here.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html and Constraints.html

namespace Dyno;

/// <summary>DynamoDB's limits. Sizes are in bytes as DynamoDB counts them, not as they are stored.</summary>
public static class Limits
{
    /// <summary>The largest item, names and values together: 400 KB.</summary>
    public const int ItemSizeBytes = 400 * 1024;

    /// <summary>The most a Query or Scan reads before it returns a page: 1 MB, counted before filters.</summary>
    public const int PageSizeBytes = 1024 * 1024;

    /// <summary>One read capacity unit covers this many bytes read strongly, twice as many read eventually.</summary>
    public const int ReadUnitBytes = 4 * 1024;

    /// <summary>One write capacity unit covers this many bytes.</summary>
    public const int WriteUnitBytes = 1024;

    /// <summary>The longest partition key value.</summary>
    public const int PartitionKeyBytes = 2048;

    /// <summary>The longest sort key value.</summary>
    public const int SortKeyBytes = 1024;

    /// <summary>The most keys in one BatchGetItem.</summary>
    public const int BatchGetKeys = 100;

    /// <summary>The most a BatchGetItem returns: 16 MB; the rest comes back as unprocessed keys.</summary>
    public const int BatchGetBytes = 16 * 1024 * 1024;

    /// <summary>
    /// The most a BatchGetItem returns of one partition: the item that reaches 1 MB still belongs to it. A table that has not grown beyond 10 GB is one partition.
    /// </summary>
    public const int BatchGetPartitionBytes = PageSizeBytes + ItemSizeBytes - 3;

    /// <summary>The most requests in one BatchWriteItem.</summary>
    public const int BatchWriteRequests = 25;

    /// <summary>The most actions in one transaction on DynamoDB.</summary>
    public const int TransactionActions = 100;

    /// <summary>The most bytes that one transaction touches: 4 MB.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>The most attributes in each part of a global index's key: partition keys, and sort keys. One in a table's key or a local index's.</summary>
    public const int IndexKeyAttributes = 4;

    /// <summary>The most global secondary indexes of a table (the default quota).</summary>
    public const int GlobalSecondaryIndexes = 20;

    /// <summary>The most local secondary indexes of a table.</summary>
    public const int LocalSecondaryIndexes = 5;

    /// <summary>The largest item collection of a table with local secondary indexes: 10 GB.</summary>
    public const long ItemCollectionBytes = 10L * 1024 * 1024 * 1024;

    /// <summary>The most projected non-key attributes, summed over all indexes of a table.</summary>
    public const int ProjectedAttributes = 100;

    /// <summary>The deepest nesting of lists and maps.</summary>
    public const int NestingDepth = 32;

    /// <summary>The longest expression, in bytes of UTF-8.</summary>
    public const int ExpressionBytes = 4096;

    /// <summary>The most operators and functions in an update, condition or filter expression.</summary>
    public const int ExpressionOperators = 300;

    /// <summary>The most operands of IN.</summary>
    public const int InOperands = 100;

    /// <summary>The longest PartiQL statement, in characters.</summary>
    public const int StatementLength = 8192;

    /// <summary>The most statements in one BatchExecuteStatement.</summary>
    public const int BatchStatements = 25;

    /// <summary>The most partition key values that one PartiQL SELECT names.</summary>
    public const int StatementPartitionKeys = 50;

    /// <summary>The most segments of a parallel scan.</summary>
    public const int ScanSegments = 1_000_000;

    /// <summary>The shortest table or index name.</summary>
    public const int NameMinLength = 3;

    /// <summary>The longest table or index name.</summary>
    public const int NameMaxLength = 255;

    /// <summary>The longest name of a key attribute.</summary>
    public const int KeyAttributeNameBytes = 255;

    /// <summary>The longest name of any attribute.</summary>
    public const int AttributeNameBytes = 64 * 1024 - 1;

    /// <summary>The most tags of a table.</summary>
    public const int Tags = 50;

    /// <summary>The longest name of a tag, in characters.</summary>
    public const int TagKeyLength = 128;

    /// <summary>The longest value of a tag, in characters.</summary>
    public const int TagValueLength = 256;

    /// <summary>The most tables of an account (the default quota).</summary>
    public const int Tables = 2500;

    /// <summary>How long the records of a stream are kept.</summary>
    public static readonly TimeSpan StreamRetention = TimeSpan.FromHours(24);

    /// <summary>How long a shard iterator can be used.</summary>
    public static readonly TimeSpan ShardIteratorLifetime = TimeSpan.FromMinutes(15);

    /// <summary>The most records that GetRecords returns, and its default.</summary>
    public const int GetRecordsPage = 1000;

    /// <summary>The most streams or shards that ListStreams and DescribeStream return at once, and their default.</summary>
    public const int StreamsPage = 100;

    /// <summary>The longest name of an attribute with a time of expiry, in characters.</summary>
    public const int TimeToLiveAttributeLength = 255;

    /// <summary>Items that expired longer ago than this are not deleted: five years, as it is more likely a mistake than meant.</summary>
    public static readonly TimeSpan TimeToLiveOldest = TimeSpan.FromDays(5 * 365);

    /// <summary>The most table names ListTables returns at once, and its default.</summary>
    public const int ListTablesPage = 100;
}
