// BatchWriteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
namespace Dyno.ClientContract;

public abstract class BatchWriteItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Puts_and_deletes_of_several_tables_are_done()
    {
        var one = await CreateAsync();
        var two = await CreateAsync();
        await PutAsync(one, Key("a", 1), Key("a", 2));
        var result = await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [one] = [WriteRequest.Delete(Key("a", 1)), WriteRequest.Put(Key("a", 3)), WriteRequest.Delete(Key("nope", 1))],
                [two] = [WriteRequest.Put(Sized("b", 1, 1500))],
            },
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Empty(result.UnprocessedItems);
        Assert.Equal(Ordered([Key("a", 2), Key("a", 3)]), await AllAsync(one));
        Assert.Equal([Sized("b", 1, 1500)], await AllAsync(two));
        Assert.Equal(3, result.ConsumedCapacity!.Single(c => c.TableName == one).CapacityUnits);
        Assert.Equal(2, result.ConsumedCapacity!.Single(c => c.TableName == two).CapacityUnits);
    }

    [Fact]
    public async Task Twenty_five_are_taken()
    {
        var table = await CreateAsync();
        var items = Enumerable.Range(0, 25).Select(i => Key("a", i)).ToArray();
        await Client.BatchWriteItemAsync(Of(table, [.. items.Select(WriteRequest.Put)]));
        Assert.Equal(Ordered(items), await AllAsync(table));
    }

    [Fact]
    public async Task Bad_batches_are_refused_and_change_nothing()
    {
        var table = await CreateAsync();
        await PutAsync(table, Key("keep", 1));
        var good = WriteRequest.Put(Key("a", 1));
        await InvalidAsync("Provided list of item keys contains duplicates", () => Client.BatchWriteItemAsync(Of(table, good, WriteRequest.Delete(Key("a", 1)))));
        await InvalidAsync(KeyMismatch, () => Client.BatchWriteItemAsync(Of(table, good, WriteRequest.Put(Item.Of(("pk", "a"))))));
        await InvalidAsync(KeyMismatch, () => Client.BatchWriteItemAsync(Of(table, good, WriteRequest.Delete(Item.Of(("pk", "a"))))));
        await InvalidAsync(
            "Item size has exceeded the maximum allowed size",
            () => Client.BatchWriteItemAsync(Of(table, good, WriteRequest.Put(Sized("b", 1, Limits.ItemSizeBytes + 1)))));
        await RefusedAsync<ResourceNotFoundException, BatchWriteItemResult>(NoTable, () => Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table] = [good], [NewName()] = [good] },
        }));
        var other = await CreateAsync();
        var many = Enumerable.Range(0, 13).Select(i => WriteRequest.Put(Key("a", i))).ToList();
        await InvalidAsync("Too many items requested for the BatchWriteItem call", () => Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table] = many, [other] = many },
        }));
        Assert.Equal([Key("keep", 1)], await AllAsync(table));
        Assert.Empty(await AllAsync(other));
    }

    [Fact]
    public async Task A_batch_reads_and_writes_across_tables()
    {
        var (one, two) = (await CreateTextAsync(), await CreateTextAsync());
        await PutAsync(two, Row("x", "1"));
        var written = await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [one] = [WriteRequest.Put(Row("a", "1")), WriteRequest.Put(Row("a", "2"))],
                [two] = [WriteRequest.Delete(Key("x", "1"))],
            },
        });
        Assert.Empty(written.UnprocessedItems);
        var read = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                [one] = new() { Keys = [Key("a", "1"), Key("a", "2"), Key("a", "3")] },
                [two] = new() { Keys = [Key("x", "1")] },
            },
        });
        Assert.Equal((2, 0), (read.Responses[one].Count, read.Responses[two].Count));
        Assert.Empty(read.UnprocessedKeys);
        await RefusedUnchangedAsync<ValidationException>(one, "Provided list of item keys contains duplicates", async () =>
            await Client.BatchWriteItemAsync(new BatchWriteItemRequest
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                {
                    [one] = [WriteRequest.Put(Row("b", "1")), WriteRequest.Delete(Key("b", "1"))],
                },
            }));
    }

    private static BatchWriteItemRequest Of(string table, params WriteRequest[] requests) =>
        new() { RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table] = requests } };
}
