// The engine keeps the contract of the seam: every class of test/Dyno.ClientContract runs against it.
using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Contract;

public sealed class EngineBatchExecuteStatementTests(EngineFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineBatchGetItemTests(EngineFixture fixture) : BatchGetItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineBatchWriteItemTests(EngineFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineCapacityTests(EngineFixture fixture) : CapacityTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineCreateTableTests(EngineFixture fixture) : CreateTableTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDeleteItemTests(EngineFixture fixture) : DeleteItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDeleteTableTests(EngineFixture fixture) : DeleteTableTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDescribeLimitsTests(EngineFixture fixture) : DescribeLimitsTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDescribeStreamTests(EngineFixture fixture) : DescribeStreamTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDescribeTableTests(EngineFixture fixture) : DescribeTableTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDescribeTimeToLiveTests(EngineFixture fixture) : DescribeTimeToLiveTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineExecuteStatementReadTests(EngineFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineExecuteStatementWriteTests(EngineFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineExecuteTransactionTests(EngineFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineGetItemTests(EngineFixture fixture) : GetItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineGetRecordsTests(EngineFixture fixture) : GetRecordsTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineGetShardIteratorTests(EngineFixture fixture) : GetShardIteratorTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineItemCollectionTests(EngineFixture fixture) : ClientContract.ItemCollectionTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineListStreamsTests(EngineFixture fixture) : ListStreamsTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineListTablesTests(EngineFixture fixture) : ListTablesTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineListTagsOfResourceTests(EngineFixture fixture) : ListTagsOfResourceTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineModelTests(EngineFixture fixture) : ModelTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineMultiAttributeKeysTests(EngineFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<EngineFixture>;

public sealed class EnginePutItemTests(EngineFixture fixture) : PutItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineQueryIndexTests(EngineFixture fixture) : QueryIndexTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineQueryTests(EngineFixture fixture) : QueryTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineScanTests(EngineFixture fixture) : ScanTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTableArnTests(EngineFixture fixture) : TableArnTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTagResourceTests(EngineFixture fixture) : TagResourceTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTextKeyModelTests(EngineFixture fixture) : TextKeyModelTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTransactGetItemsTests(EngineFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTransactWriteItemsTests(EngineFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineUntagResourceTests(EngineFixture fixture) : UntagResourceTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineUpdateItemTests(EngineFixture fixture) : UpdateItemTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineUpdateTableTests(EngineFixture fixture) : UpdateTableTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineUpdateTimeToLiveTests(EngineFixture fixture) : UpdateTimeToLiveTests(fixture), IClassFixture<EngineFixture>;

public sealed class EngineCoverageTests
{
    [Fact]
    public void Every_class_of_the_contract_is_run() => Assert.Empty(ContractCoverage.ClassesNotDerivedIn(typeof(EngineCoverageTests).Assembly));

    [Fact]
    public void Every_operation_of_the_seam_has_a_class() => Assert.Empty(ContractCoverage.OperationsWithoutClass());
}
