// The two directions of throughput, and what may stop a request in one of them.
namespace Dyno.Engine;

internal enum Flow
{
    Read,
    Write,
}

// The names are the ends of DynamoDB's throttling reasons.
internal enum ThrottleCause
{
    None,
    ProvisionedThroughputExceeded,
    MaxOnDemandThroughputExceeded,
    KeyRangeThroughputExceeded,
    AccountLimitExceeded,
}
