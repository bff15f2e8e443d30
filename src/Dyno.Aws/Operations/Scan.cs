// Scan over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html

namespace Dyno.Aws;

internal static class Scan
{
    public static Sdk.ScanRequest ToAws(ScanRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.ScanRequest
        {
            TableName = request.TableName,
            IndexName = request.IndexName,
            Segment = request.Segment,
            TotalSegments = request.TotalSegments,
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

    public static ScanResult FromAws(Sdk.ScanResponse response) => new()
    {
        Items = AwsItems.FromAws(response.Items),
        Count = response.Count ?? 0,
        ScannedCount = response.ScannedCount ?? 0,
        LastEvaluatedKey = AwsItems.FromAwsOrNull(response.LastEvaluatedKey),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
