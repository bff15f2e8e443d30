// What single writes do and return.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public sealed class WriteTests : IDisposable
{
    private readonly TestEngine _test = new();

    public WriteTests() => _test.CreateAsync().AsTask().Wait();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Put_replaces_the_whole_item()
    {
        await _test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("x", 1)));
        var second = Item.Of(("pk", "a"), ("sk", 1), ("y", 2));
        var result = await _test.Engine.PutItemAsync(new PutItemRequest { TableName = "things", Item = second, ReturnValues = ReturnValue.ALL_OLD });
        Assert.Equal(Item.Of(("pk", "a"), ("sk", 1), ("x", 1)), result.Attributes);
        Assert.Equal(second, await _test.GetAsync(TestEngine.Key("a", 1)));
    }

    [Fact]
    public async Task Put_of_a_new_item_has_no_old_one()
    {
        var result = await _test.Engine.PutItemAsync(new PutItemRequest
        {
            TableName = "things",
            Item = Item.Of(("pk", "a"), ("sk", 1)),
            ReturnValues = ReturnValue.ALL_OLD,
        });
        Assert.Null(result.Attributes);
    }

    [Fact]
    public async Task Failed_condition_changes_nothing_and_returns_the_item_when_asked()
    {
        var item = Item.Of(("pk", "a"), ("sk", 1), ("x", 1));
        await _test.PutAsync(item);
        var before = _test.Dump();
        var request = new PutItemRequest
        {
            TableName = "things",
            Item = Item.Of(("pk", "a"), ("sk", 1), ("x", 2)),
            ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
        };
        var plain = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _test.Engine.PutItemAsync(request).AsTask());
        Assert.Equal("The conditional request failed", plain.Message);
        Assert.Null(plain.Item);
        var withItem = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _test.Engine.PutItemAsync(
            request with { ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD }).AsTask());
        Assert.Equal(item, withItem.Item);
        Assert.Equal(before, _test.Dump());
    }

    [Fact]
    public async Task Delete_returns_what_was_there_and_succeeds_where_nothing_was()
    {
        var item = Item.Of(("pk", "a"), ("sk", 1), ("x", 1));
        await _test.PutAsync(item);
        var request = new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 1), ReturnValues = ReturnValue.ALL_OLD };
        Assert.Equal(item, (await _test.Engine.DeleteItemAsync(request)).Attributes);
        Assert.Null(await _test.GetAsync(TestEngine.Key("a", 1)));
        Assert.Null((await _test.Engine.DeleteItemAsync(request)).Attributes);
    }

    [Fact]
    public async Task Update_returns_what_each_kind_of_return_value_says()
    {
        var old = Item.Of(("pk", "a"), ("sk", 1), ("x", 1), ("z", "keep"));
        var changed = Item.Of(("pk", "a"), ("sk", 1), ("x", 2), ("z", "keep"));
        Assert.Equal(old, await Update(ReturnValue.ALL_OLD));
        Assert.Equal(changed, await Update(ReturnValue.ALL_NEW));
        Assert.Equal(Item.Of(("x", 1)), await Update(ReturnValue.UPDATED_OLD));
        Assert.Equal(Item.Of(("x", 2)), await Update(ReturnValue.UPDATED_NEW));
        Assert.Null(await Update(ReturnValue.NONE));

        async Task<Item?> Update(ReturnValue wanted)
        {
            await _test.PutAsync(old);
            return (await _test.Engine.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = "things",
                Key = TestEngine.Key("a", 1),
                UpdateExpression = Expr.Update("SET x = x + :one", (":one", 1)),
                ReturnValues = wanted,
            })).Attributes;
        }
    }

    [Fact]
    public async Task Update_creates_the_item_with_its_key()
    {
        var request = new UpdateItemRequest { TableName = "things", Key = TestEngine.Key("a", 1) };
        await _test.Engine.UpdateItemAsync(request);
        Assert.Equal(TestEngine.Key("a", 1), await _test.GetAsync(TestEngine.Key("a", 1)));
        await _test.Engine.UpdateItemAsync(request with
        {
            Key = TestEngine.Key("b", 1),
            UpdateExpression = Expr.Update("ADD n :n", (":n", 5)),
        });
        Assert.Equal(Item.Of(("pk", "b"), ("sk", 1), ("n", 5)), await _test.GetAsync(TestEngine.Key("b", 1)));
    }

    [Fact]
    public async Task Counters_are_exact()
    {
        var first = Item.Of(("pk", "a"), ("sk", 1), ("x", "0123456789"));
        var second = Item.Of(("pk", "a"), ("sk", 2));
        await _test.PutAsync(first);
        await _test.PutAsync(second);
        await Expect(2, first.Size + second.Size);
        var shorter = Item.Of(("pk", "a"), ("sk", 1), ("x", "0"));
        await _test.PutAsync(shorter);
        await Expect(2, shorter.Size + second.Size);
        await _test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 2) });
        await Expect(1, shorter.Size);

        async Task Expect(long count, long size)
        {
            var table = await _test.Engine.DescribeTableAsync("things");
            Assert.Equal((count, size), (table.ItemCount, table.TableSizeBytes));
        }
    }

    [Fact]
    public async Task Write_that_changes_nothing_writes_nothing()
    {
        using var test = new TestEngine();
        await test.CreateAsync(global: [new() { IndexName = "byX", KeySchema = [new("x", KeyType.HASH)] }], more: new AttributeDefinition("x", AttributeType.S));
        var item = Item.Of(("pk", "a"), ("sk", 1), ("x", "x"));
        await test.PutAsync(item);
        var before = test.Engine.Context.Store.LatestSequenceNumber;
        await test.PutAsync(item);
        Assert.Equal(before, test.Engine.Context.Store.LatestSequenceNumber);
    }

    [Fact]
    public async Task Update_touches_only_the_entries_that_change()
    {
        using var test = new TestEngine();
        await test.CreateAsync(
            global:
            [
                new() { IndexName = "keys", KeySchema = [new("x", KeyType.HASH)], Projection = Projection.KeysOnly },
                new() { IndexName = "some", KeySchema = [new("x", KeyType.HASH)], Projection = Projection.Include("y") },
            ],
            more: new AttributeDefinition("x", AttributeType.S));
        await test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("x", "x"), ("y", 1), ("z", 1)));
        var before = test.Engine.Context.Store.LatestSequenceNumber;
        await test.Engine.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "things",
            Key = TestEngine.Key("a", 1),
            UpdateExpression = Expr.Update("SET z = :two", (":two", 2)),
        });

        // The item and the counters.
        Assert.Equal(before + 2, test.Engine.Context.Store.LatestSequenceNumber);
    }

    [Fact]
    public async Task Capacity_counts_table_and_index_writes()
    {
        using var test = new TestEngine();
        await test.CreateAsync(global: [new() { IndexName = "byX", KeySchema = [new("x", KeyType.HASH)] }], more: new AttributeDefinition("x", AttributeType.S));
        var put = new PutItemRequest
        {
            TableName = "things",
            Item = Item.Of(("pk", "a"), ("sk", 1), ("x", "x"), ("data", new string('d', 1500))),
            ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
        };
        var first = (await test.Engine.PutItemAsync(put)).ConsumedCapacity!;
        Assert.Equal((4, 2, 2), (first.CapacityUnits, first.Table!.CapacityUnits, first.GlobalSecondaryIndexes!["byX"].CapacityUnits));

        // The entry moves: one delete, one put.
        var moved = (await test.Engine.PutItemAsync(put with { Item = Item.Of(("pk", "a"), ("sk", 1), ("x", "y")) })).ConsumedCapacity!;
        Assert.Equal((2, 3), (moved.Table!.CapacityUnits, moved.GlobalSecondaryIndexes!["byX"].CapacityUnits));
    }

    [Fact]
    public void Synchronous_callers_get_completed_tasks()
    {
        using var test = new TestEngine(onDisk: true);
        using (SynchronousCall.Enter())
        {
            Assert.True(test.CreateAsync().IsCompletedSuccessfully);
            Assert.True(test.PutAsync(Item.Of(("pk", "a"), ("sk", 1))).IsCompletedSuccessfully);
            Assert.True(test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 1) }).IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task Cancelled_before_the_commit_writes_nothing()
    {
        var before = _test.Dump();
        var request = new PutItemRequest { TableName = "things", Item = Item.Of(("pk", "a"), ("sk", 1)) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _test.Engine.PutItemAsync(request, new CancellationToken(true)).AsTask());
        Assert.Equal(before, _test.Dump());
    }
}
