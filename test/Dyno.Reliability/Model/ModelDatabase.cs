// A naive DynamoDB: tables in dictionaries, every question answered by looking at all items. What the engine does is held against it.
using Dyno.Expressions;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal sealed class ModelDatabase
{
    private readonly Dictionary<string, ModelTable> _tables = [];
    private readonly Dictionary<string, string> _tokens = [];

    internal void Create(CreateTableRequest request) => _tables.Add(request.TableName, new ModelTable(request));

    internal ModelTable Table(string name) => _tables.GetValueOrDefault(name) ?? throw new ResourceNotFoundException(name);

    internal object Execute(object request) => request switch
    {
        GetItemRequest r => Get(r),
        PutItemRequest r => Write(new TransactPut { TableName = r.TableName, Item = r.Item, ConditionExpression = r.ConditionExpression, ReturnValuesOnConditionCheckFailure = r.ReturnValuesOnConditionCheckFailure },
            r.ReturnConsumedCapacity, (c, cost) => new PutItemResult { Attributes = Old(r.ReturnValues, c), ConsumedCapacity = cost }),
        DeleteItemRequest r => Write(new TransactDelete { TableName = r.TableName, Key = r.Key, ConditionExpression = r.ConditionExpression, ReturnValuesOnConditionCheckFailure = r.ReturnValuesOnConditionCheckFailure },
            r.ReturnConsumedCapacity, (c, cost) => new DeleteItemResult { Attributes = Old(r.ReturnValues, c), ConsumedCapacity = cost }),
        UpdateItemRequest r => Write(new TransactUpdate { TableName = r.TableName, Key = r.Key, UpdateExpression = r.UpdateExpression!, ConditionExpression = r.ConditionExpression, ReturnValuesOnConditionCheckFailure = r.ReturnValuesOnConditionCheckFailure },
            r.ReturnConsumedCapacity, (c, cost) => new UpdateItemResult { Attributes = Updated(r, c), ConsumedCapacity = cost }),
        TransactWriteItemsRequest r => TransactWrite(r),
        TransactGetItemsRequest r => TransactGet(r),
        BatchWriteItemRequest r => BatchWrite(r),
        BatchGetItemRequest r => BatchGet(r),
        QueryRequest r => ModelPages.Query(Table(r.TableName), r),
        ScanRequest r => ModelPages.Scan(Table(r.TableName), r),
        UpdateTableRequest r => UpdateTable(r),
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    internal static Item? Encode(ModelItem? item) => item is null ? null : Item.From(item);

    internal static Item? Project(ModelItem? item, ProjectionExpression? projection) =>
        Encode(item is null || projection is null ? item : ModelExpressions.Project(item, projection.Paths));

    internal static double ReadUnits(ModelItem? item, bool consistent) => ReadUnits(item is null ? 0 : ModelValues.Size(item), consistent);

    internal static double ReadUnits(long bytes, bool consistent) => Math.Max(1, Math.Ceiling(bytes / 4096.0)) * (consistent ? 1 : 0.5);

    // Table and indexes apart: what there is none of is left out.
    internal static ConsumedCapacity? Cost(ModelTable table, ReturnConsumedCapacity wanted, double own, IEnumerable<(ModelIndex Index, double Units)>? indexes = null, bool? isRead = null)
    {
        var touched = (indexes ?? []).GroupBy(i => i.Index).Select(g => (g.Key, Units: g.Sum(i => i.Units))).Where(i => i.Units > 0).ToList();
        var (total, byIndex) = (own + touched.Sum(i => i.Units), wanted == ReturnConsumedCapacity.INDEXES);
        return wanted == ReturnConsumedCapacity.NONE ? null : new ConsumedCapacity
        {
            TableName = table.Name,
            CapacityUnits = total,
            ReadCapacityUnits = isRead == true ? total : null,
            WriteCapacityUnits = isRead == false ? total : null,
            Table = byIndex ? Units(own) : null,
            LocalSecondaryIndexes = byIndex ? Named(global: false) : null,
            GlobalSecondaryIndexes = byIndex ? Named(global: true) : null,
        };

        Capacity Units(double units) => new(units, isRead == true ? units : null, isRead == false ? units : null);
        Dictionary<string, Capacity>? Named(bool global) => touched.Exists(i => i.Key.IsGlobal == global)
            ? touched.Where(i => i.Key.IsGlobal == global).ToDictionary(i => i.Key.Name!, i => Units(i.Units)) : null;
    }

    private GetItemResult Get(GetItemRequest request)
    {
        var table = Table(request.TableName);
        var item = Find(table, request.Key);
        return new() { Item = Project(item, request.ProjectionExpression), ConsumedCapacity = Cost(table, request.ReturnConsumedCapacity, ReadUnits(item, request.ConsistentRead)) };
    }

    private static ModelItem? Find(ModelTable table, Item key)
    {
        table.Check(key.ToDictionary(), onlyKey: true);
        return table.Items.GetValueOrDefault(table.KeyOf(key.ToDictionary()));
    }

    private object Write(TransactWriteItem action, ReturnConsumedCapacity wanted, Func<ModelChange, ConsumedCapacity?, object> result)
    {
        CheckShape(action);
        var change = Decide(action);
        Apply([change]);
        return result(change, WriteCost([change], wanted, 1, null)?[0]);
    }

    private void CheckShape(TransactWriteItem action)
    {
        CheckSize(action);
        var table = Table(action.TableName);
        if (action is TransactPut { Item: var item })
        {
            table.Check(item.ToDictionary(), onlyKey: false);
            table.CheckIndexKeys(item.ToDictionary());
            return;
        }

        table.Check(KeyOf(action), onlyKey: true);
        Require(action is not TransactUpdate { UpdateExpression: { } update } || !update.Actions.Any(a => table.KeyNames.Contains(a.Path.Root)));
    }

    // Before anybody asks whether there is such a table.
    private static void CheckSize(TransactWriteItem action) =>
        Require(action is not TransactPut { Item: var item } || ModelValues.Size(item.ToDictionary()) <= Limits.ItemSizeBytes);

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
        var before = table.Items.GetValueOrDefault(table.KeyOf(key));
        if (action.ConditionExpression is { } condition && !ModelExpressions.Matches(condition.Root, before ?? new Dictionary<string, AttributeValue>()))
        {
            throw new ConditionalCheckFailedException("", action.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD ? Encode(before) : null);
        }

        var after = action switch { TransactPut => key, TransactDelete => null, TransactUpdate update => Update(before, update), _ => before };
        if (action is TransactUpdate && after is not null)
        {
            Require(ModelValues.Size(after) <= Limits.ItemSizeBytes && ModelValues.Depth(AttributeValue.M(after)) <= Limits.NestingDepth + 1);
            table.CheckIndexKeys(after);
        }

        return new ModelChange(table, table.KeyOf(key), before, after);
    }

    private static ModelItem? Update(ModelItem? before, TransactUpdate update) =>
        before is null && update.UpdateExpression is { OnlyRemoves: true } ? null
        : update.UpdateExpression is null ? before ?? update.Key.ToDictionary() : ModelExpressions.Update(before ?? update.Key.ToDictionary(), update.UpdateExpression);

    private static void Apply(IEnumerable<ModelChange> changes)
    {
        foreach (var change in changes.Where(c => !ModelValues.Same(c.Before, c.After)))
        {
            _ = change.After is null ? change.Table.Items.Remove(change.Key) : (change.Table.Items[change.Key] = change.After) is not null;
            change.Table.Stream.Add((change.Before is null ? OperationType.INSERT : change.After is null ? OperationType.REMOVE : OperationType.MODIFY, change.Before, change.After));
        }
    }

    private static List<ConsumedCapacity>? WriteCost(IReadOnlyCollection<ModelChange> changes, ReturnConsumedCapacity wanted, int factor, bool? isRead) =>
        wanted == ReturnConsumedCapacity.NONE ? null : [.. changes.GroupBy(c => c.Table).Select(g => Cost(g.Key, wanted,
            g.Sum(c => isRead == true ? factor * ReadUnits(c.Before, true) : factor * WriteUnits(c.Before, c.After)),
            isRead == true ? null : g.SelectMany(c => g.Key.Indexes.Select(i => (i, factor * IndexUnits(g.Key, i, c)))), isRead)!)];

    private static double WriteUnits(ModelItem? before, ModelItem? after) =>
        Math.Max(1, Math.Ceiling(Math.Max(before is null ? 0 : ModelValues.Size(before), after is null ? 0 : ModelValues.Size(after)) / 1024.0));

    private static double IndexUnits(ModelTable table, ModelIndex index, ModelChange change)
    {
        var (before, after) = (table.Entry(index, change.Before), table.Entry(index, change.After));
        return ModelValues.Same(before, after) ? 0
            : before is not null && after is not null && table.Compare(index, before, after) != 0 ? WriteUnits(before, null) + WriteUnits(null, after)
            : WriteUnits(before, after);
    }

    private static Item? Old(ReturnValue wanted, ModelChange change) => wanted == ReturnValue.ALL_OLD ? Encode(change.Before)
        : wanted == ReturnValue.NONE ? null : throw new ValidationException("return");

    private static Item? Updated(UpdateItemRequest request, ModelChange change)
    {
        var item = request.ReturnValues is ReturnValue.ALL_OLD or ReturnValue.UPDATED_OLD ? change.Before : change.After;
        return request.ReturnValues is ReturnValue.NONE || item is null ? null : request.ReturnValues is ReturnValue.ALL_OLD or ReturnValue.ALL_NEW ? Encode(item)
            : request.UpdateExpression is null || ModelExpressions.Project(item, request.UpdateExpression.Actions.Select(a => a.Path)) is not { Count: > 0 } touched ? null : Encode(touched);
    }

    private TransactWriteItemsResult TransactWrite(TransactWriteItemsRequest request)
    {
        var reasons = request.TransactItems.Select(_ => new CancellationReason { Code = CancellationReason.None }).ToArray();
        Require(request.TransactItems.OfType<TransactPut>().All(p => Table(p.TableName).HasNoEmptyKey(p.Item.ToDictionary())));
        for (var i = 0; i < reasons.Length; i++)
        {
            if (Refusal(() => CheckShape(request.TransactItems[i])) is ValidationException)
            {
                reasons[i] = new() { Code = "ValidationError" };
                throw new TransactionCanceledException(reasons);
            }
        }

        var text = Printed.Of(request);
        var repeated = request.ClientRequestToken is { } token && _tokens.TryGetValue(token, out var first)
            && (first == text ? true : throw new IdempotentParameterMismatchException(token));
        var changes = new List<ModelChange>();
        for (var i = 0; i < reasons.Length && !repeated; i++)
        {
            reasons[i] = Refusal(() => changes.Add(Decide(request.TransactItems[i]))) switch
            {
                ConditionalCheckFailedException failed => new() { Code = "ConditionalCheckFailed", Item = failed.Item },
                null => reasons[i],
                _ => new() { Code = "ValidationError" },
            };
        }

        if (Array.Exists(reasons, r => r.Code != CancellationReason.None))
        {
            throw new TransactionCanceledException(reasons);
        }

        Apply(changes);
        _ = request.ClientRequestToken is { } used ? _tokens[used] = text : null;
        changes.AddRange(repeated ? request.TransactItems.Select(a => (Table(a.TableName), KeyOf(a))).Select(k => new ModelChange(k.Item1, "", k.Item1.Items.GetValueOrDefault(k.Item1.KeyOf(k.Item2)), null)) : []);
        return new() { ConsumedCapacity = WriteCost(changes, request.ReturnConsumedCapacity, 2, repeated) };
    }

    private TransactGetItemsResult TransactGet(TransactGetItemsRequest request)
    {
        var found = request.TransactItems.Select(g => (Table: Table(g.TableName), Item: Find(Table(g.TableName), g.Key), g.ProjectionExpression)).ToList();
        return new()
        {
            Responses = [.. found.Select(f => Project(f.Item, f.ProjectionExpression))],
            ConsumedCapacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE ? null
                : [.. found.GroupBy(f => f.Table).Select(g => Cost(g.Key, request.ReturnConsumedCapacity, g.Sum(f => 2 * ReadUnits(f.Item, true)), null, true)!)],
        };
    }

    private BatchWriteItemResult BatchWrite(BatchWriteItemRequest request)
    {
        List<TransactWriteItem> actions = [.. request.RequestItems.SelectMany(t => t.Value.Select(w => w.PutItem is { } item
            ? (TransactWriteItem)new TransactPut { TableName = t.Key, Item = item } : new TransactDelete { TableName = t.Key, Key = w.DeleteKey!.Value }))];
        actions.ForEach(CheckSize);
        actions.ForEach(CheckShape);
        var changes = actions.ConvertAll(Decide);
        Apply(changes);
        return new() { UnprocessedItems = new Dictionary<string, IReadOnlyList<WriteRequest>>(), ConsumedCapacity = WriteCost(changes, request.ReturnConsumedCapacity, 1, null) };
    }

    private BatchGetItemResult BatchGet(BatchGetItemRequest request)
    {
        var found = request.RequestItems.Select(t => (t.Key, t.Value, Items: t.Value.Keys.Select(k => Find(Table(t.Key), k)).ToList())).ToList();
        return new()
        {
            Responses = found.ToDictionary(t => t.Key, t => (IReadOnlyList<Item>)[.. t.Items.OfType<ModelItem>().Select(i => Project(i, t.Value.ProjectionExpression)!.Value)]),
            UnprocessedKeys = new Dictionary<string, KeysAndAttributes>(),
            ConsumedCapacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE ? null
                : [.. found.Select(t => Cost(Table(t.Key), request.ReturnConsumedCapacity, t.Items.Sum(i => ReadUnits(i, t.Value.ConsistentRead)))!)],
        };
    }

    private object UpdateTable(UpdateTableRequest request)
    {
        var (table, update) = (Table(request.TableName), request.GlobalSecondaryIndexUpdates![0]);
        if (update is CreateGlobalSecondaryIndexAction { Index: var index })
        {
            Require(!table.Indexes.Exists(i => i.Name == index.IndexName));
            table.Indexes.Add(table.IndexOf(index, index.KeySchema, index.Projection, request.AttributeDefinitions!));
        }
        else
        {
            _ = table.Indexes.RemoveAll(i => i.Name == update.IndexName) > 0 ? 0 : throw new ResourceNotFoundException(update.IndexName);
        }

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

    internal static void Require(bool holds) => _ = holds ? true : throw new ValidationException("model");
}
