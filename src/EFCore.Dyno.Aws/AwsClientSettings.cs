// What distinguishes one client of the AWS SDK from another, and how it is made.

using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace EFCore.Dyno.Aws;

// Credentials are compared by identity: two objects may resolve to different secrets at any time.
internal sealed record AwsClientSettings
{
    private const string DefaultRegion = "us-east-1";

    public string? Region { get; init; }

    public string? Profile { get; init; }

    public Uri? Endpoint { get; init; }

    public AWSCredentials? Credentials { get; init; }

    public bool Transactions { get; init; } = true;

    public AmazonDynamoDBClient CreateClient()
    {
        var config = new AmazonDynamoDBConfig();
        if (Profile is not null)
        {
            config.Profile = new Profile(Profile);
        }

        if (Endpoint is null)
        {
            if (Region is not null)
            {
                config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
            }
        }
        else
        {
            config.ServiceURL = Endpoint.ToString();
            config.AuthenticationRegion = Region ?? DefaultRegion;
        }

        return (Credentials ?? PlaceholderFor(Endpoint)) is { } credentials ? new(credentials, config) : new(config);
    }

    private static AWSCredentials? PlaceholderFor(Uri? endpoint)
    {
        if (endpoint is null || endpoint.Host.Contains("amazonaws.com", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var given = Environment.GetEnvironmentVariable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_ACCESSKEY) is { Length: > 0 }
            && Environment.GetEnvironmentVariable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY) is { Length: > 0 };
        return given ? new EnvironmentVariablesAWSCredentials() : new BasicAWSCredentials("dyno", "dyno");
    }
}
