// A naive DynamoDB: tables in dictionaries, every question answered by looking at all items. What the engine does is held against it.
using static Dyno.Reliability.Model.ModelValues;

namespace Dyno.Reliability.Model;

internal sealed record ModelChange(ModelTable Table, ModelItem? Before, ModelItem? After);

internal sealed class ModelDatabase
{
    private readonly Dictionary<string, ModelTable> _tables = [];
    private readonly Dictionary<string, string> _tokens = [];
    private readonly List<ModelCharge> _charges = [];

    internal void Create(CreateTableRequest r)
    {
        _tables.Add(r.TableName, new ModelTable(r.TableName, _charges));
        SecondaryIndex[] indexes = [As<LocalSecondaryIndex>(r), .. r.LocalSecondaryIndexes ?? [], .. r.GlobalSecondaryIndexes ?? []];
        Array.ForEach(indexes, i => Table(r.TableName).Add(i, r.AttributeDefinitions));
    }

    internal ModelTable Table(string name) => _tables.GetValueOrDefault(name) ?? throw new ResourceNotFoundException(name);

    // A result says what the tables charged for it: of the one table, or of all as a list.
    internal object Execute(object request)
    {
        _charges.Clear();
        var result = Answer(request);
        var told = result.GetType().GetProperty("ConsumedCapacity");
        told?.SetValue(result, told.PropertyType == typeof(ConsumedCapacity) ? Cost(request)?[0] : Cost(request));
        return result;
    }

    // A record with what another one calls by the same name.
    internal static T As<T>(object other)
    {
        var made = Activator.CreateInstance<T>();
        Array.ForEach(other.GetType().GetProperties(), p => typeof(T).GetProperty(p.Name)?.SetValue(made, p.GetValue(other)));
        return made;
    }

    private object Answer(object request) => request switch
    {
        GetItemRequest r => new GetItemResult { Item = Read(r) },
        PutItemRequest r => As<PutItemResult>(Write(As<TransactPut>(r), r.ReturnValues)),
        DeleteItemRequest r => As<DeleteItemResult>(Write(As<TransactDelete>(r), r.ReturnValues)),
        UpdateItemRequest r => Write(As<TransactUpdate>(r), r.ReturnValues),
        TransactWriteItemsRequest r => TransactWrite(r),
        TransactGetItemsRequest r => new TransactGetItemsResult { Responses = Each(r.TransactItems, g => Read(As<GetItemRequest>(g) with { ConsistentRead = true })) },
        BatchWriteItemRequest r => BatchWrite(r),
        BatchGetItemRequest r => BatchGet(r, []),
        QueryRequest r => Table(r.TableName).Query(r),
        ScanRequest r => Table(r.TableName).Scan(r),
        UpdateTableRequest { GlobalSecondaryIndexUpdates: [CreateGlobalSecondaryIndexAction(var index)] } r => Table(r.TableName).Add(index, r.AttributeDefinitions!),
        UpdateTableRequest { GlobalSecondaryIndexUpdates: [DeleteGlobalSecondaryIndexAction(var name)] } r => Table(r.TableName).Remove(name),
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    // Table by table. A transaction costs twice, and tells whether it read or wrote.
    private List<ConsumedCapacity>? Cost(object request)
    {
        var inTransaction = request is TransactGetItemsRequest or TransactWriteItemsRequest;
        var wanted = As<GetItemRequest>(request).ReturnConsumedCapacity;
        var byIndex = wanted == ReturnConsumedCapacity.INDEXES;
        return wanted == ReturnConsumedCapacity.NONE ? null : [.. _charges.GroupBy(c => c.Table).Select(g => As<ConsumedCapacity>(Units(g)) with
        {
            TableName = g.Key.Name,
            Table = byIndex ? Units(g.Where(c => c.Index == g.Key.Own)) : null,
            LocalSecondaryIndexes = Named(g.Where(c => c.Index != g.Key.Own && !c.Index.IsGlobal)),
            GlobalSecondaryIndexes = Named(g.Where(c => c.Index.IsGlobal)),
        })];

        Capacity Units(IEnumerable<ModelCharge> some)
        {
            var sum = some.Sum(c => c.Units) * (inTransaction ? 2 : 1);
            return new(sum, inTransaction && some.All(c => c.IsRead) ? sum : null, inTransaction && !some.All(c => c.IsRead) ? sum : null);
        }

        Dictionary<string, Capacity>? Named(IEnumerable<ModelCharge> some) =>
            byIndex && some.Any() ? some.GroupBy(c => c.Index.Name!).ToDictionary(g => g.Key, Units) : null;
    }

    private Item? Read(GetItemRequest r)
    {
        var (table, key) = (Table(r.TableName), r.Key.ToDictionary());
        Require(table.HasKey(key, alone: true));
        return Encode(ModelExpressions.Project(table.Read(key, r.ConsistentRead), r.ProjectionExpression?.Paths));
    }

    private BatchGetItemResult BatchGet(BatchGetItemRequest r, HashSet<(ModelTable, string)> seen) => new()
    {
        Responses = r.RequestItems.ToDictionary(t => t.Key, t => (IReadOnlyList<Item>)
            [.. t.Value.Keys.Select(k => Once(seen, As<GetItemRequest>(t.Value) with { TableName = t.Key, Key = k }, Read)).OfType<Item>()]),
        UnprocessedKeys = new Dictionary<string, KeysAndAttributes>(),
    };

    // Of an update what it names can be asked for too, as it was or as it is, where it is something.
    private UpdateItemResult Write(TransactWriteItem action, ReturnValue returned)
    {
        var (_, before, after) = Write([action])[0];
        var named = returned is ReturnValue.UPDATED_OLD or ReturnValue.UPDATED_NEW ? (action as TransactUpdate)?.UpdateExpression?.Actions.Select(a => a.Path) ?? [] : null;
        var told = ModelExpressions.Project(returned is ReturnValue.ALL_OLD or ReturnValue.UPDATED_OLD ? before : after, named);
        return new() { Attributes = returned == ReturnValue.NONE || told?.Count == 0 ? null : Encode(told) };
    }

    private BatchWriteItemResult BatchWrite(BatchWriteItemRequest r)
    {
        Write([.. r.RequestItems.SelectMany(t => t.Value.Select(w => w.PutItem is { } item
            ? (TransactWriteItem)new TransactPut { TableName = t.Key, Item = item } : new TransactDelete { TableName = t.Key, Key = w.DeleteKey!.Value }))]);
        return new() { UnprocessedItems = new Dictionary<string, IReadOnlyList<WriteRequest>>() };
    }

    private TransactWriteItemsResult TransactWrite(TransactWriteItemsRequest r)
    {
        var (actions, text) = (r.TransactItems.ToList(), Printed.Of(r));
        CheckSizes(actions);
        Each(actions, Check);
        if (r.ClientRequestToken is { } token && !_tokens.TryAdd(token, text))
        {
            _ = _tokens[token] == text ? text : throw new IdempotentParameterMismatchException(token);
            actions.ForEach(a => Table(a.TableName).Read(KeyOf(a), consistent: true));
            return new();
        }

        var reasons = actions.ConvertAll(a => Reason(() => Decide(a)));
        if (reasons.Exists(e => e is not null))
        {
            _tokens.Remove(r.ClientRequestToken ?? "");
            throw new TransactionCanceledException(reasons.ConvertAll(e => e ?? CancellationReason.InOrder));
        }

        Write(actions);
        return new();
    }

    // A transaction is refused for empty keys, and then cancelled by the first action that cannot be: nothing is looked at behind it.
    private List<TResult> Each<T, TResult>(IReadOnlyList<T> actions, Func<T, TResult> look)
    {
        Require(actions.All(a => Table(As<TransactGetItem>(a!).TableName).HasNoEmptyKey(KeyOf(a!))));
        var results = new List<TResult>();
        var sound = actions.TakeWhile(a => Reason(() => results.Add(look(a))) is null).Count();
        _ = sound == actions.Count ? sound : throw TransactionCanceledException.At(sound, actions.Count, CancellationReason.ValidationError, "");
        var seen = new HashSet<(ModelTable, string)>();
        return [.. actions.Zip(results, (action, result) => Once(seen, action, _ => result))];
    }

    // What is looked at, where no request named the item before.
    private TResult Once<T, TResult>(HashSet<(ModelTable, string)> seen, T action, Func<T, TResult> look) =>
        (look(action), Table(As<TransactGetItem>(action!).TableName)) is var (result, table) && seen.Add((table, table.KeyOf(KeyOf(action!)))) ? result : throw new ValidationException("");

    // Why a transaction with this is cancelled; null where it is not.
    private static CancellationReason? Reason(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (DynoException exception) when (exception is not ResourceNotFoundException)
        {
            var failed = exception as ConditionalCheckFailedException;
            return new() { Code = failed is null ? CancellationReason.ValidationError : CancellationReason.ConditionalCheckFailed, Item = failed?.Item };
        }
    }

    // All is looked at before anything is decided, and all decided before anything is done.
    private List<ModelChange> Write(List<TransactWriteItem> actions)
    {
        CheckSizes(actions);
        var seen = new HashSet<(ModelTable, string)>();
        actions.ForEach(a => Once(seen, a, Check));
        var changes = actions.ConvertAll(Decide);
        changes.ForEach(c => c.Table.Apply(c.Before, c.After));
        return changes;
    }

    // Before anybody asks whether there are such tables.
    private static void CheckSizes(List<TransactWriteItem> actions) => Require(actions.OfType<TransactPut>().All(p => Size(KeyOf(p)) <= Limits.ItemSizeBytes));

    private ModelTable Check(TransactWriteItem action)
    {
        var (table, key) = (Table(action.TableName), KeyOf(action));
        Require(table.HasKey(key, alone: action is not TransactPut) && table.IsSound(key));
        Require(action is not TransactUpdate { UpdateExpression: { } update } || !update.Actions.Any(a => table.Own.KeyNames.Contains(a.Path.Root)));
        return table;
    }

    // Of an item that is put all of it. The other actions have a Key.
    private static ModelItem KeyOf(object action) => (action is TransactPut put ? put.Item : As<TransactGetItem>(action).Key).ToDictionary();

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
            TransactUpdate { UpdateExpression: { OnlyRemoves: true } } when before is null => null,
            TransactUpdate update => ModelExpressions.Update(before ?? key, update.UpdateExpression?.Actions ?? []),
            _ => before,
        };
        Require(action is not TransactUpdate || after is null || table.IsSound(after));
        return new(table, before, after);
    }
}
