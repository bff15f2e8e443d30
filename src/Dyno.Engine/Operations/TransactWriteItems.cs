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
        var sizes = CheckShape(request);
        var set = new WriteSet(BuildActions(request.TransactItems, sizes), TokenOf(request))
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

    // The sizes of the items that are put.
    private static int[] CheckShape(TransactWriteItemsRequest request)
    {
        if (request.ClientRequestToken is { Length: 0 or > 36 })
        {
            throw new ValidationException(Messages.TokenLength);
        }

        if (request.TransactItems.Count == 0)
        {
            throw new ValidationException(Messages.EmptyTransaction);
        }

        var sizes = new int[request.TransactItems.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (request.TransactItems[i] is TransactConditionCheck { ConditionExpression: null })
            {
                throw new ValidationException(Messages.ConditionCheckWithoutCondition(i));
            }

            if (request.TransactItems[i] is TransactPut put)
            {
                sizes[i] = ActionBuilder.CheckSize(put.Item);
            }
        }

        return sizes;
    }

    private static ClientToken? TokenOf(TransactWriteItemsRequest request) =>
        request.ClientRequestToken is { } token ? new ClientToken(token, TransactionFingerprint.Of(request)) : null;

    private WriteAction[] BuildActions(IReadOnlyList<TransactWriteItem> items, int[] sizes)
    {
        while (true)
        {
            try
            {
                var actions = Build(items, sizes);
                CheckDifferent(actions);
                return actions;
            }
            catch (ValidationException)
            {
                // Nothing, if a table was changed meanwhile so that the request can be.
                ThrowWhatIsWrong(items, sizes);
            }
        }
    }

    private WriteAction[] Build(IReadOnlyList<TransactWriteItem> items, int[] sizes)
    {
        var actions = new WriteAction[items.Count];
        var table = context.Catalog.Get(items[0].TableName);
        for (var i = 0; i < actions.Length; i++)
        {
            var item = items[i];
            if (i > 0 && !ReferenceEquals(item.TableName, items[i - 1].TableName))
            {
                table = context.Catalog.Get(item.TableName);
            }

            actions[i] = Build(table, item, sizes[i]);
        }

        return actions;
    }

    // Of a request that cannot be: a table that is missing or an empty key comes before all else that is wrong with the actions before it.
    private void ThrowWhatIsWrong(IReadOnlyList<TransactWriteItem> items, int[] sizes)
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
                actions[i] = Build(tables[i], items[i], sizes[i]);
            }
            catch (ValidationException exception)
            {
                // Nothing is looked at behind the first action that cannot be.
                throw TransactionCanceledException.At(i, items.Count, CancellationReason.ValidationError, exception.Message);
            }
        }

        CheckDifferent(actions);
    }

    // Keys that ascend are different, and most do that are written together.
    private static void CheckDifferent(WriteAction[] actions)
    {
        var ascending = 1;
        while (ascending < actions.Length && actions[ascending - 1].Change.Key.AsSpan().SequenceCompareTo(actions[ascending].Change.Key) < 0)
        {
            ascending++;
        }

        if (ascending >= actions.Length)
        {
            return;
        }

        var keys = new HashSet<byte[]>(actions.Length, KeyComparer.Instance);
        foreach (var action in actions)
        {
            if (!keys.Add(action.Change.Key))
            {
                throw new ValidationException(Messages.TransactionDuplicates);
            }
        }
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

    // size: of an item that is put.
    private static WriteAction Build(TableState table, TransactWriteItem item, int size)
    {
        var (condition, onFailure) = (item.ConditionExpression, item.ReturnValuesOnConditionCheckFailure);
        return item switch
        {
            TransactPut put => ActionBuilder.Put(table, put.Item, size, condition, onFailure),
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
