// The streams of the seam over the AWS SDK's core: hands each operation to the class that maps it. The SDK has the operations of DynamoDB Streams in a package of
// its own, AWSSDK.DynamoDBStreams, which would bring a second set of the same types; here they are read from the answer straight into the seam's.

using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.Aws.Streams;

namespace Dyno.Aws;

/// <summary>
/// DynamoDB Streams, of Amazon DynamoDB or any server that speaks its API, as the seam's <see cref="IDynoStreams"/>. Errors of DynamoDB are thrown as the
/// <see cref="DynoException"/> of the same name; what is no answer of DynamoDB stays the SDK's exception. Retries are the SDK's.
/// </summary>
public sealed class AwsDynoStreams : IDynoStreams, IDisposable
{
    private readonly StreamsClient _client;

    /// <summary>Streams with the credentials that the SDK finds.</summary>
    /// <param name="config">Region or endpoint, time-outs and retries; null for the SDK's defaults. A region's host of streams is found by itself.</param>
    public AwsDynoStreams(AmazonDynamoDBConfig? config = null) => _client = new(config ?? new AmazonDynamoDBConfig());

    /// <summary>Streams with credentials of your own.</summary>
    /// <param name="credentials">Who asks.</param>
    /// <param name="config">Region or endpoint, time-outs and retries. A region's host of streams is found by itself.</param>
    public AwsDynoStreams(AWSCredentials credentials, AmazonDynamoDBConfig config) => _client = new(credentials, config);

    /// <inheritdoc/>
    public async ValueTask<ListStreamsResult> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default) =>
        ListStreams.FromAws(await SendAsync("ListStreams", request, ListStreams.Write, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<StreamDescription> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default) =>
        DescribeStream.FromAws(await SendAsync("DescribeStream", request, DescribeStream.Write, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<GetShardIteratorResult> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default) =>
        GetShardIterator.FromAws(await SendAsync("GetShardIterator", request, GetShardIterator.Write, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<GetRecordsResult> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default) =>
        GetRecords.FromAws(await SendAsync("GetRecords", request, GetRecords.Write, cancellationToken).ConfigureAwait(false));

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async ValueTask<JsonElement> SendAsync<TRequest>(
        string operation, TRequest request, Action<Utf8JsonWriter, TRequest> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer, request);
            writer.WriteEndObject();
        }

        return (await AwsErrors.Translate(_client.SendAsync(new StreamsRequest(operation, body.ToArray()), cancellationToken)).ConfigureAwait(false)).Json;
    }
}
