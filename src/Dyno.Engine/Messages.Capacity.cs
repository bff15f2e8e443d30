// The messages of throttled requests and of changes of throughput that come too often.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
using System.Globalization;

namespace Dyno.Engine;

internal static partial class Messages
{
    public const string TableThroughputExceeded =
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";

    public const string IndexThroughputExceeded =
        "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. "
        + "Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

    public const string MaxOnDemandThroughputExceeded = "Throughput exceeds the maximum OnDemandThroughput configured on table or index";

    public const string TableCapacityExceeded =
        "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. "
        + "If exceptions persist, check if you have a hot key: "
        + "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";

    public const string IndexCapacityExceeded =
        "Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.";

    public const string AccountThroughputExceeded =
        "Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support to request a limit increase";

    public const string ScalingBounds =
        "A scaling target needs a minimum of at least 1 unit, a maximum that is not less, a target utilization from 20 to 90 percent, and no negative cooldown.";

    public static string TooManyDecreases(int today, DateTimeOffset last, DateTimeOffset next) =>
        "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease "
        + $"in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: {today}. "
        + $"Last decrease at {LongTime(last)}. Next decrease can be made at {LongTime(next)}";

    public static string TooManySwitches(DateTimeOffset last, DateTimeOffset next) =>
        "Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s). "
        + $"Last update at {ShortTime(last)}. Next update can be made at {ShortTime(next)}";

    private static string LongTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("dddd, MMMM d, yyyy 'at' h:mm:ss tt 'Coordinated Universal Time'", CultureInfo.InvariantCulture);

    private static string ShortTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
}
