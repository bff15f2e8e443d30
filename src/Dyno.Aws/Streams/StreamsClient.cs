// The SDK's client, sending calls of DynamoDB Streams: signing, credentials, retries and connections are the SDK's, as for every operation of DynamoDB. Streams are
// signed as DynamoDB is, and have hosts of their own.

using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Dyno.Aws.Streams;

internal sealed class StreamsClient : AmazonDynamoDBClient
{
    public StreamsClient(AmazonDynamoDBConfig config)
        : base(config)
    {
    }

    public StreamsClient(AWSCredentials credentials, AmazonDynamoDBConfig config)
        : base(credentials, config)
    {
    }

    public Task<StreamsResponse> SendAsync(StreamsRequest request, CancellationToken cancellationToken) => InvokeAsync<StreamsResponse>(
        request,
        new InvokeOptions { RequestMarshaller = StreamsMarshaller.Instance, ResponseUnmarshaller = StreamsUnmarshaller.Instance },
        cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Signer>(new StreamsHost());
    }

    // In place of the host of DynamoDB that the SDK found; an endpoint that was given stays.
    private sealed class StreamsHost : PipelineHandler
    {
        public override void InvokeSync(IExecutionContext executionContext)
        {
            Choose(executionContext.RequestContext);
            base.InvokeSync(executionContext);
        }

        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            Choose(executionContext.RequestContext);
            return base.InvokeAsync<T>(executionContext);
        }

        private static void Choose(IRequestContext context)
        {
            var region = context.ClientConfig.RegionEndpoint;
            if (context.ClientConfig.ServiceURL is null && region is not null)
            {
                context.Request.Endpoint = new Uri($"https://streams.dynamodb.{region.SystemName}.{region.PartitionDnsSuffix}/");
            }
        }
    }
}
