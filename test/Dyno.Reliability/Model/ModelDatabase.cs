// A naive DynamoDB: tables in dictionaries, every question answered by looking at all items. What the engine does is held against it.
using Dyno.Expressions;
using static Dyno.Reliability.Model.ModelValues;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal sealed record ModelChange(ModelTable Table, string Key, ModelItem? Before, ModelItem? After);

// What a table or one of its indexes asks for.
internal sealed record ModelCharge(ModelTable Table, ModelIndex Index, double Units);

internal sealed class ModelDatabase
{
    private readonly Dictionary<string, ModelTable> _tables = [];
    private readonly Dictionary<string, string> _tokens = [];

    internal void Create(CreateTableRequest request) => _tables.Add(request.TableName, new ModelTable(request));

    internal ModelTable Table(string name) => _tables.GetValueOrDefault(name) ?? throw new ResourceNotFoundException(name);

    internal object Execute(object request) => request switch
    {
        GetItemRequest r => Get(r),
        PutItemRequest r => As<PutItemResult>(Write(As<TransactPut>(r), r.ReturnValues, r.ReturnConsumedCapacity)),
        DeleteItemRequest r => As<DeleteItemResult>(Write(As<TransactDelete>(r), r.ReturnValues, r.ReturnConsumedCapacity)),
        UpdateItemRequest r => Write(As<TransactUpdate>(r), r.ReturnValues, r.ReturnConsumedCapacity),
        TransactWriteItemsRequest r => TransactWrite(r),
        TransactGetItemsRequest r => TransactGet(r),
        BatchWriteItemRequest r => BatchWrite(r),
        BatchGetItemRequest r => BatchGet(r),
        QueryRequest r => ModelPages.Query(Table(r.TableName), r),
        ScanRequest r => ModelPages.Scan(Table(r.TableName), r),
        UpdateTableRequest r => UpdateTable(r),
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    // A record with what another one calls by the same name.
    internal static T As<T>(object other)
    {
        var made = (T)Activator.CreateInstance(typeof(T))!;
        foreach (var (own, given) in typeof(T).GetProperties().Select(p => (p, other.GetType().GetProperty(p.Name))).Where(p => p.Item2 is not null))
        {
            own.SetValue(made, given!.GetValue(other));
        }

        return made;
    }

    internal static Item? Encode(ModelItem? item) => item is null ? null : Item.From(item);

    internal static Item? Project(ModelItem? item, ProjectionExpression? projection) =>
        Encode(item is null || projection is null ? item : ModelExpressions.Project(item, projection.Paths));

    internal static double ReadUnits(long bytes, bool consistent) => Math.Max(1, Math.Ceiling(bytes / 4096.0)) * (consistent ? 1 : 0.5);

    // Table by table; indexes that ask for nothing are left out.
    internal static List<ConsumedCapacity>? Cost(ReturnConsumedCapacity wanted, IEnumerable<ModelCharge> charges, bool? isRead = null)
    {
        var byIndex = wanted == ReturnConsumedCapacity.INDEXES;
        return wanted == ReturnConsumedCapacity.NONE ? null : [.. charges.GroupBy(c => c.Table).Select(g => As<ConsumedCapacity>(Units(g)) with
        {
            TableName = g.Key.Name,
            Table = byIndex ? Units(g.Where(c => c.Index.Name is null)) : null,
            LocalSecondaryIndexes = Named(g.Where(c => c.Index is { Name: not null, IsGlobal: false })),
            GlobalSecondaryIndexes = Named(g.Where(c => c.Index.IsGlobal)),
        })];

        Capacity Units(IEnumerable<ModelCharge> some)
        {
            var sum = some.Sum(c => c.Units);
            return new(sum, isRead == true ? sum : null, isRead == false ? sum : null);
        }

        Dictionary<string, Capacity>? Named(IEnumerable<ModelCharge> some) => byIndex && some.Any(c => c.Units > 0)
            ? some.Where(c => c.Units > 0).GroupBy(c => c.Index.Name!).ToDictionary(g => g.Key, Units) : null;
    }

    private ModelCharge Reading(string table, ModelItem? item, bool consistent, int factor = 1) => new(Table(table), Table(table).Own, factor * ReadUnits(Size(item), consistent));

    private (Item? Item, ModelCharge Charge) Read(string table, Item key, ProjectionExpression? projection, bool consistent, int factor = 1)
    {
        Table(table).Check(key.ToDictionary(), onlyKey: true);
        var item = Table(table).Get(key.ToDictionary());
        return (Project(item, projection), Reading(table, item, consistent, factor));
    }

    private GetItemResult Get(GetItemRequest r)
    {
        var (item, charge) = Read(r.TableName, r.Key, r.ProjectionExpression, r.ConsistentRead);
        return new() { Item = item, ConsumedCapacity = Cost(r.ReturnConsumedCapacity, [charge])?[0] };
    }

    private TransactGetItemsResult TransactGet(TransactGetItemsRequest r)
    {
        var found = r.TransactItems.Select(g => Read(g.TableName, g.Key, g.ProjectionExpression, consistent: true, factor: 2)).ToList();
        return new() { Responses = found.ConvertAll(f => f.Item), ConsumedCapacity = Cost(r.ReturnConsumedCapacity, found.Select(f => f.Charge), isRead: true) };
    }

    private BatchGetItemResult BatchGet(BatchGetItemRequest r)
    {
        var found = r.RequestItems.SelectMany(t => t.Value.Keys.Select(k => Read(t.Key, k, t.Value.ProjectionExpression, t.Value.ConsistentRead))).ToList();
        return new()
        {
            Responses = found.GroupBy(f => f.Charge.Table.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<Item>)[.. g.Select(f => f.Item).OfType<Item>()]),
            UnprocessedKeys = new Dictionary<string, KeysAndAttributes>(),
            ConsumedCapacity = Cost(r.ReturnConsumedCapacity, found.Select(f => f.Charge)),
        };
    }

    private UpdateItemResult Write(TransactWriteItem action, ReturnValue returned, ReturnConsumedCapacity wanted)
    {
        CheckShape(action);
        var change = Decide(action);
        Apply([change]);
        return new() { Attributes = Returned(returned, change, (action as TransactUpdate)?.UpdateExpression), ConsumedCapacity = Cost(wanted, Charges(change, 1))?[0] };
    }

    private void CheckShape(TransactWriteItem action)
    {
        CheckSize(action);
        var (table, key) = (Table(action.TableName), KeyOf(action));
        table.Check(key, onlyKey: action is not TransactPut);
        table.CheckIndexKeys(key);
        Require(action is not TransactUpdate { UpdateExpression: { } update } || !update.Actions.Any(a => table.Own.KeyNames.Contains(a.Path.Root)));
    }

    // Before anybody asks whether there is such a table.
    private static void CheckSize(TransactWriteItem action) => Require(action is not TransactPut || Size(KeyOf(action)) <= Limits.ItemSizeBytes);

    // Of an item that is put all of it.
    private static ModelItem KeyOf(TransactWriteItem action) => action switch
    {
        TransactPut a => a.Item.ToDictionary(),
        TransactUpdate a => a.Key.ToDictionary(),
        TransactDelete a => a.Key.ToDictionary(),
        _ => ((TransactConditionCheck)action).Key.ToDictionary(),
    };

    // The condition first, then the change and what it makes of the item.
    private ModelChange Decide(TransactWriteItem action)
    {
        var (table, key) = (Table(action.TableName), KeyOf(action));
        var before = table.Get(key);
        if (action.ConditionExpression is { } condition && !ModelExpressions.Matches(condition.Root, before ?? new Dictionary<string, AttributeValue>()))
        {
            throw new ConditionalCheckFailedException("", action.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD ? Encode(before) : null);
        }

        var after = action switch
        {
            TransactPut => key,
            TransactDelete => null,
            TransactUpdate { UpdateExpression: null } => before ?? key,
            TransactUpdate { UpdateExpression: { } update } => before is null && update.OnlyRemoves ? null : ModelExpressions.Update(before ?? key, update),
            _ => before,
        };
        if (action is TransactUpdate && after is not null)
        {
            Require(Size(after) <= Limits.ItemSizeBytes && Depth(AttributeValue.M(after)) <= Limits.NestingDepth + 1);
            table.CheckIndexKeys(after);
        }

        return new(table, table.KeyOf(key), before, after);
    }

    private static void Apply(IEnumerable<ModelChange> changes)
    {
        foreach (var (table, key, before, after) in changes.Where(c => !Same(c.Before, c.After)))
        {
            _ = after is null ? table.Items.Remove(key) : (table.Items[key] = after) is not null;
            table.Stream.Add((before is null ? OperationType.INSERT : after is null ? OperationType.REMOVE : OperationType.MODIFY, before, after));
        }
    }

    private static IEnumerable<ModelCharge> Charges(ModelChange c, int factor) =>
        c.Table.Indexes.Select(i => new ModelCharge(c.Table, i, factor * IndexUnits(i, c))).Prepend(new(c.Table, c.Table.Own, factor * WriteUnits(c.Before, c.After)));

    private static double WriteUnits(ModelItem? before, ModelItem? after) => Math.Max(1, Math.Ceiling(Math.Max(Size(before), Size(after)) / 1024.0));

    private static double IndexUnits(ModelIndex index, ModelChange change)
    {
        var (before, after) = (change.Table.Entry(index, change.Before), change.Table.Entry(index, change.After));
        return Same(before, after) ? 0
            : before is not null && after is not null && change.Table.Compare(index, before, after) != 0 ? WriteUnits(before, null) + WriteUnits(null, after)
            : WriteUnits(before, after);
    }

    // Of what an update names, as it was or as it is, where it is something. Of other writes only the whole old item can be asked for.
    private static Item? Returned(ReturnValue wanted, ModelChange change, UpdateExpression? update) => wanted switch
    {
        ReturnValue.NONE => null,
        ReturnValue.ALL_OLD => Encode(change.Before),
        ReturnValue.ALL_NEW => Encode(change.After),
        _ when update is null => null,
        _ => (wanted == ReturnValue.UPDATED_OLD ? change.Before : change.After) is { } item
            && ModelExpressions.Project(item, update.Actions.Select(a => a.Path)) is { Count: > 0 } named ? Encode(named) : null,
    };

    private TransactWriteItemsResult TransactWrite(TransactWriteItemsRequest r)
    {
        var (actions, text) = (r.TransactItems.ToList(), Printed.Of(r));
        Require(actions.OfType<TransactPut>().All(p => Table(p.TableName).HasNoEmptyKey(KeyOf(p))));
        if (actions.FindIndex(a => Refusal(() => CheckShape(a)) is not null) is >= 0 and var wrong)
        {
            throw TransactionCanceledException.At(wrong, actions.Count, "ValidationError", "");
        }

        if (r.ClientRequestToken is { } token && !_tokens.TryAdd(token, text))
        {
            _ = _tokens[token] == text ? text : throw new IdempotentParameterMismatchException(token);
            var written = actions.Select(a => Reading(a.TableName, Table(a.TableName).Get(KeyOf(a)), consistent: true, factor: 2));
            return new() { ConsumedCapacity = Cost(r.ReturnConsumedCapacity, written, isRead: true) };
        }

        var changes = new List<ModelChange>();
        var refusals = actions.ConvertAll(a => Refusal(() => changes.Add(Decide(a))));
        if (refusals.Exists(e => e is not null))
        {
            _tokens.Remove(r.ClientRequestToken ?? "");
            throw new TransactionCanceledException(refusals.ConvertAll(e => new CancellationReason
            {
                Code = e switch { null => CancellationReason.None, ConditionalCheckFailedException => "ConditionalCheckFailed", _ => "ValidationError" },
                Item = (e as ConditionalCheckFailedException)?.Item,
            }));
        }

        Apply(changes);
        return new() { ConsumedCapacity = Cost(r.ReturnConsumedCapacity, changes.SelectMany(c => Charges(c, 2)), isRead: false) };
    }

    private BatchWriteItemResult BatchWrite(BatchWriteItemRequest r)
    {
        List<TransactWriteItem> actions = [.. r.RequestItems.SelectMany(t => t.Value.Select(w => w.PutItem is { } item
            ? (TransactWriteItem)new TransactPut { TableName = t.Key, Item = item } : new TransactDelete { TableName = t.Key, Key = w.DeleteKey!.Value }))];
        actions.ForEach(CheckSize);
        actions.ForEach(CheckShape);
        var changes = actions.ConvertAll(Decide);
        Apply(changes);
        return new()
        {
            UnprocessedItems = new Dictionary<string, IReadOnlyList<WriteRequest>>(),
            ConsumedCapacity = Cost(r.ReturnConsumedCapacity, changes.SelectMany(c => Charges(c, 1))),
        };
    }

    private object UpdateTable(UpdateTableRequest r)
    {
        var (table, update) = (Table(r.TableName), r.GlobalSecondaryIndexUpdates![0]);
        var there = table.Indexes.Find(i => i.Name == update.IndexName);
        if (update is CreateGlobalSecondaryIndexAction { Index: var added })
        {
            Require(there is null);
            table.Indexes.Add(table.IndexOf(added, added.KeySchema, added.Projection, r.AttributeDefinitions!));
            return new();
        }

        table.Indexes.Remove(there ?? throw new ResourceNotFoundException(update.IndexName));
        return new();
    }

    private static DynoException? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (DynoException exception) when (exception is not ResourceNotFoundException)
        {
            return exception;
        }
    }
}
