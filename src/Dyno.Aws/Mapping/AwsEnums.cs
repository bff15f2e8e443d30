// The seam's enumerations as the SDK's, which are strings. What is the default is not sent.

namespace Dyno.Aws;

internal static class AwsEnums
{
    public static Amazon.DynamoDBv2.ReturnConsumedCapacity? ToAws(ReturnConsumedCapacity wanted) =>
        wanted == ReturnConsumedCapacity.NONE ? null : new(wanted.ToString());

    public static Amazon.DynamoDBv2.ReturnItemCollectionMetrics? ToAws(ReturnItemCollectionMetrics wanted) =>
        wanted == ReturnItemCollectionMetrics.NONE ? null : new(wanted.ToString());

    public static Amazon.DynamoDBv2.ReturnValue? ToAws(ReturnValue wanted) => wanted == ReturnValue.NONE ? null : new(wanted.ToString());

    public static Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure? ToAws(ReturnValuesOnConditionCheckFailure wanted) =>
        wanted == ReturnValuesOnConditionCheckFailure.NONE ? null : new(wanted.ToString());

    public static Amazon.DynamoDBv2.Select? ToAws(Select? wanted) => wanted is null ? null : new(wanted.ToString());
}
