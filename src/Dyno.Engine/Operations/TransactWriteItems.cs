// TransactWriteItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
//
// Concurrent transactions on the same items take turns on the keys' locks instead of failing with TransactionConflict: DynamoDB fails them because its
// partitions cannot wait for each other, and every caller would only try again. A caller that handles conflicts loses nothing.
// There is no limit of 100 actions or 4 MB in process (DynoCapabilities.MaxTransactionActions); a server on the wire enforces them.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal sealed class TransactWriteItemsOperation(EngineContext context, IWriter writer)
{
    public async ValueTask<TransactWriteItemsResult> ExecuteAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckShape(request);
        var set = new WriteSet(BuildActions(request.TransactItems), TokenOf(request))
        {
            CapacityFactor = CapacityUnits.TransactionFactor,
            WantsCollections = request.ReturnItemCollectionMetrics == ReturnItemCollectionMetrics.SIZE,
        };
        await writer.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        if (set.IsRefused)
        {
            throw new TransactionCanceledException([.. set.Actions.Select(a => ReasonOf(a.Refusal))]);
        }

        return new TransactWriteItemsResult
        {
            ConsumedCapacity = WriteCapacity.OfTables(set, TableNameOf, request.ReturnConsumedCapacity, isTransaction: true),
            ItemCollectionMetrics = CollectionMetrics.OfTables(request.ReturnItemCollectionMetrics, set, TableNameOf, i => KeyOf(request.TransactItems[i])),
        };

        string TableNameOf(int action) => request.TransactItems[action].TableName;
    }

    private static void CheckShape(TransactWriteItemsRequest request)
    {
        if (request.ClientRequestToken is { Length: 0 or > 36 })
        {
            throw new ValidationException(Messages.TokenLength);
        }

        if (request.TransactItems.Count == 0)
        {
            throw new ValidationException(Messages.EmptyTransaction);
        }

        for (var i = 0; i < request.TransactItems.Count; i++)
        {
            if (request.TransactItems[i] is TransactConditionCheck { ConditionExpression: null })
            {
                throw new ValidationException(Messages.ConditionCheckWithoutCondition(i));
            }

            if (request.TransactItems[i] is TransactPut put)
            {
                ActionBuilder.CheckSize(put.Item);
            }
        }
    }

    private static ClientToken? TokenOf(TransactWriteItemsRequest request) =>
        request.ClientRequestToken is { } token ? new ClientToken(token, TransactionFingerprint.Of(request)) : null;

    private WriteAction[] BuildActions(IReadOnlyList<TransactWriteItem> items)
    {
        var tables = new TableState[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            tables[i] = context.Catalog.Get(items[i].TableName);
            CheckNotEmpty(tables[i], items[i]);
        }

        var actions = new WriteAction[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            try
            {
                actions[i] = Build(tables[i], items[i]);
            }
            catch (ValidationException exception)
            {
                // Nothing is looked at behind the first action that cannot be.
                throw TransactionCanceledException.At(i, items.Count, CancellationReason.ValidationError, exception.Message);
            }
        }

        var keys = new HashSet<byte[]>(items.Count, KeyComparer.Instance);
        foreach (var action in actions)
        {
            if (!keys.Add(action.Change.Key))
            {
                throw new ValidationException(Messages.TransactionDuplicates);
            }
        }

        return actions;
    }

    private static void CheckNotEmpty(TableState table, TransactWriteItem item)
    {
        KeyValidation.CheckNotEmpty(table, KeyOf(item));
        if (item is TransactPut put)
        {
            KeyValidation.CheckIndexKeysNotEmpty(table, put.Item);
        }
    }

    private static Item KeyOf(TransactWriteItem item) => item switch
    {
        TransactPut put => put.Item,
        TransactUpdate update => update.Key,
        TransactDelete delete => delete.Key,
        TransactConditionCheck check => check.Key,
        _ => throw new ArgumentException(Messages.UnknownAction(item.GetType().Name), nameof(item)),
    };

    private static WriteAction Build(TableState table, TransactWriteItem item)
    {
        var (condition, onFailure) = (item.ConditionExpression, item.ReturnValuesOnConditionCheckFailure);
        return item switch
        {
            TransactPut put => ActionBuilder.Put(table, put.Item, put.Item.Size, condition, onFailure),
            TransactUpdate update => ActionBuilder.Update(table, update.Key, update.UpdateExpression, condition, onFailure),
            TransactDelete delete => ActionBuilder.Delete(table, delete.Key, condition, onFailure),
            TransactConditionCheck check => ActionBuilder.Check(table, check.Key, condition!, onFailure),
            _ => throw new ArgumentException(Messages.UnknownAction(item.GetType().Name), nameof(item)),
        };
    }

    private static CancellationReason ReasonOf(DynoException? refusal) => refusal switch
    {
        null => CancellationReason.InOrder,
        ItemCollectionSizeLimitExceededException => new() { Code = CancellationReason.ItemCollectionSizeLimitExceeded, Message = refusal.Message },
        ConditionalCheckFailedException failed => new() { Code = CancellationReason.ConditionalCheckFailed, Message = failed.Message, Item = failed.Item },
        ThrottledException throttled => new() { Code = Throttle.CancellationCode(throttled), Message = throttled.Message },
        _ => new() { Code = CancellationReason.ValidationError, Message = refusal.Message },
    };
}
