// UpdateTimeToLive over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html

namespace Dyno.Aws;

internal static class UpdateTimeToLive
{
    public static Sdk.UpdateTimeToLiveRequest ToAws(UpdateTimeToLiveRequest request) => new()
    {
        TableName = request.TableName,
        TimeToLiveSpecification = new Sdk.TimeToLiveSpecification
        {
            Enabled = request.TimeToLiveSpecification.Enabled,
            AttributeName = request.TimeToLiveSpecification.AttributeName,
        },
    };

    public static TimeToLiveSpecification FromAws(Sdk.UpdateTimeToLiveResponse response) =>
        new(response.TimeToLiveSpecification.Enabled ?? false, response.TimeToLiveSpecification.AttributeName);
}
