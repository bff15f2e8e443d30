// Spans and metrics by OpenTelemetry's conventions for DynamoDB, and that nothing is made where nobody listens.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Diagnostics;

// Listeners hear the whole process, so each test looks for its own parent span, table or operation.
public sealed class TelemetryTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_query_is_a_span_with_the_attributes_of_the_conventions()
    {
        using var heard = new Spans();
        await using var context = shop.Open();
        await context.Orders.Where(o => o.State == OrderState.Paid).Take(2).ToListAsync();
        var span = Assert.Single(heard.Mine);
        Assert.Equal("Query Orders", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(DynoTelemetry.Name, span.Source.Name);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var tags = span.TagObjects.ToDictionary();
        Assert.Equal("aws.dynamodb", tags["db.system.name"]);
        Assert.Equal("Query", tags["db.operation.name"]);
        Assert.Equal("Orders", tags["db.collection.name"]);
        Assert.Equal(["Orders"], (string[])tags["aws.dynamodb.table_names"]!);
        Assert.Equal("ByState", tags["aws.dynamodb.index_name"]);
        Assert.Equal(2, tags["aws.dynamodb.limit"]);
        Assert.Equal(2, tags["aws.dynamodb.count"]);
        Assert.Equal(2, tags["aws.dynamodb.scanned_count"]);
        Assert.Equal(true, tags["aws.dynamodb.scan_forward"]);
        Assert.Equal(false, tags["aws.dynamodb.consistent_read"]);
        Assert.Contains("State", (string)tags["db.query.text"]!, StringComparison.Ordinal);
        Assert.Equal(
            """{"TableName":"Orders","CapacityUnits":0.5,"Table":{"CapacityUnits":0},"GlobalSecondaryIndexes":{"ByState":{"CapacityUnits":0.5}}}""",
            Assert.Single((string[])tags["aws.dynamodb.consumed_capacity"]!));
    }

    [Fact]
    public async Task A_failed_write_says_DynamoDBs_error()
    {
        using var heard = new Spans();
        await using var context = shop.Open();
        context.Add(new Product { Id = new Guid(1, 0, 0, new byte[8]), Name = "again" });
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        var span = Assert.Single(heard.Mine);
        Assert.Equal("PutItem Products", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("ConditionalCheckFailedException", span.GetTagItem("error.type"));
        Assert.Equal("ConditionalCheckFailedException", span.GetTagItem("db.response.status_code"));
    }

    [Fact]
    public async Task A_transaction_on_several_tables_is_a_batch_of_none_of_them()
    {
        using var heard = new Spans();
        using var database = new TestDatabase();
        await using var context = new ShopContext(database.Options<ShopContext>());
        await context.Database.EnsureCreatedAsync();
        context.AddRange(new Product { Id = Guid.NewGuid() }, new Company { Region = "EU", Name = "Telemetry" });
        await context.SaveChangesAsync();
        var span = Assert.Single(heard.Mine, s => (string?)s.GetTagItem("db.operation.name") == "TransactWriteItems");
        Assert.Equal("TransactWriteItems", span.DisplayName);
        Assert.Null(span.GetTagItem("db.collection.name"));
        Assert.Equal(2, span.GetTagItem("db.operation.batch.size"));
        Assert.Equal(["Parties", "Products"], ((string[])span.GetTagItem("aws.dynamodb.table_names")!).Order());
        Assert.Contains(heard.Mine, s => s.DisplayName == "CreateTable Orders");
    }

    [Fact]
    public async Task Requests_are_measured_in_seconds_rows_and_capacity_units()
    {
        var table = "Metered" + Guid.NewGuid().ToString("N");
        using var heard = new Measurements(table);
        using var database = new TestDatabase();
        await using var context = database.Context(m => m.Entity<Product>().ToDynoTable(table));
        await context.Database.EnsureCreatedAsync();
        context.Add(new Product { Id = Guid.NewGuid(), Name = "p" });
        await context.SaveChangesAsync();
        await context.Set<Product>().AllowScan().ToListAsync();
        Assert.All(heard.All, m => Assert.Equal("aws.dynamodb", m.Tags["db.system.name"]));
        var durations = heard.All.Where(m => m.Instrument.Name == DynoTelemetry.DurationInstrument).ToList();
        Assert.Equal(["CreateTable", "PutItem", "Scan"], durations.Select(m => m.Tags["db.operation.name"]));
        Assert.All(durations, m => Assert.InRange(m.Value, 1e-9, 60));
        Assert.All(durations, m => Assert.Equal("s", m.Instrument.Unit));
        Assert.Equal(1, Assert.Single(heard.All, m => m.Instrument.Name == DynoTelemetry.ReturnedRowsInstrument && Equals(m.Tags["db.operation.name"], "Scan")).Value);
        var capacity = heard.All.Where(m => m.Instrument.Name == DynoTelemetry.ConsumedCapacityInstrument).ToList();
        Assert.Equal(["write", "read"], capacity.Select(m => m.Tags["efcore.dyno.capacity.type"]));
        Assert.Equal(1, capacity[0].Value);
        Assert.True(capacity[1].Value > 0);
    }

    private sealed class Spans : IDisposable
    {
        private readonly ActivitySource _test = new("test " + Guid.NewGuid());
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _heard = [];
        private readonly Activity _parent;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == DynoTelemetry.Name || source == _test,
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _heard.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
            _parent = _test.StartActivity("test")!;
        }

        public IEnumerable<Activity> Mine => _heard.Where(a => a.TraceId == _parent.TraceId && a != _parent);

        public void Dispose()
        {
            _parent.Dispose();
            _listener.Dispose();
            _test.Dispose();
        }
    }

    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measurements(string table)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == DynoTelemetry.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            {
                var all = new Dictionary<string, object?>(tags.ToArray());
                if (all.TryGetValue("db.collection.name", out var name) && Equals(name, table))
                {
                    lock (All)
                    {
                        All.Add((instrument, value, all));
                    }
                }
            }

            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public List<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> All { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
