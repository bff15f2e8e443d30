// Every operation of the protocol, by target: the table of contents of this folder.

using System.Collections.Frozen;

namespace Dyno.Server.Operations;

internal sealed class OperationTable
{
    private const string Api = "DynamoDB_20120810.";
    private const string StreamsApi = "DynamoDBStreams_20120810.";

    private static readonly WireOperation[] All =
    [
        new BatchExecuteStatement(),
        new BatchGetItem(),
        new BatchWriteItem(),
        new CreateTable(),
        new DeleteItem(),
        new DeleteTable(),
        new DescribeContinuousBackups(),
        new DescribeEndpoints(),
        new DescribeLimits(),
        new DescribeStream(),
        new DescribeTable(),
        new DescribeTimeToLive(),
        new ExecuteStatement(),
        new ExecuteTransaction(),
        new GetItem(),
        new GetRecords(),
        new GetShardIterator(),
        new ListStreams(),
        new ListTables(),
        new ListTagsOfResource(),
        new PutItem(),
        new Query(),
        new Scan(),
        new TagResource(),
        new TransactGetItems(),
        new TransactWriteItems(),
        new UntagResource(),
        new UpdateItem(),
        new UpdateTable(),
        new UpdateTimeToLive(),
    ];

    private readonly FrozenDictionary<string, WireOperation> _byTarget =
        All.ToFrozenDictionary(o => (o.IsStreams ? StreamsApi : Api) + o.Name, StringComparer.Ordinal);

    public WireOperation? Find(string target) => _byTarget.GetValueOrDefault(target);
}
