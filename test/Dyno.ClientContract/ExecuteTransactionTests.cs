// ExecuteTransaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
namespace Dyno.ClientContract;

public abstract class ExecuteTransactionTests(ContractFixture fixture) : PartiQLTests(fixture)
{
    private const string WholeKey = "must specify the primary key in the where clause.";

    [Fact]
    public async Task A_transaction_of_reads_gives_an_entry_for_each()
    {
        var table = await CreateMusicAsync();
        var result = await TransactAsync(
            table, "SELECT * FROM {0} WHERE pk = 'c' AND sk = '1'", "SELECT * FROM {0} WHERE pk = 'none' AND sk = '1'", "SELECT m.b FROM {0} WHERE pk = 'a' AND sk = '1'");
        Assert.Equal([Item.Of(("pk", "c"), ("sk", "1"), ("n", 5)), null, Item.Of(("b", "deep"))], result.Responses);
        AssertUnits(6, Assert.Single(result.ConsumedCapacity!));
    }

    [Fact]
    public async Task A_transaction_of_writes_is_all_or_nothing()
    {
        var table = await CreateMusicAsync();
        var result = await TransactAsync(
            table,
            "INSERT INTO {0} VALUE {'pk': 'new', 'sk': '1'}",
            "UPDATE {0} SET n = n + 1 WHERE pk = 'b' AND sk = '1'",
            "DELETE FROM {0} WHERE pk = 'c' AND sk = '1' AND n = 5",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '1' AND nul IS MISSING)");
        Assert.Empty(result.Responses);
        Assert.Single(result.ConsumedCapacity!);
        Assert.Equal("a/1 a/2 a/3 b/1 new/1", Sorted(Keys(await AllAsync(table))));

        var before = await AllAsync(table);
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await TransactAsync(
            table,
            "UPDATE {0} SET n = 9 WHERE pk = 'a' AND sk = '2'",
            "INSERT INTO {0} VALUE {'pk': 'a', 'sk': '1'}",
            "UPDATE {0} SET n = 9 WHERE pk = 'none' AND sk = '1'",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '3' AND nul IS MISSING)",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'gone' AND sk = '3' AND nul IS MISSING)",
            "UPDATE {0} SET sk = '9' WHERE pk = 'b' AND sk = '1'"));
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, None, None, None, None, ValidationError]", cancelled.Message);
        cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await TransactAsync(
            table,
            "UPDATE {0} SET n = 9 WHERE pk = 'a' AND sk = '2'",
            "INSERT INTO {0} VALUE {'pk': 'a', 'sk': '1'}",
            "UPDATE {0} SET n = 9 WHERE pk = 'none' AND sk = '1'",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '3' AND nul IS MISSING)",
            "EXISTS(SELECT * FROM {0} WHERE pk = 'gone' AND sk = '3' AND nul IS MISSING)"));
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons "
            + "[None, DuplicateItem, ConditionalCheckFailed, ConditionalCheckFailed, ConditionalCheckFailed]",
            cancelled.Message);
        Assert.Equal("Duplicate primary key exists in table", cancelled.CancellationReasons[1].Message);
        Assert.Equal(ConditionFailed, cancelled.CancellationReasons[3].Message);
        Assert.Equal(3, cancelled.CancellationReasons[3].Item!.Value["n"]);
        Assert.Equal(before, await AllAsync(table));
    }

    [Fact]
    public async Task A_token_runs_a_transaction_once()
    {
        var table = await CreateMusicAsync();
        var request = Transaction(table, "UPDATE {0} SET n = n + 1 WHERE pk = 'c' AND sk = '1'") with { ClientRequestToken = Guid.NewGuid().ToString() };
        await Client.ExecuteTransactionAsync(request);
        await Client.ExecuteTransactionAsync(request);
        Assert.Equal(6, (await GetAsync(table, Item.Of(("pk", "c"), ("sk", "1"))))!.Value["n"]);
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(async () => await Client.ExecuteTransactionAsync(
            request with { TransactStatements = Transaction(table, "UPDATE {0} SET n = n + 2 WHERE pk = 'c' AND sk = '1'").TransactStatements }));
    }

    [Theory]
    [InlineData("Validation failed in TransactStatements[1]: Statement wasn't well formed, can't be processed: Unexpected term", "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'", "SELECT * FROM {0} WHERE")]
    [InlineData("Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction " + WholeKey, "SELECT * FROM {0} WHERE pk = 'a'")]
    [InlineData("Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction " + WholeKey, "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1' AND attribute_exists(n)")]
    [InlineData("Validation failed in TransactStatements[0]: Reads on indices are not supported within transactions.", "SELECT * FROM {0}.ByG WHERE g = 'x'")]
    [InlineData("Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.", "UPDATE {0} SET n = 1 WHERE pk = 'a' AND sk = '1' RETURNING ALL NEW *")]
    [InlineData("Validation failed in TransactStatements[0]: EXISTS() must contain a single item read with additional condition", "EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '1')", "DELETE FROM {0} WHERE pk = 'b' AND sk = '1'")]
    [InlineData("ExecuteTransaction API does not support both read and write operations in the same request.", "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'", "DELETE FROM {0} WHERE pk = 'b' AND sk = '1'")]
    [InlineData("Transaction request cannot include multiple operations on one item", "UPDATE {0} SET n = 1 WHERE pk = 'a' AND sk = '1'", "DELETE FROM {0} WHERE pk = 'a' AND sk = '1'")]
    public async Task What_no_transaction_can_be_is_refused(string message, params string[] statements)
    {
        var table = await CreateMusicAsync();
        var before = await AllAsync(table);
        await InvalidAsync(message, () => TransactAsync(table, statements));
        Assert.Equal(before, await AllAsync(table));
    }

    [Fact]
    public async Task A_key_that_is_said_twice_is_one_and_a_key_of_another_type_cancels()
    {
        var table = await CreateMusicAsync();
        Assert.Equal(5, (await TransactAsync(table, "SELECT * FROM {0} WHERE (sk = '1') AND pk = 'c' AND pk = 'c'")).Responses[0]!.Value["n"]);
        await InvalidAsync(
            "Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction " + WholeKey,
            () => TransactAsync(table, "SELECT * FROM {0} WHERE pk = 'c' AND sk = '1' AND pk = 'b'"));
        const string select = "SELECT * FROM {0} WHERE pk = 'c' AND sk = '1'";
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await TransactAsync(
            table, select, select, "SELECT * FROM {0} WHERE pk = 1 AND sk = '1'"));
        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons [None, None, ValidationError]", cancelled.Message);
    }

    [Fact]
    public async Task A_transaction_has_one_to_100_statements()
    {
        var table = await CreateMusicAsync();
        await InvalidAsync(
            "1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1",
            () => TransactAsync(table));
        await Assert.ThrowsAsync<ValidationException>(async () => await TransactAsync(
            table, [.. Enumerable.Range(0, 101).Select(i => $$"""INSERT INTO {0} VALUE {'pk': 't', 'sk': '{{i}}'}""")]));
        await TransactAsync(table, [.. Enumerable.Range(0, 100).Select(i => $$"""INSERT INTO {0} VALUE {'pk': 't', 'sk': '{{i}}'}""")]);
        await RefusedAsync<ResourceNotFoundException, ExecuteTransactionResult>(
            NoTable, () => TransactAsync("no-such-table", "SELECT * FROM {0} WHERE pk = 'a'"));
    }

    private ValueTask<ExecuteTransactionResult> TransactAsync(string table, params string[] statements) =>
        Client.ExecuteTransactionAsync(Transaction(table, statements));

    private static ExecuteTransactionRequest Transaction(string table, params string[] statements) => new()
    {
        TransactStatements =
        [
            .. statements.Select(s => new ParameterizedStatement
            {
                Statement = Named(table, s),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }),
        ],
        ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
    };
}
