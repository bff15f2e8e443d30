// ExecuteStatement over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html

namespace Dyno.Aws;

internal static class ExecuteStatement
{
    public static Sdk.ExecuteStatementRequest ToAws(ExecuteStatementRequest request) => new()
    {
        Statement = request.Statement,
        Parameters = AwsItems.ToAws(request.Parameters),
        ConsistentRead = request.ConsistentRead,
        NextToken = request.NextToken,
        Limit = request.Limit,
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
        ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(request.ReturnValuesOnConditionCheckFailure),
    };

    public static ExecuteStatementResult FromAws(Sdk.ExecuteStatementResponse response) => new()
    {
        Items = AwsItems.FromAws(response.Items),
        NextToken = response.NextToken,
        LastEvaluatedKey = AwsItems.FromAwsOrNull(response.LastEvaluatedKey),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
