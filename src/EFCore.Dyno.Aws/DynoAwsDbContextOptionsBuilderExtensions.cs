// UseDyno(o => o.Aws(…)) and UseDyno(o => o.Endpoint(…)): the line that moves a context from the embedded engine to a server.

using Amazon.DynamoDBv2;
using Amazon.Runtime;
using EFCore.Dyno.Aws;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Chooses Amazon DynamoDB, or a server that speaks its API, for a context that uses <c>UseDyno</c>.</summary>
/// <remarks>
/// Over a network only EF's asynchronous calls work; the synchronous ones throw and name the other. Except where a client is given, contexts with the same
/// settings share one client of the AWS SDK, which lives as long as the process. Retries are the SDK's: its defaults, or what the given client is configured for.
/// </remarks>
public static class DynoAwsDbContextOptionsBuilderExtensions
{
    /// <summary>Uses a client of the AWS SDK, with its region, credentials, endpoint and retries. It stays its owner's and is not disposed.</summary>
    /// <param name="builder">The provider's options.</param>
    /// <param name="client">The client; make one for the process, not one for each context.</param>
    /// <param name="transactions">
    /// Whether the server knows TransactWriteItems, as Amazon DynamoDB does. Where it does not, one <c>SaveChanges</c> writes one item, or each on its own with
    /// <see cref="AutoTransactionBehavior.Never"/>.
    /// </param>
    public static DynoDbContextOptionsBuilder Aws(this DynoDbContextOptionsBuilder builder, IAmazonDynamoDB client, bool transactions = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        var dyno = AwsClients.For(client, transactions);
        return builder.Client(dyno, dyno);
    }

    /// <summary>
    /// Uses Amazon DynamoDB. What is not given is found as every AWS tool finds it: environment variables, shared files, the role of the machine.
    /// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
    /// </summary>
    /// <param name="builder">The provider's options.</param>
    /// <param name="region">The region's system name, such as <c>eu-west-1</c>.</param>
    /// <param name="profile">A profile of the shared configuration files.</param>
    public static DynoDbContextOptionsBuilder Aws(this DynoDbContextOptionsBuilder builder, string? region = null, string? profile = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var dyno = AwsClients.For(new AwsClientSettings { Region = region, Profile = profile });
        return builder.Client(dyno, dyno);
    }

    /// <inheritdoc cref="Endpoint(DynoDbContextOptionsBuilder, Uri, string?, AWSCredentials?, bool)"/>
    public static DynoDbContextOptionsBuilder Endpoint(
        this DynoDbContextOptionsBuilder builder, string endpoint, string? region = null, AWSCredentials? credentials = null, bool transactions = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? builder.Endpoint(uri, region, credentials, transactions)
            : throw new ArgumentException(Messages.NotAnEndpoint(endpoint), nameof(endpoint));
    }

    /// <summary>Uses a server that speaks DynamoDB's API: <c>dyno serve</c>, DynamoDB Local, ScyllaDB Alternator, a VPC endpoint.</summary>
    /// <param name="builder">The provider's options.</param>
    /// <param name="endpoint">Where it listens, such as <c>http://localhost:8000</c>.</param>
    /// <param name="region">The region that requests are signed for; <c>us-east-1</c> where it is not given.</param>
    /// <param name="credentials">
    /// Who asks. Where they are not given: on <c>amazonaws.com</c> what the SDK finds; elsewhere the environment's <c>AWS_ACCESS_KEY_ID</c> and
    /// <c>AWS_SECRET_ACCESS_KEY</c> or, without those, a placeholder, because most local servers take anybody.
    /// </param>
    /// <param name="transactions">
    /// Whether the server knows TransactWriteItems; ScyllaDB Alternator and dynalite do not. Then one <c>SaveChanges</c> writes one item, or each on its own with
    /// <see cref="AutoTransactionBehavior.Never"/>.
    /// </param>
    /// <exception cref="ArgumentException">The endpoint is no http or https address.</exception>
    public static DynoDbContextOptionsBuilder Endpoint(
        this DynoDbContextOptionsBuilder builder, Uri endpoint, string? region = null, AWSCredentials? credentials = null, bool transactions = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException(Messages.NotAnEndpoint(endpoint.ToString()), nameof(endpoint));
        }

        var dyno = AwsClients.For(new AwsClientSettings { Endpoint = endpoint, Region = region, Credentials = credentials, Transactions = transactions });
        return builder.Client(dyno, dyno);
    }
}
