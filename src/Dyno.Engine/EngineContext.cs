// What every operation works with.
using Dyno.Engine.Commit;
using Dyno.Engine.Indexes;
using Dyno.Engine.Streams;
using Dyno.Engine.Ttl;
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class EngineContext
{
    public const string MetaName = "meta";
    public const string ItemsName = "items";
    public const string IndexesName = "indexes";
    public const string JournalName = "journal";
    public const string ExpiriesName = "expiries";

    public EngineContext(Store store, DynoEngineOptions options)
    {
        Store = store;
        Options = options;
        Meta = store[MetaName];
        Items = store[ItemsName];
        Indexes = store[IndexesName];
        Journals = store[JournalName];
        Expiries = store[ExpiriesName];
        Journal = new Journal(this);
        Order = new CommitOrder(this);
        Capacity = new CapacityControl(this);
        Views = new ReadViews(store, options);
        Streams = new StreamRegistry(this);
        Collections = new ItemCollections(this);
        Catalog = new Catalog(this);
        Tokens = new ClientTokens(this);
        Commit = new CommitPipeline(this);
        Builder = new IndexBuilder(this);
        Scaling = new DynoScaling(this);
        Keeper = new StreamKeeper(this);
        Sweeper = new TtlSweeper(this);
    }

    // How the database's files are opened.
    public static StoreOptions StoreOptionsOf(DynoEngineOptions options) => new()
    {
        ColumnFamilies =
        [
            MetaName,
            new(ItemsName) { PrefixBytes = KeyLayout.HashEnd },
            new(IndexesName) { PrefixBytes = KeyLayout.HashEnd },
            JournalName,
            ExpiriesName,
        ],
        InMemory = options.InMemory,
        Durability = options.Durability,
        BlockCacheBytes = options.BlockCacheBytes,
        WriteBufferBytes = options.WriteBufferBytes,
    };

    public Store Store { get; }

    public DynoEngineOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ColumnFamily Meta { get; }

    public ColumnFamily Items { get; }

    public ColumnFamily Indexes { get; }

    // What happened to items: see JournalRecord.
    public ColumnFamily Journals { get; }

    // When items expire: see TtlEntries.
    public ColumnFamily Expiries { get; }

    public ItemCollections Collections { get; }

    public Journal Journal { get; }

    public StreamRegistry Streams { get; }

    public StreamKeeper Keeper { get; }

    public TtlSweeper Sweeper { get; }

    public CommitOrder Order { get; }

    public CapacityControl Capacity { get; }

    public ReadViews Views { get; }

    public Catalog Catalog { get; }

    public ClientTokens Tokens { get; }

    public CommitPipeline Commit { get; }

    public IndexBuilder Builder { get; }

    public DynoScaling Scaling { get; }

    public void StartBackground()
    {
        Builder.StartIfNeeded();
        Keeper.StartIfNeeded();
        Sweeper.StartIfNeeded();
    }

    // Waits for what is under way.
    public void StopBackground()
    {
        Builder.Dispose();
        Sweeper.Dispose();
        Keeper.Dispose();
    }
}
