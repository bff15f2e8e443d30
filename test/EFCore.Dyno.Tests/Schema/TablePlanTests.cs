// What differs between a model and its tables: the steps, their order and what cannot be changed; and that applying a plan leaves nothing to do.

using EFCore.Dyno.Schema;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EFCore.Dyno.Tests.Schema;

public sealed class TablePlanTests
{
    private sealed class Order
    {
        public string CustomerId { get; set; } = "";

        public int Number { get; set; }

        public string Status { get; set; } = "";

        public decimal Total { get; set; }

        public string Region { get; set; } = "";

        public DateTime? ExpiresAt { get; set; }

        public DateTimeOffset? RemovedAt { get; set; }
    }

    [Fact]
    public async Task A_missing_table_is_created_with_everything_and_then_there_is_nothing_to_do()
    {
        using var database = new TestDatabase();
        await using var context = database.Context(b => Configure(b, Rich));
        var plan = await context.Database.PlanTablesAsync();
        Assert.Equal(
            """
            Orders
              1. create the table with CustomerId (S) and Number (N), global index ByRegion by Region (S) + Status (S) and Total (N) with Number, global index ByStatus by Status (S), local index ByTotal by CustomerId (S) and Total (N) with its keys only
              2. enable time to live by 'ExpiresAt'
              - the embedded engine keeps the encryption setting and encrypts nothing for it: encrypt the disk that holds the database

            """.ReplaceLineEndings("\n"),
            plan.ToString());
        var seen = new List<string>();
        await plan.ApplyAsync(new Immediately(p => seen.Add($"{p.Number}/{p.Count} {p.State}")));
        Assert.Equal(["1/2 Started", "1/2 Done", "2/2 Started", "2/2 Done"], seen);

        var description = await context.Database.GetDynoTables().DescribeTableAsync("Orders");
        Assert.Equal(BillingMode.PROVISIONED, description.BillingMode);
        Assert.Equal((7, 5), (description.ProvisionedThroughput.ReadCapacityUnits, description.ProvisionedThroughput.WriteCapacityUnits));
        Assert.Equal(3, description.GlobalSecondaryIndexes.Single(i => i.IndexName == "ByStatus").ProvisionedThroughput!.ReadCapacityUnits);
        Assert.Equal(7, description.GlobalSecondaryIndexes.Single(i => i.IndexName == "ByRegion").ProvisionedThroughput!.ReadCapacityUnits);
        Assert.Equal(TableClass.STANDARD_INFREQUENT_ACCESS, description.TableClass);
        Assert.Equal(StreamViewType.NEW_IMAGE, description.StreamSpecification!.StreamViewType);
        Assert.Equal("key", description.SSEDescription!.KMSMasterKeyArn![^3..]);
        Assert.Equal("ExpiresAt", (await context.Database.GetDynoTables().DescribeTimeToLiveAsync("Orders")).AttributeName);
        Assert.Equal(
            [new Tag("a", "1"), new Tag("b", "2")],
            (await context.Database.GetDynoTables().ListTagsOfResourceAsync(new ListTagsOfResourceRequest(description.TableArn))).Tags.OrderBy(t => t.Key));
        Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
    }

    [Fact]
    public async Task EnsureCreated_makes_the_same_table()
    {
        using var database = new TestDatabase();
        await using var context = database.Context(b => Configure(b, Rich));
        Assert.True(context.Database.EnsureCreated());
        var plan = await context.Database.PlanTablesAsync();
        Assert.True(plan.IsEmpty, plan.ToString());
        Assert.Equal("The tables are as the model says.", new TablePlan([], [], null!).ToString());
    }

    [Fact]
    public async Task Changes_of_a_table_come_one_at_a_time_and_fill_new_indexes()
    {
        using var database = new TestDatabase();
        await using (var before = database.Context(b => Configure(b, e =>
        {
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status);
            e.HasGlobalSecondaryIndex("Old", o => o.Region);
            e.HasTimeToLive(o => o.RemovedAt);
            e.ToDynoTable(t => t.HasStream(StreamViewType.KEYS_ONLY).HasTag("a", "0").HasTag("kept", "x").HasDeletionProtection());
        })))
        {
            before.Database.EnsureCreated();
            before.Add(new Order { CustomerId = "c", Number = 1, Status = "open", Region = "eu", Total = 5 });
            await before.SaveChangesAsync();
        }

        await using var context = database.Context(b => Configure(b, e =>
        {
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status, o => o.Total);
            e.HasGlobalSecondaryIndex("ByRegion", o => o.Region).ProjectsKeysOnly();
            e.HasTimeToLive(o => o.ExpiresAt);
            e.ToDynoTable(t => t.HasStream(StreamViewType.NEW_IMAGE).HasTag("a", "1").HasDeletionProtection(false)
                .IsProvisioned(3, 2).HasTableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
        }));
        var plan = await context.Database.PlanTablesAsync();
        Assert.Equal(
            """
            Orders
              1. pay by provisioned throughput: 3 read and 2 write units a second
              2. drop global index ByStatus, which is Status (S), to add it anew; queries that use it fail until then
              3. drop global index Old, which the model does not have
              4. add global index ByRegion by Region (S) with its keys only; it is filled from 1 items while the table is used
              5. add global index ByStatus by Status (S) and Total (N); it is filled from 1 items while the table is used
              6. disable time to live by 'RemovedAt'; DynamoDB may take up to an hour before another attribute can be enabled
              7. enable time to live by 'ExpiresAt'
              8. disable the stream; its records can be read for 24 hours more
              9. enable the stream (NEW_IMAGE)
              10. change the class to STANDARD_INFREQUENT_ACCESS; DynamoDB allows two changes in 30 days
              11. take the protection from deletion away
              12. set the tags a = 1

            """.ReplaceLineEndings("\n"),
            plan.ToString());
        Assert.Equal([2, 3, 6, 8], plan.Steps.Select((s, i) => (s, i)).Where(p => p.s.IsDestructive).Select(p => p.i + 1));
        Assert.All(plan.Steps, s => Assert.True(s.IsOnline));
        await plan.ApplyAsync();
        var rest = await context.Database.PlanTablesAsync();
        Assert.True(rest.IsEmpty && !rest.HasObstacles, rest.ToString());
        Assert.Equal(1, (await context.Set<Order>().Where(o => o.Status == "open" && o.Total == 5).ToListAsync()).Single().Number);
        Assert.Contains(database.Log, l => l.Contains("Orders.ByStatus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_table_cannot_change_is_said()
    {
        using var database = new TestDatabase();
        await using (var before = database.Context(b => Configure(b, e =>
        {
            e.HasLocalSecondaryIndex("ByTotal", o => o.Total);
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status);
            e.ToDynoTable(t => t.HasWarmThroughput(20_000, 10_000));
        })))
        {
            before.Database.EnsureCreated();
        }

        await using (var context = database.Context(b => Configure(b, e =>
        {
            e.HasLocalSecondaryIndex("ByRegion", o => o.Region);
            e.Property(o => o.Total).HasConversion<string>();
            e.HasGlobalSecondaryIndex("Totals", o => o.Total);
            e.ToDynoTable(t => t.HasWarmThroughput(15_000, 10_000));
        })))
        {
            var plan = await context.Database.PlanTablesAsync(new TablePlanOptions { DropIndexes = false });
            Assert.True(plan.HasObstacles);
            var text = plan.ToString();
            Assert.Contains("! the local index ByRegion is missing. Local indexes are made with their table", text, StringComparison.Ordinal);
            Assert.Contains("! the local index ByTotal is not in the model", text, StringComparison.Ordinal);
            Assert.Contains("! the attribute 'Total' is a key of type N already, and the model has it as S", text, StringComparison.Ordinal);
            Assert.Contains("! it is ready at once for 20000 read and 10000 write units a second, and warm throughput cannot be lowered", text, StringComparison.Ordinal);
            Assert.Contains("- the global index ByStatus is not in the model", text, StringComparison.Ordinal);
            Assert.Empty(plan.Steps);
        }

        await using (var context = database.Context(b => b.Entity<Order>().HasPartitionKey("C#{CustomerId}").HasSortKey("O#{Number}")))
        {
            var plan = await context.Database.PlanTablesAsync();
            Assert.Contains(
                "! its key is CustomerId (S) and Number (N), and the model has PK (S) and SK (S). A table keeps its key", plan.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Throughput_on_demand_and_provisioned_is_changed_for_table_and_indexes()
    {
        using var database = new TestDatabase();
        await using (var context = database.Context(b => Configure(b, e =>
        {
            e.ToDynoTable(t => t.IsProvisioned(1, 1));
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status);
        })))
        {
            context.Database.EnsureCreated();
        }

        await using (var context = database.Context(b => Configure(b, e =>
        {
            e.ToDynoTable(t => t.IsProvisioned(2, 1));
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status).IsProvisioned(4, 4);
        })))
        {
            Assert.Equal(["change the throughput from 1 read and 1 write units a second to 2 read and 1 write units a second",
                "change the throughput of index ByStatus to 4 read and 4 write units a second"], await ApplyAsync(context));
        }

        await using (var context = database.Context(b => Configure(b, e =>
        {
            e.ToDynoTable(t => t.IsOnDemand(maxReadUnits: 100));
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status).HasMaxOnDemandThroughput(50, 60);
        })))
        {
            Assert.Equal(["pay on demand", "take on demand on index ByStatus at most 50 read and 60 write units a second"], await ApplyAsync(context));
        }
    }

    private static async Task<IEnumerable<string>> ApplyAsync(DbContext context)
    {
        var plan = await context.Database.PlanTablesAsync();
        await plan.ApplyAsync();
        var rest = await context.Database.PlanTablesAsync();
        Assert.True(rest.IsEmpty, rest.ToString());
        return plan.Steps.Select(s => s.Description);
    }

    private static void Configure(ModelBuilder b, Action<EntityTypeBuilder<Order>> configure)
    {
        b.Entity<Order>().HasKey(o => new { o.CustomerId, o.Number });
        configure(b.Entity<Order>());
    }

    private static void Rich(EntityTypeBuilder<Order> e)
    {
        e.ToDynoTable(t => t.IsProvisioned(7, 5).HasTableClass(TableClass.STANDARD_INFREQUENT_ACCESS).HasStream(StreamViewType.NEW_IMAGE)
            .HasTag("b", "2").HasTag("a", "1").IsEncryptedWithKms("key"));
        e.HasTimeToLive(o => o.ExpiresAt);
        e.HasGlobalSecondaryIndex("ByStatus", o => o.Status).IsProvisioned(3, 3);
        e.HasGlobalSecondaryIndex("ByRegion", o => new { o.Region, o.Status }, o => o.Total).Projects(o => o.Number);
        e.HasLocalSecondaryIndex("ByTotal", o => o.Total).ProjectsKeysOnly();
    }
}
