// The contract, kept by the embedded engine.

using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Contract;

public class EngineTableTests(EngineFixture fixture) : ClientContract.TableTests(fixture), IClassFixture<EngineFixture>;

public class EnginePutItemTests(EngineFixture fixture) : PutItemTests(fixture), IClassFixture<EngineFixture>;

public class EngineUpdateItemTests(EngineFixture fixture) : UpdateItemTests(fixture), IClassFixture<EngineFixture>;

public class EngineQueryTests(EngineFixture fixture) : QueryTests(fixture), IClassFixture<EngineFixture>;

public class EngineTransactionTests(EngineFixture fixture) : ClientContract.TransactionTests(fixture), IClassFixture<EngineFixture>;

public class EngineCapacityTests(EngineFixture fixture) : CapacityTests(fixture), IClassFixture<EngineFixture>;

public class EngineModelTests(EngineFixture fixture) : ModelTests(fixture), IClassFixture<EngineFixture>;
