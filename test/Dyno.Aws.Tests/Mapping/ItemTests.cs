// Items survive the way through the SDK's objects and over the wire, there and back, also where the application has the SDK make collections of its own.
using Amazon;

namespace Dyno.Aws.Tests.Mapping;

[CollectionDefinition(nameof(ItemTests), DisableParallelization = true)]
public sealed class Alone;

// The SDK's setting is the process's.
[Collection(nameof(ItemTests))]
public class ItemTests(AwsFixture fixture) : IClassFixture<AwsFixture>
{
    private static readonly Item Whole = Item.Of(
        ("pk", "key"),
        ("s", "text"),
        ("empty", ""),
        ("emoji", "a\U0001F600b"),
        ("n", AttributeValue.N(DynoNumber.Parse("-1234567890123456789012345678901234567.8E-5"))),
        ("zero", 0),
        ("b", AttributeValue.B(new byte[] { 0, 1, 255 })),
        ("none", AttributeValue.B(Array.Empty<byte>())),
        ("yes", true),
        ("no", false),
        ("nul", AttributeValue.Null),
        ("m", AttributeValue.M(("b", 1), ("a", AttributeValue.M(("deep", AttributeValue.L(1, "two", AttributeValue.Null)))))),
        ("em", AttributeValue.M()),
        ("l", AttributeValue.L("x", AttributeValue.L(), AttributeValue.M())),
        ("el", AttributeValue.L()),
        ("ss", AttributeValue.SS("b", "a")),
        ("ns", AttributeValue.NS(10, 9, -1)),
        ("bs", AttributeValue.BS(new byte[] { 2 }, new byte[] { 1, 0 })),
        (new string('n', 600), "a long name"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_type_of_value_goes_there_and_back(bool initializeCollections)
    {
        AWSConfigs.InitializeCollections = initializeCollections;
        try
        {
            Assert.Equal(Whole, AwsItems.FromAws(AwsItems.ToAws(Whole)));
            var table = (await fixture.Tables.CreateTableAsync(new CreateTableRequest
            {
                TableName = fixture.NewTableName(),
                AttributeDefinitions = [new("pk", AttributeType.S)],
                KeySchema = [new("pk", KeyType.HASH)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            })).TableName;
            await fixture.Client.PutItemAsync(new PutItemRequest { TableName = table, Item = Whole });
            Assert.Equal(Whole, (await fixture.Client.GetItemAsync(new GetItemRequest { TableName = table, Key = Item.Of(("pk", "key")) })).Item);
        }
        finally
        {
            AWSConfigs.InitializeCollections = false;
        }
    }

    [Fact]
    public void A_value_of_no_known_type_is_an_error_that_says_so() => Assert.Throws<InvalidDataException>(
        () => AwsItems.FromAws(new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["a"] = new() }));
}
