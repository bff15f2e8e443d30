// ExecuteStatement: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html
using Dyno.Engine.PartiQL;

namespace Dyno.Engine.Operations;

internal sealed class ExecuteStatementOperation(StatementPlanner planner, StatementRunner runner)
{
    public async ValueTask<ExecuteStatementResult> ExecuteAsync(ExecuteStatementRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var plan = planner.Plan(StatementPlanner.Parse(request.Statement), request.Parameters, request.ConsistentRead);
        if (plan is ReadPlan read)
        {
            return await runner.ReadAsync(read, request, cancellationToken).ConfigureAwait(false);
        }

        if (request.NextToken is not null)
        {
            throw new ValidationException(Messages.ForeignNextToken);
        }

        var (item, consumed) = await runner.WriteAsync(
            (WritePlan)plan, request.ReturnValuesOnConditionCheckFailure, request.ReturnConsumedCapacity, cancellationToken).ConfigureAwait(false);
        return new ExecuteStatementResult { Items = item is { } returned ? [returned] : [], ConsumedCapacity = consumed };
    }
}
