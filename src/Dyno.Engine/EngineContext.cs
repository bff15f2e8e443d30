// What every operation works with.
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class EngineContext
{
    public const string MetaName = "meta";
    public const string ItemsName = "items";
    public const string IndexesName = "indexes";

    public EngineContext(Store store, DynoEngineOptions options)
    {
        Store = store;
        Options = options;
        Meta = store[MetaName];
        Items = store[ItemsName];
        Indexes = store[IndexesName];
        Order = new CommitOrder(this);
        Capacity = new CapacityControl(this);
        Views = new ReadViews(store, options);
        Catalog = new Catalog(this);
        Tokens = new ClientTokens(this);
        Commit = new CommitPipeline(this);
        Scaling = new DynoScaling(this);
    }

    public Store Store { get; }

    public DynoEngineOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ColumnFamily Meta { get; }

    public ColumnFamily Items { get; }

    public ColumnFamily Indexes { get; }

    public CommitOrder Order { get; }

    public CapacityControl Capacity { get; }

    public ReadViews Views { get; }

    public Catalog Catalog { get; }

    public ClientTokens Tokens { get; }

    public CommitPipeline Commit { get; }

    public DynoScaling Scaling { get; }
}
