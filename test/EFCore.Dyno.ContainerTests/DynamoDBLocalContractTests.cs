// DynamoDB Local, which Amazon makes for tests, and the contract of the seam: what it does differently stands in Differences.txt.
using Dyno.Aws.Tests;
using Dyno.ClientContract;

namespace EFCore.Dyno.ContainerTests;

public sealed class DynamoDBLocalFixture : EndpointFixture
{
    private static readonly Lazy<Task<ContainerServer>> Server = new(ContainerServer.DynamoDBLocalAsync);

    protected override async Task<Uri> StartAsync() => (await Server.Value).Endpoint;

    // The server is everybody's; the container goes with the process.
    protected override Task StopAsync() => Task.CompletedTask;
}

public sealed class DynamoDBLocalBatchExecuteStatementTests(DynamoDBLocalFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalBatchGetItemTests(DynamoDBLocalFixture fixture) : BatchGetItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalBatchWriteItemTests(DynamoDBLocalFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalCapacityTests(DynamoDBLocalFixture fixture) : CapacityTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalCreateTableTests(DynamoDBLocalFixture fixture) : CreateTableTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDeleteItemTests(DynamoDBLocalFixture fixture) : DeleteItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDeleteTableTests(DynamoDBLocalFixture fixture) : DeleteTableTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDescribeLimitsTests(DynamoDBLocalFixture fixture) : DescribeLimitsTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDescribeStreamTests(DynamoDBLocalFixture fixture) : DescribeStreamTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDescribeTableTests(DynamoDBLocalFixture fixture) : DescribeTableTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalDescribeTimeToLiveTests(DynamoDBLocalFixture fixture) : DescribeTimeToLiveTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalExecuteStatementReadTests(DynamoDBLocalFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalExecuteStatementWriteTests(DynamoDBLocalFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalExecuteTransactionTests(DynamoDBLocalFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalGetItemTests(DynamoDBLocalFixture fixture) : GetItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalGetRecordsTests(DynamoDBLocalFixture fixture) : GetRecordsTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalGetShardIteratorTests(DynamoDBLocalFixture fixture) : GetShardIteratorTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalItemCollectionTests(DynamoDBLocalFixture fixture) : ItemCollectionTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalListStreamsTests(DynamoDBLocalFixture fixture) : ListStreamsTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalListTablesTests(DynamoDBLocalFixture fixture) : ListTablesTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalListTagsOfResourceTests(DynamoDBLocalFixture fixture) : ListTagsOfResourceTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalModelTests(DynamoDBLocalFixture fixture) : ModelTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalMultiAttributeKeysTests(DynamoDBLocalFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalPutItemTests(DynamoDBLocalFixture fixture) : PutItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalQueryIndexTests(DynamoDBLocalFixture fixture) : QueryIndexTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalQueryTests(DynamoDBLocalFixture fixture) : QueryTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalScanTests(DynamoDBLocalFixture fixture) : ScanTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalTableArnTests(DynamoDBLocalFixture fixture) : TableArnTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalTagResourceTests(DynamoDBLocalFixture fixture) : TagResourceTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalTextKeyModelTests(DynamoDBLocalFixture fixture) : TextKeyModelTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalTransactGetItemsTests(DynamoDBLocalFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalTransactWriteItemsTests(DynamoDBLocalFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalUntagResourceTests(DynamoDBLocalFixture fixture) : UntagResourceTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalUpdateItemTests(DynamoDBLocalFixture fixture) : UpdateItemTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalUpdateTableTests(DynamoDBLocalFixture fixture) : UpdateTableTests(fixture), IClassFixture<DynamoDBLocalFixture>;

public sealed class DynamoDBLocalUpdateTimeToLiveTests(DynamoDBLocalFixture fixture) : UpdateTimeToLiveTests(fixture), IClassFixture<DynamoDBLocalFixture>;
