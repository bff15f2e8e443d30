// Where requests to streams go on Amazon, how they are signed, and what becomes of answers that are none of DynamoDB's.
using System.Net;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Dyno.Aws.Tests;

public class StreamsHostTests
{
    [Theory]
    [InlineData("eu-west-1", "streams.dynamodb.eu-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "streams.dynamodb.cn-north-1.amazonaws.com.cn")]
    public async Task A_region_has_a_host_for_streams_and_signs_for_DynamoDB(string region, string host)
    {
        var answers = new Answers(HttpStatusCode.OK, """{"Streams":[{"StreamArn":"arn","TableName":"t","StreamLabel":"l"}]}""");
        using var streams = Streams(answers, c => c.RegionEndpoint = RegionEndpoint.GetBySystemName(region));
        Assert.Equal(new StreamSummary("arn", "t", "l"), Assert.Single((await streams.ListStreamsAsync(new ListStreamsRequest { Limit = 3 })).Streams));
        Assert.Equal($"https://{host}/", answers.Request!.RequestUri!.ToString());
        Assert.Contains($"/{region}/dynamodb/aws4_request", string.Concat(answers.Request.Headers.GetValues("Authorization")), StringComparison.Ordinal);
        Assert.Equal("DynamoDBStreams_20120810.ListStreams", answers.Request.Headers.GetValues("X-Amz-Target").Single());
        Assert.Equal("""{"Limit":3}""", answers.Body);
    }

    [Fact]
    public async Task An_endpoint_that_is_given_stays()
    {
        var answers = new Answers(HttpStatusCode.OK, "{}");
        using var streams = Streams(answers, c => (c.ServiceURL, c.AuthenticationRegion) = ("http://127.0.0.1:1/", "eu-west-1"));
        Assert.Empty((await streams.ListStreamsAsync(new ListStreamsRequest())).Streams);
        Assert.Equal("http://127.0.0.1:1/", answers.Request!.RequestUri!.ToString());
    }

    [Fact]
    public async Task Errors_are_the_seams_and_a_proxys_page_is_not()
    {
        var answers = new Answers(HttpStatusCode.BadRequest, """{"__type":"com.amazonaws.dynamodb.v20120810#TrimmedDataAccessException","message":"gone"}""");
        using var trimmed = Streams(answers, c => c.RegionEndpoint = RegionEndpoint.EUWest1);
        var error = await Assert.ThrowsAsync<TrimmedDataAccessException>(async () => await trimmed.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "i" }));
        Assert.Equal(("gone", "ID7"), (error.Message, error.RequestId));

        using var proxied = Streams(new Answers(HttpStatusCode.BadGateway, "<html>sorry</html>"), c => c.RegionEndpoint = RegionEndpoint.EUWest1);
        var page = await Assert.ThrowsAnyAsync<AmazonServiceException>(async () => await proxied.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "i" }));
        Assert.Equal(HttpStatusCode.BadGateway, page.StatusCode);
    }

    private static AwsDynoStreams Streams(Answers answers, Action<AmazonDynamoDBConfig> configure)
    {
        var config = new AmazonDynamoDBConfig { HttpClientFactory = new Factory(answers), MaxErrorRetry = 0 };
        configure(config);
        return new AwsDynoStreams(new BasicAWSCredentials("id", "secret"), config);
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Answers(HttpStatusCode status, string text) : HttpMessageHandler
    {
        public HttpRequestMessage? Request { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = request;
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var response = new HttpResponseMessage(status) { Content = new StringContent(text), RequestMessage = request };
            response.Headers.Add("x-amzn-RequestId", "ID7");
            return response;
        }
    }
}
