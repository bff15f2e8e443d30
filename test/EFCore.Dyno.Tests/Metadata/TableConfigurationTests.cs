// Tables configured by fluent API, by attributes and by defaults of the model; times to live; indexes with several key attributes.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class TableConfigurationTests
{
    [DynoTable("Sessions")]
    [ProvisionedTable(4, 3)]
    [TableStream(StreamViewType.OLD_IMAGE)]
    [TableClass(TableClass.STANDARD_INFREQUENT_ACCESS)]
    [DeletionProtection]
    [TableTag("team", "web")]
    [KmsEncrypted("alias/k")]
    [GlobalSecondaryIndex("ByUser", "User", Projects = new[] { "Data" })]
    private sealed class Session
    {
        public string Id { get; set; } = "";

        public string User { get; set; } = "";

        public string? Data { get; set; }

        [TimeToLive]
        public DateTime Expires { get; set; }
    }

    private sealed class Other
    {
        public string Id { get; set; } = "";

        public string? Text { get; set; }

        public long? Gone { get; set; }

        public DateTimeOffset? Until { get; set; }
    }

    [Fact]
    public void Attributes_configure_the_table()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Session>());
        var table = DynoModel.Of(context.Model).Tables.Single();
        Assert.Equal("Expires", table.TimeToLiveAttribute);
        Assert.Equal(
            """{"BillingMode":"PROVISIONED","Provisioned":{"ReadCapacityUnits":4,"WriteCapacityUnits":3},"Class":"STANDARD_INFREQUENT_ACCESS","DeletionProtection":true,"Stream":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"},"Encryption":{"Enabled":true,"SSEType":"KMS","KMSMasterKeyId":"alias/k"},"Tags":{"team":"web"}}""",
            table.Configuration.ToString());
        Assert.Equal(["Data"], table.Indexes.Single().Projection.NonKeyAttributes);
    }

    [Fact]
    public void Fluent_configuration_overrides_attributes_and_the_model_fills_the_rest()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.HasDynoTableDefaults(t => t.IsOnDemand(maxReadUnits: 9).HasDeletionProtection().HasTag("team", "all").HasTag("env", "test"));
            b.Entity<Session>().ToDynoTable(t => t.HasNoStream().HasTag("more", "x").HasDeletionProtection(false));
            b.Entity<Other>();
        });
        var tables = DynoModel.Of(context.Model).Tables;
        var session = tables.Single(t => t.Name == "Sessions").Configuration;
        Assert.Equal((BillingMode.PROVISIONED, null, false), (session.BillingMode, session.OnDemand, session.DeletionProtection));
        Assert.False(session.Stream!.StreamEnabled);
        Assert.Equal("env=test more=x team=web", string.Join(' ', session.Tags!.Select(t => $"{t.Key}={t.Value}")));
        var other = tables.Single(t => t.Name == "Others").Configuration;
        Assert.Equal((9L, true), (other.OnDemand!.MaxReadRequestUnits, other.DeletionProtection));
    }

    [Fact]
    public async Task Items_expire_by_seconds_since_1970()
    {
        using var database = new TestDatabase();
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));
        static void Model(ModelBuilder b) => b.Entity<Other>().HasTimeToLive(o => o.Until);
        await using (var context = database.Context(Model))
        {
            await context.Database.EnsureCreatedAsync();
            context.Add(new Other { Id = "a", Until = until });
            context.Add(new Other { Id = "b" });
            await context.SaveChangesAsync();
            var item = (await context.Database.GetDynoClient().GetItemAsync(new GetItemRequest { TableName = "Others", Key = Item.Of(("Id", "a")) })).Item;
            Assert.Equal("{\"N\":\"1893546245\"}", item!.Value["Until"]!.ToString());
        }

        await using (var context = database.Context(Model))
        {
            Assert.Equal(new DateTimeOffset(2030, 1, 2, 1, 4, 5, TimeSpan.Zero), (await context.Set<Other>().SingleAsync(o => o.Id == "a")).Until);
            Assert.Null((await context.Set<Other>().SingleAsync(o => o.Id == "b")).Until);
            Assert.Equal("a", (await context.Set<Other>().Where(o => o.Until < until.AddSeconds(1)).SingleAsync()).Id);
        }

        var time = EpochSecondsConverters.For(typeof(DateTime))!;
        Assert.Equal(86400L, time.ConvertToProvider(new DateTime(1970, 1, 2)));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)time.ConvertFromProvider(0L)!).Kind);
    }

    [Theory]
    [InlineData("text", "cannot tell a time to live: it is a String that is stored as S")]
    [InlineData("missing", "is told by 'Nope', which the type does not have")]
    [InlineData("two", "A table has one attribute that tells when items expire")]
    [InlineData("disagree", "The table class of table 'Shared' is configured differently by 'Session'")]
    public void Settings_that_no_table_can_have_are_refused(string fault, string message)
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            switch (fault)
            {
                case "text":
                    b.Entity<Other>().HasTimeToLive(o => o.Text);
                    break;
                case "missing":
                    b.Entity<Other>().HasTimeToLive("Nope");
                    break;
                default:
                    b.Entity<Other>().ToDynoTable("Shared").HasPartitionKey("O#{Id}");
                    b.Entity<Session>().ToDynoTable("Shared").HasPartitionKey("S#{Id}");
                    if (fault == "two")
                    {
                        b.Entity<Other>().HasTimeToLive(o => o.Gone);
                    }
                    else
                    {
                        b.Entity<Other>().ToDynoTable(t => t.HasTableClass(TableClass.STANDARD));
                    }

                    break;
            }
        });
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => context.Model).Message, StringComparison.Ordinal);
    }
}
