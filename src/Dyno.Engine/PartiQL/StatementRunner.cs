// Carries plans out, with the requests of the other operations.
//
// A page of several Queries ends with the first of: the Limit, a Query that ends inside its range, 1 MB read, or ten partitions. The developer guide says
// of IN that it answers in pages of up to ten items; ten partitions are that where a partition is one item, and the same work where it is not.
// Every page but the last has a NextToken; LastEvaluatedKey is there where a page ended inside a range.

namespace Dyno.Engine.PartiQL;

internal sealed class StatementRunner(IDynoClient client, Func<QueryRequest, CancellationToken, ValueTask<QueryResult>> query)
{
    private const int PartitionsInPage = 10;

    public ValueTask<ExecuteStatementResult> ReadAsync(ReadPlan plan, ExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 and var limit)
        {
            throw new ValidationException(Messages.LimitTooSmall(limit));
        }

        return plan switch
        {
            GetPlan get => GetAsync(get, request, cancellationToken),
            QueryPlan queries => QueryAsync(queries, request, cancellationToken),
            ScanPlan scan => ScanAsync(scan, request, cancellationToken),
            _ => throw new InvalidOperationException(plan.GetType().Name),
        };
    }

    public async ValueTask<(Item? Item, ConsumedCapacity? Consumed)> GetAsync(
        GetPlan plan, ReturnConsumedCapacity capacity, CancellationToken cancellationToken)
    {
        var result = await client.GetItemAsync(plan.Request with { ReturnConsumedCapacity = capacity }, cancellationToken).ConfigureAwait(false);
        return (result.Item is { } item ? plan.Shape?.Apply(item) ?? item : null, result.ConsumedCapacity);
    }

    // The item is what RETURNING asked for; null where there is nothing of it.
    public async ValueTask<(Item? Item, ConsumedCapacity? Consumed)> WriteAsync(
        WritePlan plan, ReturnValuesOnConditionCheckFailure onFailure, ReturnConsumedCapacity capacity, CancellationToken cancellationToken)
    {
        switch (plan.Action)
        {
            case TransactPut put:
                return (null, await InsertAsync(put, capacity, cancellationToken).ConfigureAwait(false));
            case TransactUpdate update:
                var updated = await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = update.TableName,
                        Key = update.Key,
                        UpdateExpression = update.UpdateExpression,
                        ConditionExpression = update.ConditionExpression,
                        ReturnValues = plan.Returning,
                        ReturnValuesOnConditionCheckFailure = onFailure,
                        ReturnConsumedCapacity = capacity,
                    },
                    cancellationToken).ConfigureAwait(false);
                return (updated.Attributes, updated.ConsumedCapacity);
            case TransactDelete delete:
                var deleted = await client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = delete.TableName,
                        Key = delete.Key,
                        ConditionExpression = delete.ConditionExpression,
                        ReturnValues = plan.Returning,
                        ReturnValuesOnConditionCheckFailure = onFailure,
                        ReturnConsumedCapacity = capacity,
                    },
                    cancellationToken).ConfigureAwait(false);
                return (deleted.Attributes, deleted.ConsumedCapacity);
            default:
                throw new ValidationException(Messages.ExistsOnlyInTransactions);
        }
    }

    private async ValueTask<ConsumedCapacity?> InsertAsync(TransactPut put, ReturnConsumedCapacity capacity, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = put.TableName,
                    Item = put.Item,
                    ConditionExpression = put.ConditionExpression,
                    ReturnConsumedCapacity = capacity,
                },
                cancellationToken).ConfigureAwait(false);
            return result.ConsumedCapacity;
        }
        catch (ConditionalCheckFailedException)
        {
            throw new DuplicateItemException(Messages.DuplicateItem);
        }
    }

    private async ValueTask<ExecuteStatementResult> GetAsync(GetPlan plan, ExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        if (request.NextToken is not null)
        {
            // One item never has a second page.
            TokenOf(plan, null, request, requests: 0);
        }

        var (item, consumed) = await GetAsync(plan, request.ReturnConsumedCapacity, cancellationToken).ConfigureAwait(false);
        return new ExecuteStatementResult { Items = item is { } found ? [found] : [], ConsumedCapacity = consumed };
    }

    private async ValueTask<ExecuteStatementResult> ScanAsync(ScanPlan plan, ExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        var token = TokenOf(plan, plan.Request.IndexName, request, requests: 1);
        var result = await client.ScanAsync(
            plan.Request with
            {
                Limit = request.Limit,
                ExclusiveStartKey = token.StartKey,
                ReturnConsumedCapacity = request.ReturnConsumedCapacity,
            },
            cancellationToken).ConfigureAwait(false);
        return new ExecuteStatementResult
        {
            Items = Shape(plan, result.Items),
            NextToken = result.LastEvaluatedKey is { } key ? TextOf(new ContinuationToken(0, key), plan, plan.Request.IndexName, request) : null,
            LastEvaluatedKey = result.LastEvaluatedKey,
            ConsumedCapacity = result.ConsumedCapacity,
        };
    }

    private async ValueTask<ExecuteStatementResult> QueryAsync(QueryPlan plan, ExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        var index = plan.Requests[0].IndexName;
        var token = TokenOf(plan, index, request, plan.Requests.Count);
        var items = new List<Item>();
        var (remaining, units) = (request.Limit, 0.0);
        var consumed = default(ConsumedCapacity);

        // What was read is known from what it cost.
        var capacity = plan.Requests.Count > 1 && request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE
            ? ReturnConsumedCapacity.TOTAL
            : request.ReturnConsumedCapacity;
        for (var (at, start) = (token.Request, token.StartKey); ; (at, start) = (at + 1, null))
        {
            var result = await query(
                plan.Requests[at] with { Limit = remaining, ExclusiveStartKey = start, ReturnConsumedCapacity = capacity },
                cancellationToken).ConfigureAwait(false);
            items.AddRange(result.Items);
            remaining -= result.ScannedCount;
            consumed = CapacitySum.Add(consumed, result.ConsumedCapacity);
            units += result.ConsumedCapacity?.CapacityUnits ?? 0;

            var isLast = at + 1 == plan.Requests.Count;
            var isFull = remaining <= 0 || at + 1 - token.Request == PartitionsInPage || BytesOf(units, request) >= Limits.PageSizeBytes;
            if (result.LastEvaluatedKey is null && !isLast && !isFull)
            {
                continue;
            }

            ContinuationToken? next = result.LastEvaluatedKey is { } key
                ? new ContinuationToken(at, key)
                : isLast ? null : new ContinuationToken(at + 1, null);
            return new ExecuteStatementResult
            {
                Items = Shape(plan, items),
                NextToken = next is { } more ? TextOf(more, plan, index, request) : null,
                LastEvaluatedKey = result.LastEvaluatedKey,
                ConsumedCapacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE ? null : consumed,
            };
        }
    }

    private static double BytesOf(double units, ExecuteStatementRequest request) => units * Limits.ReadUnitBytes * (request.ConsistentRead ? 1 : 2);

    private static IReadOnlyList<Item> Shape(ReadPlan plan, IReadOnlyList<Item> items) =>
        plan.Shape is { } shape ? [.. items.Select(shape.Apply)] : items;

    private static ContinuationToken TokenOf(ReadPlan plan, string? index, ExecuteStatementRequest request, int requests) => request.NextToken is { } text
        ? ContinuationToken.Parse(text, ContinuationToken.Fingerprint(plan.Table.Id, index, request.Statement, request.Parameters), requests)
        : default;

    private static string TextOf(ContinuationToken token, ReadPlan plan, string? index, ExecuteStatementRequest request) =>
        token.ToText(ContinuationToken.Fingerprint(plan.Table.Id, index, request.Statement, request.Parameters));
}
