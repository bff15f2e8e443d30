// BatchExecuteStatement: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
// A statement that fails leaves the others alone: its answer has the error. Only what is wrong with the batch itself fails the call.
using Dyno.Engine.PartiQL;
using Dyno.PartiQL;

namespace Dyno.Engine.Operations;

internal sealed class BatchExecuteStatementOperation(StatementPlanner planner, StatementRunner runner)
{
    private const string Name = "BatchExecuteStatement";

    public async ValueTask<BatchExecuteStatementResult> ExecuteAsync(BatchExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var count = request.Statements.Count;
        if (count is 0 or > Limits.BatchStatements)
        {
            throw new ValidationException(count == 0 ? Messages.EmptyStatements : Messages.TooManyStatements("statements", count, Limits.BatchStatements));
        }

        var statements = new PartiQLStatement?[count];
        var responses = new BatchStatementResponse[count];
        for (var i = 0; i < count; i++)
        {
            try
            {
                statements[i] = StatementPlanner.Parse(request.Statements[i].Statement);
            }
            catch (DynoException exception)
            {
                responses[i] = new BatchStatementResponse { Error = ErrorOf(exception) };
            }
        }

        if (statements.Any(s => s is SelectStatement) && statements.Any(s => s is not null and not SelectStatement))
        {
            throw new ValidationException(Messages.MixedStatements(Name));
        }

        var consumed = new List<ConsumedCapacity>();
        for (var i = 0; i < count; i++)
        {
            if (statements[i] is { } statement)
            {
                responses[i] = await RunAsync(statement, request.Statements[i], request.ReturnConsumedCapacity, consumed, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return new BatchExecuteStatementResult
        {
            Responses = responses,
            ConsumedCapacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE ? null : consumed,
        };
    }

    private async ValueTask<BatchStatementResponse> RunAsync(
        PartiQLStatement statement, BatchStatementRequest request, ReturnConsumedCapacity capacity, List<ConsumedCapacity> sums,
        CancellationToken cancellationToken)
    {
        // Known as soon as the statement runs on it.
        var table = default(string);
        try
        {
            var plan = planner.Plan(statement, request.Parameters, request.ConsistentRead);
            Item? item;
            ConsumedCapacity? consumed;
            switch (plan)
            {
                case GetPlan get:
                    table = plan.Table.Name;
                    (item, consumed) = await runner.GetAsync(get, capacity, cancellationToken).ConfigureAwait(false);
                    break;
                case WritePlan { Action: not TransactConditionCheck } write:
                    table = plan.Table.Name;
                    (item, consumed) = await runner.WriteAsync(write, request.ReturnValuesOnConditionCheckFailure, capacity, cancellationToken)
                        .ConfigureAwait(false);
                    break;
                default:
                    throw new ValidationException(plan is ReadPlan ? Messages.WholeKeyWantedIn(Name) : Messages.ExistsOnlyInTransactions);
            }

            CapacitySum.Add(sums, consumed);
            return new BatchStatementResponse { TableName = table, Item = item };
        }
        catch (DynoException exception)
        {
            return new BatchStatementResponse { TableName = table, Error = ErrorOf(exception) };
        }
    }

    private static BatchStatementError ErrorOf(DynoException exception) => new()
    {
        Code = exception switch
        {
            ValidationException => "ValidationError",
            ThrottlingException => "ThrottlingError",
            _ => exception.ErrorCode.EndsWith("Exception", StringComparison.Ordinal) ? exception.ErrorCode[..^"Exception".Length] : exception.ErrorCode,
        },
        Message = exception.Message,
        Item = (exception as ConditionalCheckFailedException)?.Item,
    };
}
