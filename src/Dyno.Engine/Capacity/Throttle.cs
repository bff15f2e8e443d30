// Says in DynamoDB's words what stopped a request.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html
namespace Dyno.Engine;

internal static class Throttle
{
    public static ThrottledException Error(ResourceCapacity resource, Flow flow, ThrottleCause cause)
    {
        ThrottlingReason[] reasons = [new($"{(resource.IsIndex ? "Index" : "Table")}{flow}{cause}", resource.Arn)];
        switch (cause)
        {
            case ThrottleCause.AccountLimitExceeded:
                return new RequestLimitExceededException(Messages.AccountThroughputExceeded, reasons);
            case ThrottleCause.MaxOnDemandThroughputExceeded:
                return new ThrottlingException(Messages.MaxOnDemandThroughputExceeded, reasons);
            case ThrottleCause.KeyRangeThroughputExceeded when resource.Limits(flow)?.ConfiguredCause != ThrottleCause.ProvisionedThroughputExceeded:
                return new ThrottlingException(
                    resource.IsIndex && flow == Flow.Write ? Messages.IndexCapacityExceeded : Messages.TableCapacityExceeded, reasons);
            default:
                return new ProvisionedThroughputExceededException(
                    resource.IsIndex ? Messages.IndexThroughputExceeded : Messages.TableThroughputExceeded, reasons);
        }
    }

    // The code of an action of a transaction that was cancelled because it was throttled.
    public static string CancellationCode(ThrottledException error) =>
        error is ProvisionedThroughputExceededException ? CancellationReason.ProvisionedThroughputExceeded : CancellationReason.ThrottlingError;
}
