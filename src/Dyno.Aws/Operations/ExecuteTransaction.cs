// ExecuteTransaction over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html

namespace Dyno.Aws;

internal static class ExecuteTransaction
{
    public static Sdk.ExecuteTransactionRequest ToAws(ExecuteTransactionRequest request) => new()
    {
        TransactStatements =
        [
            .. request.TransactStatements.Select(s => new Sdk.ParameterizedStatement
            {
                Statement = s.Statement,
                Parameters = AwsItems.ToAws(s.Parameters),
                ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(s.ReturnValuesOnConditionCheckFailure),
            }),
        ],
        ClientRequestToken = request.ClientRequestToken,
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
    };

    public static ExecuteTransactionResult FromAws(Sdk.ExecuteTransactionResponse response) => new()
    {
        Responses = [.. (response.Responses ?? []).Select(r => r.Item is null ? default(Item?) : AwsItems.FromAws(r.Item))],
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
