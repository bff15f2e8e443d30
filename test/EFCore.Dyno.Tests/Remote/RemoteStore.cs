// A server that the provider's tests run against over the AWS SDK: ours, or one that others wrote (test/Dyno.Dynalite.Tests, test/EFCore.Dyno.ContainerTests).
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Remote;

public abstract class RemoteStore : IAsyncDisposable
{
    public Uri Endpoint { get; private set; } = null!;

    public AmazonDynamoDBClient Sdk { get; private set; } = null!;

    /// <summary>Whether the server knows TransactWriteItems; where it does not, contexts write each item on its own.</summary>
    protected virtual bool Transactions => true;

    private AutoTransactionBehavior AutoTransactions => Transactions ? AutoTransactionBehavior.WhenNeeded : AutoTransactionBehavior.Never;

    public async Task StartAsync()
    {
        Endpoint = await StartServerAsync();
        Sdk = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
    }

    public ShopContext Open(Action<string>? log = null)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>().UseDyno(o => o.Aws(Sdk, Transactions));
        if (log is not null)
        {
            builder.LogTo(log, (id, _) => id.Name!.Contains("Request", StringComparison.Ordinal));
        }

        var context = new ShopContext(builder.Options);
        context.Database.AutoTransactionBehavior = AutoTransactions;
        return context;
    }

    /// <summary>A context whose model is only what the test configures.</summary>
    internal ModelContext Open(Action<ModelBuilder> model) => new(
        new DbContextOptionsBuilder<ModelContext>().UseDyno(o => o.Aws(Sdk, Transactions)).ReplaceService<IModelCacheKeyFactory, PerDelegateModel>().Options, model)
    {
        Database = { AutoTransactionBehavior = AutoTransactions },
    };

    /// <summary>Ends the server; what it had is gone.</summary>
    public abstract Task StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Sdk?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Uri> StartServerAsync();
}
