// BatchExecuteStatement: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
namespace Dyno.ClientContract;

public abstract class BatchExecuteStatementTests(ContractFixture fixture) : PartiQLTests(fixture)
{
    private const string WholeKey = "must specify the primary key in the where clause.";

    [Fact]
    public async Task A_batch_reads_items_by_key_each_on_its_own()
    {
        var table = await CreateMusicAsync();
        var result = await BatchAsync(
            table,
            "SELECT * FROM {0} WHERE pk = 'c' AND sk = '1'",
            "SELECT n FROM {0} WHERE pk = 'b' AND sk = '1'",
            "SELECT * FROM {0} WHERE pk = 'none' AND sk = '1'",
            "SLECT * FROM {0}",
            "SELECT * FROM {0} WHERE pk = 'a'",
            "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1' AND n = 1",
            "SELECT * FROM {0}.ByG WHERE g = 'x' AND h = '1'",
            "SELECT * FROM \"no-such-table\" WHERE pk = 'a'");
        Assert.Equal([Item.Of(("pk", "c"), ("sk", "1"), ("n", 5)), Item.Of(("n", 4)), null, null, null, null, null, null], result.Responses.Select(r => r.Item));
        Assert.Equal([table, table, table, null, null, null, null, null], result.Responses.Select(r => r.TableName));
        var wholeKey = ("ValidationError", "Select statements within BatchExecuteStatement " + WholeKey);
        Assert.Equal(
            [("ValidationError", NotWellFormed + "Expected data manipulation"), wholeKey, wholeKey, wholeKey, ("ResourceNotFound", NoTable)],
            result.Responses.Where(r => r.Error is not null).Select(r => (r.Error!.Code, r.Error.Message!)));
        Assert.Equal([1.5], result.ConsumedCapacity!.Select(c => c.CapacityUnits));
    }

    [Fact]
    public async Task A_batch_writes_items_each_on_its_own()
    {
        var table = await CreateMusicAsync();
        var result = await BatchAsync(
            table,
            "INSERT INTO {0} VALUE {'pk': 'new', 'sk': '1'}",
            "INSERT INTO {0} VALUE {'pk': 'a', 'sk': '1'}",
            "UPDATE {0} SET n = 6 WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED NEW *",
            "UPDATE {0} REMOVE n WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED NEW *",
            "UPDATE {0} SET n = 6 WHERE pk = 'b' AND sk = '1' AND n = 7",
            "DELETE FROM {0} WHERE pk = 'a' AND sk = '3' RETURNING ALL OLD *",
            "DELETE FROM {0} WHERE pk = 'a' RETURNING MODIFIED OLD *",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '1' AND n = 1)");
        Assert.Equal(
            [
                null, ("DuplicateItem", "Duplicate primary key exists in table"), null, null, ("ConditionalCheckFailed", ConditionFailed), null,
                ("ValidationError", "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements."),
                ("ValidationError", "EXISTS can only be used in ExecuteTransaction write requests."),
            ],
            result.Responses.Select(r => r.Error is { } e ? (e.Code, e.Message!) : default((string, string)?)));
        Assert.Equal([table, table, table, table, table, table, null, null], result.Responses.Select(r => r.TableName));
        Assert.Equal(Item.Of(("n", 6)), result.Responses[2].Item);
        Assert.Null(result.Responses[3].Item);
        Assert.Equal(Item.Of(("pk", "b"), ("sk", "1"), ("n", 4), ("s", "four"), ("g", "y"), ("h", "1")), result.Responses[4].Error!.Item);
        Assert.Equal(3, result.Responses[5].Item!.Value["n"]);
        Assert.Equal("a/1 a/2 b/1 c/1 new/1", Sorted(Keys(await AllAsync(table))));
    }

    [Fact]
    public async Task A_batch_is_all_reads_or_all_writes_and_has_one_to_25_statements()
    {
        var table = await CreateMusicAsync();
        await InvalidAsync(
            "BatchExecuteStatement API does not support both read and write operations in the same request.",
            () => BatchAsync(table, "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'", "DELETE FROM {0} WHERE pk = 'a' AND sk = '1'"));
        await InvalidAsync(
            "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1",
            () => BatchAsync(table));
        await Assert.ThrowsAsync<ValidationException>(async () => await BatchAsync(table, [.. Enumerable.Repeat("SELECT * FROM {0}", 26)]));
        Assert.NotNull(await GetAsync(table, Item.Of(("pk", "a"), ("sk", "1"))));
    }

    private ValueTask<BatchExecuteStatementResult> BatchAsync(string table, params string[] statements) => Client.BatchExecuteStatementAsync(
        new BatchExecuteStatementRequest
        {
            Statements =
            [
                .. statements.Select(s => new BatchStatementRequest
                {
                    Statement = Named(table, s),
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                }),
            ],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
}
