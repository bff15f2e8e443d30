// An open transaction keeps the contract of the seam: what is read and written within it answers as the engine does.
using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Transactions;

public sealed class TransactionBatchExecuteStatementTests(TransactionFixture fixture) : BatchExecuteStatementTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionBatchGetItemTests(TransactionFixture fixture) : BatchGetItemTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionBatchWriteItemTests(TransactionFixture fixture) : BatchWriteItemTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionCapacityTests(TransactionFixture fixture) : CapacityTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionDeleteItemTests(TransactionFixture fixture) : DeleteItemTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionExecuteStatementReadTests(TransactionFixture fixture) : ExecuteStatementReadTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionExecuteStatementWriteTests(TransactionFixture fixture) : ExecuteStatementWriteTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionExecuteTransactionTests(TransactionFixture fixture) : ExecuteTransactionTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionGetItemTests(TransactionFixture fixture) : GetItemTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionItemCollectionTests(TransactionFixture fixture) : ClientContract.ItemCollectionTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionMultiAttributeKeysTests(TransactionFixture fixture) : MultiAttributeKeysTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionModelTests(TransactionFixture fixture) : ModelTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionPutItemTests(TransactionFixture fixture) : PutItemTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionQueryIndexTests(TransactionFixture fixture) : QueryIndexTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionQueryTests(TransactionFixture fixture) : QueryTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionScanTests(TransactionFixture fixture) : ScanTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionTableArnTests(TransactionFixture fixture) : TableArnTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionTextKeyModelTests(TransactionFixture fixture) : TextKeyModelTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionTransactGetItemsTests(TransactionFixture fixture) : TransactGetItemsTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionTransactWriteItemsTests(TransactionFixture fixture) : TransactWriteItemsTests(fixture), IClassFixture<TransactionFixture>;

public sealed class TransactionUpdateItemTests(TransactionFixture fixture) : UpdateItemTests(fixture), IClassFixture<TransactionFixture>;
