// CreateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
namespace Dyno.ClientContract;

public abstract class CreateTableTests(ContractFixture fixture) : ContractTests(fixture)
{
    private const string Invalid = "One or more parameter values were invalid: ";

    [Fact]
    public async Task Tables_with_one_name_exist_once()
    {
        var request = NewTable();
        await Tables.CreateTableAsync(request);
        await RefusedAsync<ResourceInUseException, TableDescription>($"Table already exists: {request.TableName}", () => Tables.CreateTableAsync(request));
    }

    [Fact]
    public async Task Bad_schemas_are_refused_and_create_nothing()
    {
        var request = NewTable(AttributeType.N);
        await Refused(
            Invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
            request with { AttributeDefinitions = [.. request.AttributeDefinitions, new("more", AttributeType.S)] });
        await Refused(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
            request with { KeySchema = [new("pk", KeyType.HASH), new("pk", KeyType.RANGE)] });
        await Refused(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type", request with { KeySchema = [new("pk", KeyType.RANGE)] });
        await Refused(
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
            request with { KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.HASH)] });
        await Refused(
            Invalid + "Duplicate index name: glo",
            request with { GlobalSecondaryIndexes = [Global("glo", "sk"), Global("glo", "pk")] });
        await Refused(
            Invalid + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
            NewTable() with { AttributeDefinitions = [new("pk", AttributeType.S), new("lk", AttributeType.S)], LocalSecondaryIndexes = [Local("loc", "lk")] });
        await Refused(
            Invalid + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            request with { GlobalSecondaryIndexes = [Global("glo", "sk", projection: Projection.Include())] });

        async Task Refused(string message, CreateTableRequest bad)
        {
            await InvalidAsync(message, () => Tables.CreateTableAsync(bad));
            Assert.DoesNotContain(bad.TableName, await AllNamesAsync());
        }
    }

    public static TheoryData<string, Func<CreateTableRequest, CreateTableRequest>> Mistakes => new()
    {
        { "a name that is too short", r => r with { TableName = "ab" } },
        { "a name with a space", r => r with { TableName = "a b c" } },
        { "no key", r => r with { KeySchema = [] } },
        { "two partition keys", r => r with { KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.HASH)] } },
        { "a key that is not defined", r => r with { KeySchema = [new("pk", KeyType.HASH), new("other", KeyType.RANGE)] } },
        { "a definition that no key uses", r => r with { AttributeDefinitions = [.. r.AttributeDefinitions, new("other", AttributeType.S)] } },
        { "a key of a type that has no order", r => r with { AttributeDefinitions = [new("pk", AttributeType.BOOL), new("sk", AttributeType.S)] } },
        { "throughput on demand", r => r with { ProvisionedThroughput = new(1, 1) } },
        { "provisioned without throughput", r => r with { BillingMode = BillingMode.PROVISIONED } },
        { "two indexes of one name", r => r with { GlobalSecondaryIndexes = [Global("Index", "sk"), Global("Index", "sk")] } },
        { "too many local indexes", r => r with { LocalSecondaryIndexes = [.. Enumerable.Range(0, 6).Select(i => Local($"Index{i}", "sk"))] } },
        { "too many global indexes", r => r with { GlobalSecondaryIndexes = [.. Enumerable.Range(0, 21).Select(i => Global($"Index{i}", "sk"))] } },
        { "a local index without a sort key", r => r with { LocalSecondaryIndexes = [new() { IndexName = "Index", KeySchema = [new("pk", KeyType.HASH)] }] } },
        {
            "a local index with another partition key",
            r => r with { LocalSecondaryIndexes = [new() { IndexName = "Index", KeySchema = [new("sk", KeyType.HASH), new("pk", KeyType.RANGE)] }] }
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_table_that_cannot_be_is_refused(string mistake, Func<CreateTableRequest, CreateTableRequest> change)
    {
        var request = change(new CreateTableRequest
        {
            TableName = NewName(),
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        var error = await Assert.ThrowsAnyAsync<DynoException>(async () => await Tables.CreateTableAsync(request));
        Assert.True(error is ValidationException or LimitExceededException, $"{mistake}: {error}");
        await Assert.ThrowsAnyAsync<DynoException>(async () => await Tables.DescribeTableAsync(request.TableName));
    }
}
