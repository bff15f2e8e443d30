// One call of DynamoDB Streams as the SDK's pipeline carries it: a body of JSON that is written and read here, between the pipeline's marshalling handlers.
// Protocol: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html, with the target prefix DynamoDBStreams_20120810.

using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Dyno.Aws.Streams;

internal sealed class StreamsRequest(string operation, byte[] body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public byte[] Body { get; } = body;
}

internal sealed class StreamsResponse : AmazonWebServiceResponse
{
    public JsonElement Json { get; init; }
}

internal sealed class StreamsMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string Service = "Amazon.DynamoDBv2";
    private const string TargetPrefix = "DynamoDBStreams_20120810.";

    public static StreamsMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (StreamsRequest)input;
        var request = new DefaultRequest(call, Service) { HttpMethod = "POST", ResourcePath = "/", Content = call.Body };
        request.Headers["X-Amz-Target"] = TargetPrefix + call.Operation;
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        return request;
    }
}

internal sealed class StreamsUnmarshaller : JsonResponseUnmarshaller
{
    private const string RequestIdHeader = "x-amzn-RequestId";

    public static StreamsUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var document = JsonDocument.Parse(context.Stream);
        return new StreamsResponse { Json = document.RootElement.Clone() };
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message) = ("", "");
        try
        {
            using var document = JsonDocument.Parse(context.Stream);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.NameEquals("__type"))
                {
                    // com.amazonaws.dynamodb.v20120810#ResourceNotFoundException
                    code = member.Value.GetString()!.Split('#')[^1];
                }
                else if (member.Name.Equals("message", StringComparison.OrdinalIgnoreCase))
                {
                    message = member.Value.GetString() ?? "";
                }
            }
        }
        catch (JsonException)
        {
            // A proxy's page, for instance: the status says what is known.
            message = statusCode.ToString();
        }

        message = message.Length > 0 ? message : $"The service returned an error with Error Code {code}";
        var type = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return new AmazonDynamoDBException(message, innerException, type, code, context.ResponseData.GetHeaderValue(RequestIdHeader), statusCode);
    }
}
