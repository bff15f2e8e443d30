// DescribeLimits over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html

namespace Dyno.Aws;

internal static class DescribeLimits
{
    public static DescribeLimitsResult FromAws(Sdk.DescribeLimitsResponse response) => new(
        response.AccountMaxReadCapacityUnits ?? 0,
        response.AccountMaxWriteCapacityUnits ?? 0,
        response.TableMaxReadCapacityUnits ?? 0,
        response.TableMaxWriteCapacityUnits ?? 0);
}
