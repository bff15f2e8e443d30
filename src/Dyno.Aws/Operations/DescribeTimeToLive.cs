// DescribeTimeToLive over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html

namespace Dyno.Aws;

internal static class DescribeTimeToLive
{
    public static TimeToLiveDescription FromAws(Sdk.DescribeTimeToLiveResponse response) => new(
        Enum.Parse<TimeToLiveStatus>(response.TimeToLiveDescription.TimeToLiveStatus.Value), response.TimeToLiveDescription.AttributeName);
}
