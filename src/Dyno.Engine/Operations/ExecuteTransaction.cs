// ExecuteTransaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
// Reads become one TransactGetItems, writes and EXISTS one TransactWriteItems. A statement that cannot be planned fails the call before anything runs;
// one whose key is of another type than the table's cancels the transaction, as DynamoDB does it.
using Dyno.Engine.PartiQL;
using Dyno.PartiQL;

namespace Dyno.Engine.Operations;

internal sealed class ExecuteTransactionOperation(StatementPlanner planner, IDynoClient client)
{
    private const string Name = "ExecuteTransaction";

    private static readonly CancellationReason WrongKey = new() { Code = CancellationReason.ValidationError, Message = Messages.StatementKeyType };

    public async ValueTask<ExecuteTransactionResult> ExecuteAsync(ExecuteTransactionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var count = request.TransactStatements.Count;
        if (count is 0 or > Limits.TransactionActions)
        {
            throw new ValidationException(
                count == 0 ? Messages.EmptyTransactStatements : Messages.TooManyStatements("transactStatements", count, Limits.TransactionActions));
        }

        if (request.ClientRequestToken is { Length: 0 or > 36 })
        {
            throw new ValidationException(Messages.TokenLength);
        }

        var statements = new PartiQLStatement[count];
        for (var i = 0; i < count; i++)
        {
            try
            {
                statements[i] = StatementPlanner.Parse(request.TransactStatements[i].Statement);
            }
            catch (ValidationException exception)
            {
                throw InTransaction(i, exception);
            }
        }

        var reads = statements.Count(s => s is SelectStatement);
        if (reads > 0 && reads < count)
        {
            throw new ValidationException(Messages.MixedStatements(Name));
        }

        var plans = new StatementPlan?[count];
        for (var i = 0; i < count; i++)
        {
            try
            {
                plans[i] = Plan(statements[i], request.TransactStatements[i].Parameters);
            }
            catch (ValidationException exception) when (exception.Message != Messages.StatementKeyType)
            {
                throw InTransaction(i, exception);
            }
            catch (ValidationException)
            {
                // Left without a plan.
            }
        }

        if (plans.Contains(null))
        {
            throw new TransactionCanceledException([.. plans.Select(p => p is null ? WrongKey : CancellationReason.InOrder)]);
        }

        return reads > 0
            ? await ReadAsync([.. plans.Cast<GetPlan>()], request, cancellationToken).ConfigureAwait(false)
            : await WriteAsync([.. plans.Cast<WritePlan>()], request, cancellationToken).ConfigureAwait(false);
    }

    private StatementPlan Plan(PartiQLStatement statement, IReadOnlyList<EncodedValue>? parameters)
    {
        if (statement is SelectStatement { From.Names.Count: 2 })
        {
            throw new ValidationException(Messages.IndexInTransaction);
        }

        return planner.Plan(statement, parameters, consistentRead: true) switch
        {
            ReadPlan and not GetPlan => throw new ValidationException(Messages.WholeKeyWantedIn(Name)),
            WritePlan { Returning: not ReturnValue.NONE } => throw new ValidationException(Messages.ReturningInTransaction),
            var plan => plan,
        };
    }

    private async ValueTask<ExecuteTransactionResult> ReadAsync(GetPlan[] plans, ExecuteTransactionRequest request, CancellationToken cancellationToken)
    {
        var result = await client.TransactGetItemsAsync(
            new TransactGetItemsRequest
            {
                TransactItems =
                [
                    .. plans.Select(p => new TransactGetItem
                    {
                        TableName = p.Request.TableName,
                        Key = p.Request.Key,
                        ProjectionExpression = p.Request.ProjectionExpression,
                    }),
                ],
                ReturnConsumedCapacity = request.ReturnConsumedCapacity,
            },
            cancellationToken).ConfigureAwait(false);
        return new ExecuteTransactionResult
        {
            Responses = [.. result.Responses.Select((item, i) => item is { } found ? plans[i].Shape?.Apply(found) ?? found : default(Item?))],
            ConsumedCapacity = result.ConsumedCapacity,
        };
    }

    private async ValueTask<ExecuteTransactionResult> WriteAsync(WritePlan[] plans, ExecuteTransactionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest
                {
                    TransactItems =
                    [
                        .. plans.Select((p, i) => p.Action with
                        {
                            ReturnValuesOnConditionCheckFailure = request.TransactStatements[i].ReturnValuesOnConditionCheckFailure,
                        }),
                    ],
                    ClientRequestToken = request.ClientRequestToken,
                    ReturnConsumedCapacity = request.ReturnConsumedCapacity,
                },
                cancellationToken).ConfigureAwait(false);
            return new ExecuteTransactionResult { Responses = [], ConsumedCapacity = result.ConsumedCapacity };
        }
        catch (TransactionCanceledException exception) when (exception.CancellationReasons.Any(r => r.Code == CancellationReason.ConditionalCheckFailed))
        {
            throw new TransactionCanceledException([.. exception.CancellationReasons.Select((reason, i) => ReasonOf(plans[i], reason))]);
        }
    }

    // The condition of an INSERT is none of the caller's: its failure has a name of its own.
    private static CancellationReason ReasonOf(WritePlan plan, CancellationReason reason) => plan.IsInsert && reason.Code == CancellationReason.ConditionalCheckFailed
        ? new CancellationReason { Code = CancellationReason.DuplicateItem, Message = Messages.DuplicateItem }
        : reason;

    private static ValidationException InTransaction(int index, ValidationException exception) =>
        new(Messages.InTransaction(index, exception.Message), exception);
}
