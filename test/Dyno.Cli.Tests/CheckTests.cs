// `dyno check`: its exit codes and what it says.

using Dyno.Engine;

namespace Dyno.Cli.Tests;

public class CheckTests
{
    [Fact]
    public async Task The_exit_code_tells_whether_the_database_is_whole()
    {
        var path = Path.Combine(Path.GetTempPath(), $"dyno-check-{Guid.NewGuid():N}");
        var (code, output, errors) = Run(path);
        Assert.Equal((CheckCommand.NotOpened, "", $"There is no database in '{path}'.\n"), (code, output, errors));

        await using (var engine = DynoEngine.Open(path))
        {
            await engine.CreateTableAsync(new CreateTableRequest
            {
                TableName = "parcels",
                AttributeDefinitions = [new("Number", AttributeType.S)],
                KeySchema = [new("Number", KeyType.HASH)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            });
            await engine.PutItemAsync(new PutItemRequest { TableName = "parcels", Item = Item.Of(("Number", "1")) });
            Assert.Equal(CheckCommand.NotOpened, Run(path).Code);
        }

        (code, output, _) = Run(path);
        Assert.Equal(CheckCommand.Clean, code);
        Assert.Contains("nothing is wrong", output, StringComparison.Ordinal);
        Assert.Contains("1 table, 1 item, 0 index entries, 0 journal records", output, StringComparison.Ordinal);

        using (var store = Storage.Store.Open(path, new Storage.StoreOptions()))
        using (var batch = store.RentBatch())
        {
            batch.Put(store["items"], [0, 0, 0, 9, 1], [1]);
            store.Commit(batch);
        }

        (code, output, _) = Run(path);
        Assert.Equal(CheckCommand.Faults, code);
        Assert.Contains("Item: there are 1 rows in 'items' with the id 9, which belongs to nothing", output, StringComparison.Ordinal);
        Assert.Contains("1 fault.", output, StringComparison.Ordinal);
        Directory.Delete(path, recursive: true);
    }

    private static (int Code, string Output, string Errors) Run(string path)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = CheckCommand.Run(path, output, errors, showsProgress: false);
        return (code, output.ToString(), errors.ToString());
    }
}
