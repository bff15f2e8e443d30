// The process that is killed: as many writers as it is told, each going on after the operations that it did before. It says on its output what was
// acknowledged: "<writer> <number>"; "C <what>" of changes of tables and checkpoints; "! <text>" of what must not happen.
using System.Globalization;
using System.Text;
using Dyno.Engine;

namespace Dyno.Reliability.Crash;

internal sealed class CrashChild
{
    internal const string Role = "crash-child";

    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Lock _lock = new();
    private readonly DynoEngine _engine;

    private CrashChild(DynoEngine engine) => _engine = engine;

    // database, seed, what else to do (index, side, checkpoint, none), how many operations each writer did already.
    internal static async Task<int> RunAsync(string[] args)
    {
        var engine = DynoEngine.Open(args[0], CrashTables.Options);
        var child = new CrashChild(engine);
        var seed = int.Parse(args[1], CultureInfo.InvariantCulture);
        var tasks = args[3..].Select((done, writer) => Task.Run(() => child.WriteAsync(new CrashModel(seed, writer), long.Parse(done, CultureInfo.InvariantCulture)))).ToList();
        tasks.Add(Task.Run(() => child.ControlAsync(args[2], args[0])));
        child.Say("C open");
        await Task.WhenAll(tasks);
        return 0;
    }

    private async Task WriteAsync(CrashModel model, long done)
    {
        try
        {
            CrashStep? last = null;
            while (model.Done < done)
            {
                model.Apply(last = model.Next());
            }

            if (last is { HasToken: true })
            {
                // As a client does that got no answer: it changes nothing.
                await ExecuteAsync(model, last);
            }

            await CompareAsync(model);
            while (true)
            {
                var step = model.Next();
                var refused = await ExecuteAsync(model, step);
                if (refused != step.IsRefused)
                {
                    Say($"! {model.Partition} {step.Number}: {step.Kind} was {(refused ? "refused" : "not refused")}");
                }

                Say($"{model.Writer} {step.Number}");
                model.Apply(step);
            }
        }
        catch (Exception exception)
        {
            Say($"! {model.Partition}: {exception.ToString().ReplaceLineEndings(" ")}");
        }
    }

    // What the recovered database has of the writer.
    private async Task CompareAsync(CrashModel model)
    {
        var items = await _engine.QueryAsync(new QueryRequest
        {
            TableName = CrashTables.State,
            ConsistentRead = true,
            KeyConditionExpression = KeyConditionExpression.Parse("pk = :p", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":p"] = model.Partition })),
        });
        if (!items.Items.SequenceEqual(model.Items.Values))
        {
            Say($"! {model.Partition}: after {model.Done} operations it has not what it wrote");
        }
    }

    private async Task<bool> ExecuteAsync(CrashModel model, CrashStep step)
    {
        var change = step.Changes[0];
        try
        {
            switch (step.Kind)
            {
                case StepKind.Put:
                    await _engine.PutItemAsync(new PutItemRequest { TableName = CrashTables.State, Item = change.After!.Value });
                    break;
                case StepKind.PutIfAbsent:
                    await _engine.PutItemAsync(new PutItemRequest
                    {
                        TableName = CrashTables.State,
                        Item = change.After!.Value,
                        ConditionExpression = Condition("attribute_not_exists(pk)"),
                    });
                    break;
                case StepKind.Update or StepKind.UpdateIfPresent:
                    await _engine.UpdateItemAsync(new UpdateItemRequest
                    {
                        TableName = CrashTables.State,
                        Key = model.KeyOf(change.Slot),
                        UpdateExpression = UpdateExpression.Parse(
                            "SET v = :v, g = :g ADD times :one REMOVE #until",
                            ExpressionScope.Of(
                                new Dictionary<string, string> { ["#until"] = "until" },
                                new Dictionary<string, AttributeValue> { [":v"] = step.Number, [":g"] = CrashModel.GroupOf(step.Number), [":one"] = 1 })),
                        ConditionExpression = step.Kind == StepKind.UpdateIfPresent ? Condition("attribute_exists(pk)") : null,
                    });
                    break;
                case StepKind.Delete:
                    await _engine.DeleteItemAsync(new DeleteItemRequest { TableName = CrashTables.State, Key = model.KeyOf(change.Slot) });
                    break;
                case StepKind.Transaction or StepKind.Transfer or StepKind.Expiring:
                    await _engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
                    {
                        TransactItems = Actions(model, step),
                        ClientRequestToken = step.HasToken ? $"{model.Partition}#{step.Number}" : null,
                    });
                    break;
                default:
                    await InteractAsync(model, step);
                    break;
            }

            return false;
        }
        catch (ConditionalCheckFailedException)
        {
            return true;
        }
    }

    private static List<TransactWriteItem> Actions(CrashModel model, CrashStep step)
    {
        var actions = new List<TransactWriteItem>();
        if (step.Kind == StepKind.Transfer)
        {
            actions.Add(new TransactUpdate { TableName = CrashTables.Bank, Key = Account(step.From), UpdateExpression = Add(-step.Amount) });
            actions.Add(new TransactUpdate { TableName = CrashTables.Bank, Key = Account(step.To), UpdateExpression = Add(step.Amount) });
        }

        if (step.Kind == StepKind.Expiring)
        {
            var item = Item.Of(("pk", model.ExpiringKey(step)), ("until", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 2));
            actions.Add(new TransactPut { TableName = CrashTables.Expiring, Item = item });
        }

        foreach (var change in step.Changes)
        {
            actions.Add(change.After is { } after
                ? new TransactPut { TableName = CrashTables.State, Item = after }
                : new TransactDelete { TableName = CrashTables.State, Key = model.KeyOf(change.Slot) });
        }

        return actions;
    }

    private async Task InteractAsync(CrashModel model, CrashStep step)
    {
        while (true)
        {
            await using var transaction = await _engine.BeginTransactionAsync();
            foreach (var change in step.Changes)
            {
                var found = (await transaction.GetItemAsync(new GetItemRequest { TableName = CrashTables.State, Key = model.KeyOf(change.Slot), ConsistentRead = true })).Item;
                if (found != change.Before)
                {
                    Say($"! {model.Partition} {step.Number}: the transaction reads {found?.ToJson() ?? "nothing"} and not {change.Before?.ToJson() ?? "nothing"}");
                }

                if (change.After is { } after)
                {
                    await transaction.PutItemAsync(new PutItemRequest { TableName = CrashTables.State, Item = after });
                }
                else
                {
                    await transaction.DeleteItemAsync(new DeleteItemRequest { TableName = CrashTables.State, Key = model.KeyOf(change.Slot) });
                }
            }

            if (step.IsTransfer)
            {
                await transaction.UpdateItemAsync(new UpdateItemRequest { TableName = CrashTables.Bank, Key = Account(step.From), UpdateExpression = Add(-step.Amount) });
                await transaction.UpdateItemAsync(new UpdateItemRequest { TableName = CrashTables.Bank, Key = Account(step.To), UpdateExpression = Add(step.Amount) });
            }

            if (step.Kind == StepKind.RolledBack)
            {
                await transaction.RollbackAsync();
                return;
            }

            try
            {
                await transaction.CommitAsync();
                return;
            }
            catch (TransactionConflictException)
            {
                // Another writer was at the same account.
            }
        }
    }

    private async Task ControlAsync(string what, string database)
    {
        try
        {
            switch (what)
            {
                case "index":
                    var description = await _engine.DescribeTableAsync(CrashTables.State);
                    if (description.GlobalSecondaryIndexes.FirstOrDefault(i => i.IndexName == CrashTables.Added) is not { } index)
                    {
                        await _engine.UpdateTableAsync(CrashTables.Add);
                        Say("C added");
                    }
                    else if (index.IndexStatus == TableStatus.ACTIVE)
                    {
                        await _engine.UpdateTableAsync(CrashTables.Remove);
                        Say("C removed");
                    }

                    break;
                case "side":
                    var names = (await _engine.ListTablesAsync(new ListTablesRequest())).TableNames;
                    if (names.Contains(CrashTables.Side))
                    {
                        await _engine.DeleteTableAsync(CrashTables.Side);
                        Say("C dropped");
                    }
                    else
                    {
                        await _engine.CreateTableAsync(CrashTables.Plain(CrashTables.Side, StreamViewType.NEW_AND_OLD_IMAGES));
                        Say("C created");
                        for (var i = 0; i < 50; i++)
                        {
                            await _engine.PutItemAsync(new PutItemRequest { TableName = CrashTables.Side, Item = Item.Of(("pk", $"{i}"), ("n", i)) });
                        }
                    }

                    break;
                case "checkpoint":
                    var path = database + "-checkpoint";
                    _engine.Context.Store.Checkpoint(path);
                    Say("C checkpoint");
                    break;
                default:
                    break;
            }
        }
        catch (Exception exception)
        {
            Say($"! {what}: {exception.ToString().ReplaceLineEndings(" ")}");
        }
    }

    private static Item Account(int number) => Item.Of(("pk", $"{number}"));

    private static UpdateExpression Add(int amount) =>
        UpdateExpression.Parse("ADD balance :a", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":a"] = amount }));

    private static ConditionExpression Condition(string text) => ConditionExpression.Parse(text, new ExpressionScope());

    // A pipe keeps what was written to it when the writer dies.
    private void Say(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + '\n');
        lock (_lock)
        {
            _output.Write(bytes);
        }
    }
}
