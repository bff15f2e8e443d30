// dynalite and the contract of the seam: every class of test/Dyno.ClientContract runs against it, and what it does differently stands in Differences.txt.
using Dyno.ClientContract;

namespace Dyno.Dynalite.Tests;

public sealed class DynaliteBatchExecuteStatementTests(DynaliteFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteBatchGetItemTests(DynaliteFixture fixture) : BatchGetItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteBatchWriteItemTests(DynaliteFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteCapacityTests(DynaliteFixture fixture) : CapacityTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteCreateTableTests(DynaliteFixture fixture) : CreateTableTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDeleteItemTests(DynaliteFixture fixture) : DeleteItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDeleteTableTests(DynaliteFixture fixture) : DeleteTableTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDescribeLimitsTests(DynaliteFixture fixture) : DescribeLimitsTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDescribeStreamTests(DynaliteFixture fixture) : DescribeStreamTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDescribeTableTests(DynaliteFixture fixture) : DescribeTableTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteDescribeTimeToLiveTests(DynaliteFixture fixture) : DescribeTimeToLiveTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteExecuteStatementReadTests(DynaliteFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteExecuteStatementWriteTests(DynaliteFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteExecuteTransactionTests(DynaliteFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteGetItemTests(DynaliteFixture fixture) : GetItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteGetRecordsTests(DynaliteFixture fixture) : GetRecordsTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteGetShardIteratorTests(DynaliteFixture fixture) : GetShardIteratorTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteItemCollectionTests(DynaliteFixture fixture) : ItemCollectionTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteListStreamsTests(DynaliteFixture fixture) : ListStreamsTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteListTablesTests(DynaliteFixture fixture) : ListTablesTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteListTagsOfResourceTests(DynaliteFixture fixture) : ListTagsOfResourceTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteModelTests(DynaliteFixture fixture) : ModelTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteMultiAttributeKeysTests(DynaliteFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynalitePutItemTests(DynaliteFixture fixture) : PutItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteQueryIndexTests(DynaliteFixture fixture) : QueryIndexTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteQueryTests(DynaliteFixture fixture) : QueryTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteScanTests(DynaliteFixture fixture) : ScanTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteTableArnTests(DynaliteFixture fixture) : TableArnTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteTagResourceTests(DynaliteFixture fixture) : TagResourceTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteTextKeyModelTests(DynaliteFixture fixture) : TextKeyModelTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteTransactGetItemsTests(DynaliteFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteTransactWriteItemsTests(DynaliteFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteUntagResourceTests(DynaliteFixture fixture) : UntagResourceTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteUpdateItemTests(DynaliteFixture fixture) : UpdateItemTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteUpdateTableTests(DynaliteFixture fixture) : UpdateTableTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteUpdateTimeToLiveTests(DynaliteFixture fixture) : UpdateTimeToLiveTests(fixture), IClassFixture<DynaliteFixture>;

public sealed class DynaliteCoverageTests
{
    [Fact]
    public void Every_class_of_the_contract_is_run() => Assert.Empty(ContractCoverage.ClassesNotDerivedIn(typeof(DynaliteCoverageTests).Assembly));
}
