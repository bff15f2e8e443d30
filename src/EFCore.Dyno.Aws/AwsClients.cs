// One client for each set of settings: UseDyno runs for every context, and a client of the SDK owns connections and resolves credentials. Those made here
// live as long as the process; those that the application made are remembered as long as they live.

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Dyno;
using Dyno.Aws;

namespace EFCore.Dyno.Aws;

internal static class AwsClients
{
    private static readonly ConcurrentDictionary<AwsClientSettings, Lazy<AwsDynoClient>> Made = new();
    private static readonly ConditionalWeakTable<IAmazonDynamoDB, AwsDynoClient> Given = [];
    private static readonly ConditionalWeakTable<IAmazonDynamoDB, AwsDynoClient> GivenWithoutTransactions = [];

    private static readonly DynoCapabilities WithoutTransactions = AwsDynoClient.AmazonDynamoDB with { MaxTransactionActions = 1 };

    public static AwsDynoClient For(IAmazonDynamoDB client, bool transactions) => transactions
        ? Given.GetValue(client, static c => new AwsDynoClient(c))
        : GivenWithoutTransactions.GetValue(client, static c => new AwsDynoClient(c, WithoutTransactions));

    public static AwsDynoClient For(AwsClientSettings settings) =>
        Made.GetOrAdd(settings, static s => new(() => new AwsDynoClient(s.CreateClient(), s.Transactions ? null : WithoutTransactions))).Value;
}
