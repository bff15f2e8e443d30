// The engine keeps the contract of the seam: every class of test/Dyno.ClientContract runs against it.
using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Contract;

public sealed class EngineTables(EngineFixture fixture) : TablesContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineGetItem(EngineFixture fixture) : GetItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EnginePutItem(EngineFixture fixture) : PutItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineUpdateItem(EngineFixture fixture) : UpdateItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineDeleteItem(EngineFixture fixture) : DeleteItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineQuery(EngineFixture fixture) : QueryContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineQueryIndex(EngineFixture fixture) : QueryIndexContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineScan(EngineFixture fixture) : ScanContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineBatchGetItem(EngineFixture fixture) : BatchGetItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineBatchWriteItem(EngineFixture fixture) : BatchWriteItemContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTransactGetItems(EngineFixture fixture) : TransactGetItemsContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineTransactWriteItems(EngineFixture fixture) : TransactWriteItemsContract(fixture), IClassFixture<EngineFixture>;

public sealed class EngineModel(EngineFixture fixture) : ModelContract(fixture), IClassFixture<EngineFixture>;
