// ScyllaDB's DynamoDB API (Alternator), and the contract of the seam: what it does differently stands in Differences.txt.
using Dyno.Aws.Tests;
using Dyno.ClientContract;

namespace EFCore.Dyno.ContainerTests;

public sealed class ScyllaDBFixture : EndpointFixture
{
    private static readonly Lazy<Task<ContainerServer>> Server = new(ContainerServer.ScyllaDBAsync);

    protected override async Task<Uri> StartAsync() => (await Server.Value).Endpoint;

    // The server is everybody's; the container goes with the process.
    protected override Task StopAsync() => Task.CompletedTask;
}

public sealed class ScyllaDBBatchExecuteStatementTests(ScyllaDBFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBBatchGetItemTests(ScyllaDBFixture fixture) : BatchGetItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBBatchWriteItemTests(ScyllaDBFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBCapacityTests(ScyllaDBFixture fixture) : CapacityTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBCreateTableTests(ScyllaDBFixture fixture) : CreateTableTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDeleteItemTests(ScyllaDBFixture fixture) : DeleteItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDeleteTableTests(ScyllaDBFixture fixture) : DeleteTableTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDescribeLimitsTests(ScyllaDBFixture fixture) : DescribeLimitsTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDescribeStreamTests(ScyllaDBFixture fixture) : DescribeStreamTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDescribeTableTests(ScyllaDBFixture fixture) : DescribeTableTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBDescribeTimeToLiveTests(ScyllaDBFixture fixture) : DescribeTimeToLiveTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBExecuteStatementReadTests(ScyllaDBFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBExecuteStatementWriteTests(ScyllaDBFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBExecuteTransactionTests(ScyllaDBFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBGetItemTests(ScyllaDBFixture fixture) : GetItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBGetRecordsTests(ScyllaDBFixture fixture) : GetRecordsTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBGetShardIteratorTests(ScyllaDBFixture fixture) : GetShardIteratorTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBItemCollectionTests(ScyllaDBFixture fixture) : ItemCollectionTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBListStreamsTests(ScyllaDBFixture fixture) : ListStreamsTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBListTablesTests(ScyllaDBFixture fixture) : ListTablesTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBListTagsOfResourceTests(ScyllaDBFixture fixture) : ListTagsOfResourceTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBModelTests(ScyllaDBFixture fixture) : ModelTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBMultiAttributeKeysTests(ScyllaDBFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBPutItemTests(ScyllaDBFixture fixture) : PutItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBQueryIndexTests(ScyllaDBFixture fixture) : QueryIndexTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBQueryTests(ScyllaDBFixture fixture) : QueryTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBScanTests(ScyllaDBFixture fixture) : ScanTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBTableArnTests(ScyllaDBFixture fixture) : TableArnTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBTagResourceTests(ScyllaDBFixture fixture) : TagResourceTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBTextKeyModelTests(ScyllaDBFixture fixture) : TextKeyModelTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBTransactGetItemsTests(ScyllaDBFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBTransactWriteItemsTests(ScyllaDBFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBUntagResourceTests(ScyllaDBFixture fixture) : UntagResourceTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBUpdateItemTests(ScyllaDBFixture fixture) : UpdateItemTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBUpdateTableTests(ScyllaDBFixture fixture) : UpdateTableTests(fixture), IClassFixture<ScyllaDBFixture>;

public sealed class ScyllaDBUpdateTimeToLiveTests(ScyllaDBFixture fixture) : UpdateTimeToLiveTests(fixture), IClassFixture<ScyllaDBFixture>;
