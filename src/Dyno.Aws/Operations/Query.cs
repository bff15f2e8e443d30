// Query over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html

namespace Dyno.Aws;

internal static class Query
{
    public static Sdk.QueryRequest ToAws(QueryRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.QueryRequest
        {
            TableName = request.TableName,
            IndexName = request.IndexName,
            KeyConditionExpression = expressions.Print(request.KeyConditionExpression),
            ScanIndexForward = request.ScanIndexForward,
            FilterExpression = expressions.Print(request.FilterExpression),
            ProjectionExpression = expressions.Print(request.ProjectionExpression),
            ExpressionAttributeNames = expressions.Names,
            ExpressionAttributeValues = expressions.Values,
            Select = AwsEnums.ToAws(request.Select),
            Limit = request.Limit,
            ExclusiveStartKey = AwsItems.ToAws(request.ExclusiveStartKey),
            ConsistentRead = request.ConsistentRead,
            ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
        };
    }

    public static QueryResult FromAws(Sdk.QueryResponse response) => new()
    {
        Items = AwsItems.FromAws(response.Items),
        Count = response.Count ?? 0,
        ScannedCount = response.ScannedCount ?? 0,
        LastEvaluatedKey = AwsItems.FromAwsOrNull(response.LastEvaluatedKey),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
