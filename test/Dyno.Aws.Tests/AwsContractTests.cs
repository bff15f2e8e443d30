// The AWS SDK against the server keeps the contract of the seam: every class of test/Dyno.ClientContract runs through both.
using Dyno.ClientContract;

namespace Dyno.Aws.Tests;

public sealed class AwsBatchExecuteStatementTests(AwsFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsBatchGetItemTests(AwsFixture fixture) : BatchGetItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsBatchWriteItemTests(AwsFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsCapacityTests(AwsFixture fixture) : CapacityTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsCreateTableTests(AwsFixture fixture) : CreateTableTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDeleteItemTests(AwsFixture fixture) : DeleteItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDeleteTableTests(AwsFixture fixture) : DeleteTableTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDescribeLimitsTests(AwsFixture fixture) : DescribeLimitsTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDescribeStreamTests(AwsFixture fixture) : DescribeStreamTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDescribeTableTests(AwsFixture fixture) : DescribeTableTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsDescribeTimeToLiveTests(AwsFixture fixture) : DescribeTimeToLiveTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsExecuteStatementReadTests(AwsFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsExecuteStatementWriteTests(AwsFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsExecuteTransactionTests(AwsFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsGetItemTests(AwsFixture fixture) : GetItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsGetRecordsTests(AwsFixture fixture) : GetRecordsTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsGetShardIteratorTests(AwsFixture fixture) : GetShardIteratorTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsItemCollectionTests(AwsFixture fixture) : ItemCollectionTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsListStreamsTests(AwsFixture fixture) : ListStreamsTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsListTablesTests(AwsFixture fixture) : ListTablesTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsListTagsOfResourceTests(AwsFixture fixture) : ListTagsOfResourceTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsModelTests(AwsFixture fixture) : ModelTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsMultiAttributeKeysTests(AwsFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsPutItemTests(AwsFixture fixture) : PutItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsQueryIndexTests(AwsFixture fixture) : QueryIndexTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsQueryTests(AwsFixture fixture) : QueryTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsScanTests(AwsFixture fixture) : ScanTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsTableArnTests(AwsFixture fixture) : TableArnTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsTagResourceTests(AwsFixture fixture) : TagResourceTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsTextKeyModelTests(AwsFixture fixture) : TextKeyModelTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsTransactGetItemsTests(AwsFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsTransactWriteItemsTests(AwsFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsUntagResourceTests(AwsFixture fixture) : UntagResourceTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsUpdateItemTests(AwsFixture fixture) : UpdateItemTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsUpdateTableTests(AwsFixture fixture) : UpdateTableTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsUpdateTimeToLiveTests(AwsFixture fixture) : UpdateTimeToLiveTests(fixture), IClassFixture<AwsFixture>;

public sealed class AwsCoverageTests
{
    [Fact]
    public void Every_class_of_the_contract_is_run() => Assert.Empty(ContractCoverage.ClassesNotDerivedIn(typeof(AwsCoverageTests).Assembly));
}
