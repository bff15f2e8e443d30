// BatchExecuteStatement over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html

namespace Dyno.Aws;

internal static class BatchExecuteStatement
{
    public static Sdk.BatchExecuteStatementRequest ToAws(BatchExecuteStatementRequest request) => new()
    {
        Statements =
        [
            .. request.Statements.Select(s => new Sdk.BatchStatementRequest
            {
                Statement = s.Statement,
                Parameters = AwsItems.ToAws(s.Parameters),
                ConsistentRead = s.ConsistentRead,
                ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(s.ReturnValuesOnConditionCheckFailure),
            }),
        ],
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
    };

    public static BatchExecuteStatementResult FromAws(Sdk.BatchExecuteStatementResponse response) => new()
    {
        Responses =
        [
            .. (response.Responses ?? []).Select(r => new BatchStatementResponse
            {
                Error = r.Error is null
                    ? null
                    : new BatchStatementError { Code = r.Error.Code.Value, Message = r.Error.Message, Item = AwsItems.FromAwsOrNull(r.Error.Item) },
                TableName = r.TableName,
                Item = r.Item is null ? default(Item?) : AwsItems.FromAws(r.Item),
            }),
        ],
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
