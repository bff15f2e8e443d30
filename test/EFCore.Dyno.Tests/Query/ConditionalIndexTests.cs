// Indexes that have only the entities of a condition: what is written when it begins and ceases to hold, and which queries are known to want no others.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Query;

public sealed class ConditionalIndexTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private enum Stage
    {
        Open,
        Paid,
        Sent,
    }

    private sealed class Job
    {
        public string Id { get; set; } = "";

        public string Team { get; set; } = "";

        public Stage Stage { get; set; }

        public int Priority { get; set; }

        public string? Owner { get; set; }

        public bool IsHidden { get; set; }

        public DateTime At { get; set; }

        public DateTime? DoneAt { get; set; }
    }

    public ConditionalIndexTests()
    {
        using var context = Context();
        context.Database.EnsureCreated();
        for (var i = 0; i < 60; i++)
        {
            context.Add(new Job
            {
                Id = "J" + i,
                Team = "T" + (i % 3),
                Stage = (Stage)(i % 4 == 0 ? 0 : 1 + (i % 2)),
                Priority = i % 10,
                Owner = i % 5 == 0 ? null : "P" + (i % 2),
                IsHidden = i % 7 == 0,
                At = new DateTime(2026, 1, 1).AddHours(i),
                DoneAt = i % 4 == 0 ? new DateTime(2026, 2, 1) : null,
            });
        }

        context.SaveChanges();
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Only_what_the_condition_holds_for_is_in_the_index()
    {
        using var context = Context();
        var items = (await context.Database.GetDynoClient().ScanAsync(new ScanRequest { TableName = "Job", IndexName = "OpenJobs" })).Items;
        var jobs = context.Set<Job>().AllowScan().ToList();
        Assert.Equal(jobs.Where(j => j.Stage == Stage.Open && !j.IsHidden).Select(j => j.Id).Order(), items.Select(i => i["Id"]!.AsString()).Order());

        // It leaves when one of the properties changes, and comes back; what else changes moves nothing.
        async Task<bool> IsIn(string id) => (await context.Database.GetDynoClient().GetItemAsync(
            new() { TableName = "Job", Key = Item.Of(("Id", id)) })).Item!.Value.Contains("OpenJobsPK");
        var job = jobs.First(j => j.Stage == Stage.Open && !j.IsHidden);
        Assert.True(await IsIn(job.Id));
        job.Stage = Stage.Paid;
        context.SaveChanges();
        Assert.False(await IsIn(job.Id));
        job.Priority = 99;
        context.SaveChanges();
        Assert.False(await IsIn(job.Id));
        job.Stage = Stage.Open;
        job.IsHidden = true;
        context.SaveChanges();
        Assert.False(await IsIn(job.Id));
        job.IsHidden = false;
        context.SaveChanges();
        Assert.True(await IsIn(job.Id));

        Assert.Equal(1, context.Set<Job>().Where(j => j.Id == job.Id).ExecuteUpdate(s => s.SetProperty(j => j.Stage, Stage.Sent)));
        Assert.False(await IsIn(job.Id));
        Assert.Equal(1, context.Set<Job>().Where(j => j.Id == job.Id).ExecuteUpdate(s => s.SetProperty(j => j.Stage, Stage.Open)));
        Assert.True(await IsIn(job.Id));
    }

    [Fact]
    public void A_query_uses_the_index_where_it_wants_no_other_rows()
    {
        using var context = Context();
        var jobs = context.Set<Job>().AsNoTracking();
        var all = jobs.AllowScan().ToList().AsQueryable();
        Stage[] stages = [Stage.Open, Stage.Paid];

        Check("OpenJobs", q => q.Where(j => j.Team == "T1" && j.Stage == Stage.Open && !j.IsHidden), "filter");
        Check("OpenJobs", q => q.Where(j => !j.IsHidden && j.Stage == Stage.Open && j.Team == "T1" && j.At > new DateTime(2026, 1, 2)).OrderByDescending(j => j.At).Take(3), "filter");
        Check("OpenJobs", q => q.Where(j => j.Team == "T0" && (j.Stage == Stage.Open && !j.IsHidden && j.Priority > 4)));
        Check("UrgentJobs", q => q.Where(j => j.Team == "T1" && j.Priority >= 8));
        Check("UrgentJobs", q => q.Where(j => j.Team == "T1" && j.Priority > 8));
        Check("UrgentJobs", q => q.Where(j => j.Team == "T1" && j.Priority == 9));
        Check("UrgentJobs", q => q.Where(j => j.Team == "T1" && (j.Priority == 9 || j.Priority == 8)));
        Check("UrgentJobs", q => q.Where(j => j.Team == "T1" && j.Priority > 7));
        Check("OwnedJobs", q => q.Where(j => j.Team == "T1" && j.Owner != null));
        Check("UnfinishedJobs", q => q.Where(j => j.Team == "T1" && j.DoneAt == null));
        Check("OwnedJobs", q => q.Where(j => j.Team == "T1" && j.Owner == "P1"));
        Assert.StartsWith("Query Job.OwnedJobs", jobs.Where(j => j.Team == "T1" && j.Owner!.StartsWith("P")).ToQueryString(), StringComparison.Ordinal);

        // More rows may be wanted than it has.
        Check(null, q => q.Where(j => j.Team == "T1"));
        Check(null, q => q.Where(j => j.Team == "T1" && j.Stage == Stage.Open));
        Check(null, q => q.Where(j => j.Team == "T1" && j.Stage == Stage.Paid && !j.IsHidden));
        Check(null, q => q.Where(j => j.Team == "T1" && stages.Contains(j.Stage) && !j.IsHidden));
        Check(null, q => q.Where(j => j.Team == "T1" && (j.Stage == Stage.Open || j.At < new DateTime(2026, 1, 2)) && !j.IsHidden));
        Check(null, q => q.Where(j => j.Team == "T1" && j.Priority >= 7));
        Check(null, q => q.Where(j => j.Team == "T1" && j.Priority < 9));
        Check(null, q => q.Where(j => j.Team == "T1" && j.Owner == null));

        var error = Assert.Throws<InvalidOperationException>(() => jobs.WithIndex("OpenJobs").Where(j => j.Team == "T1").ToList());
        Assert.Contains("only rows where Stage == Open", error.Message, StringComparison.Ordinal);
        Assert.Contains("index OpenJobs has only rows where Stage == Open", jobs.Where(j => j.Team == "T1").ToQueryString(), StringComparison.Ordinal);

        void Check(string? index, Func<IQueryable<Job>, IQueryable<Job>> query, string? without = null)
        {
            var plan = query(jobs).ToQueryString();
            Assert.True(plan.StartsWith(index is null ? "Scan Job" : $"Query Job.{index}", StringComparison.Ordinal), plan);
            Assert.True(without is null || !plan.Contains(without, StringComparison.Ordinal), plan);
            var expected = query(all).Select(j => j.Id).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected.Order(), query(jobs).AsEnumerable().Select(j => j.Id).Order());
        }
    }

    // The plan is that of the values: each query is asked with several, in both orders, so that the first plan is one of either kind.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_parameter_within_the_condition_uses_the_index_and_another_does_not(bool reversed)
    {
        using var context = Context();
        var jobs = context.Set<Job>().AsNoTracking();
        var all = jobs.AllowScan().ToList().AsQueryable();

        await Check((q, stage) => q.Where(j => j.Team == "T1" && j.Stage == stage && !j.IsHidden), (Stage.Open, "OpenJobs"), (Stage.Paid, null), (Stage.Sent, null));
        await Check((q, hidden) => q.Where(j => j.Team == "T1" && j.Stage == Stage.Open && j.IsHidden == hidden), (false, "OpenJobs"), (true, null));
        await Check((q, of) => q.Where(j => j.Team == "T1" && of.Contains(j.Stage) && !j.IsHidden),
            ((Stage[])[Stage.Open], "OpenJobs"), ([Stage.Open, Stage.Paid], null), ([Stage.Open, Stage.Open], "OpenJobs"));
        await Check((q, of) => q.Where(j => j.Team == "T1" && (j.Stage == of.Item1 || j.Stage == of.Item2) && !j.IsHidden),
            ((Stage.Open, Stage.Open), "OpenJobs"), ((Stage.Open, Stage.Sent), null), ((Stage.Paid, Stage.Open), null));
        await Check((q, least) => q.Where(j => j.Team == "T1" && j.Priority >= least), (8, "UrgentJobs"), (7, null), (9, "UrgentJobs"));
        await Check((q, least) => q.Where(j => j.Team == "T1" && j.Priority > least), (8L, "UrgentJobs"), (7L, "UrgentJobs"), (6L, null));
        await Check((q, most) => q.Where(j => j.Team == "T1" && j.Priority < most), (9, null), (99, null));
        await Check((q, priority) => q.Where(j => j.Team == "T1" && j.Priority == priority), (9, "UrgentJobs"), (4, null));
        await Check((q, of) => q.Where(j => j.Team == "T1" && (j.Priority == of.Item1 || j.Priority > of.Item2)), ((8, 7), "UrgentJobs"), ((8, 4), null), ((1, 8), null));
        await Check((q, of) => q.Where(j => j.Team == "T1" && j.Stage == of.Item1 && !j.IsHidden && j.Priority >= of.Item2),
            ((Stage.Open, 6), "OpenJobs"), ((Stage.Open, 1), "OpenJobs"), ((Stage.Sent, 8), "UrgentJobs"), ((Stage.Sent, 5), null));
        await Check((q, owner) => q.Where(j => j.Team == "T1" && j.Owner == owner), ("P1", "OwnedJobs"), ((string?)null, null), ("P0", "OwnedJobs"));
        await Check((q, done) => q.Where(j => j.Team == "T1" && j.DoneAt == done), ((DateTime?)null, "UnfinishedJobs"), (new DateTime(2026, 2, 1), null));

        // What no value of the property's type is equal to.
        var far = long.MaxValue;
        Assert.Empty(jobs.AllowScan().Where(j => j.Team == "T1" && j.Priority == far).ToList());
        Assert.StartsWith("Scan Job", jobs.AllowScan().Where(j => j.Team == "T1" && j.Priority == far).ToQueryString(), StringComparison.Ordinal);

        // An index that is asked for by name has not what another value wants.
        var named = Stage.Open;
        var byName = jobs.WithIndex("OpenJobs").Where(j => j.Team == "T1" && j.Stage == named && !j.IsHidden);
        Assert.NotEmpty(byName.ToList());
        named = Stage.Paid;
        Assert.Contains("only rows where Stage == Open", Assert.Throws<InvalidOperationException>(() => byName.ToList()).Message, StringComparison.Ordinal);

        // So are bulk writes, and queries that are compiled beforehand.
        named = Stage.Sent;
        var count = all.Count(j => j.Team == "T1" && j.Stage == Stage.Sent && !j.IsHidden);
        Assert.Equal(count, context.Set<Job>().AllowScan().Where(j => j.Team == "T1" && j.Stage == named && !j.IsHidden).ExecuteUpdate(s => s.SetProperty(j => j.Stage, Stage.Open)));
        var compiled = EF.CompileQuery((ModelContext db, Stage stage) => db.Set<Job>().AllowScan().Count(j => j.Team == "T1" && j.Stage == stage && !j.IsHidden));
        Assert.Equal([0, count + all.Count(j => j.Team == "T1" && j.Stage == Stage.Open && !j.IsHidden), 0], ((Stage[])[Stage.Sent, Stage.Open, Stage.Sent]).Select(s => compiled(context, s)));

        async Task Check<T>(Func<IQueryable<Job>, T, IQueryable<Job>> query, params (T Value, string? Index)[] cases)
        {
            foreach (var (value, index) in reversed ? cases.Reverse() : cases)
            {
                var asked = query(jobs.AllowScan(), value);
                var plan = asked.ToQueryString();
                Assert.True(plan.StartsWith(index is null ? "Scan Job" : $"Query Job.{index}", StringComparison.Ordinal), $"{value}: {plan}");
                var expected = query(all, value).Select(j => j.Id).Order().ToList();
                Assert.NotEmpty(expected);
                Assert.Equal(expected, asked.AsEnumerable().Select(j => j.Id).Order());
                Assert.Equal(expected, (await asked.ToListAsync()).Select(j => j.Id).Order());
                Assert.Equal(expected.Count, await asked.CountAsync());
            }
        }
    }

    [Fact]
    public void A_condition_is_kept_in_the_model_as_text()
    {
        using var context = Context();
        var annotation = (string)context.DesignTimeModel.FindEntityType(typeof(Job))![DynoAnnotationNames.Index + "OpenJobs"]!;
        Assert.Equal(annotation, IndexConfiguration.Parse(annotation).ToString());
        Assert.Equal([new("Stage", IndexOperator.Equal, "0"), new("IsHidden", IndexOperator.Equal, "false")], IndexConfiguration.Parse(annotation).Condition);

        var limit = 3;
        var since = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using var other = _database.Context(b => b.Entity<Job>().HasGlobalSecondaryIndex("Some", j => j.Team).When(j => limit < j.Priority && j.At >= since && j.Owner != "x"));
        var map = DynoModel.Of(other.Model).For(other.Model.FindEntityType(typeof(Job))!);
        var key = Assert.IsType<TemplateKeyPart>(map.Indexes[0].PartitionKey);
        Assert.Equal(["Priority > 3", "At >= 01/01/2026 00:00:00", "Owner != \"x\""], key.Condition.Select(c => c.ToString()));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)key.Condition[1].Value!).Kind);
    }

    [Fact]
    public async Task Plans_of_tables_know_the_index()
    {
        using var context = Context();
        Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
        using var more = _database.Context(b => b.Entity<Job>(e =>
        {
            Configure(e);
            e.HasGlobalSecondaryIndex("PaidJobs", j => j.Team).When(j => j.Stage == Stage.Paid);
        }));
        Assert.Contains("PaidJobsPK", (await more.Database.PlanTablesAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_comparison_with_a_constant_is_refused()
    {
        Mistake("no comparison of a property of the entity with a constant", e => e.HasGlobalSecondaryIndex("X00", j => j.Team).When(j => j.Owner == j.Team));
        Mistake("has '((Convert(j.Stage, Int32) == 0) OrElse j.IsHidden)'", e => e.HasGlobalSecondaryIndex("X00", j => j.Team).When(j => j.Stage == Stage.Open || j.IsHidden));
        Mistake("StartsWith", e => e.HasGlobalSecondaryIndex("X00", j => j.Team).When(j => j.Team.StartsWith("a")));
        Mistake("'Job.Owner', which is not stored. Map the property", e =>
        {
            e.Ignore(j => j.Owner);
            e.HasGlobalSecondaryIndex("X00", j => j.Team).When(j => j.Owner != null);
        });
        Mistake("needs a partition key of its own, in one attribute", e => e.HasGlobalSecondaryIndex("X00", j => new { j.Team, j.Stage }).When(j => j.IsHidden));
        Mistake("needs a partition key of its own", e =>
        {
            e.HasPartitionKey(j => j.Id).HasSortKey(_ => "JOB");
            e.HasLocalSecondaryIndex("X00", j => j.At).When(j => j.IsHidden);
        });

        void Mistake(string message, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Job>> configure)
        {
            using var context = _database.Context(b => b.Entity(configure));
            Assert.Contains(message, Assert.ThrowsAny<Exception>(() => context.Model).Message, StringComparison.Ordinal);
        }
    }

    private ModelContext Context() => _database.Context(b => b.Entity<Job>(Configure));

    private static void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Job> e)
    {
        e.ToDynoTable("Job");
        e.HasGlobalSecondaryIndex("OpenJobs", j => j.Team, j => j.At).When(j => j.Stage == Stage.Open && !j.IsHidden);
        e.HasGlobalSecondaryIndex("UrgentJobs", j => j.Team).When(j => j.Priority > 7);
        e.HasGlobalSecondaryIndex("OwnedJobs", j => $"TEAM#{j.Team}").When(j => j.Owner != null);
        e.HasGlobalSecondaryIndex("UnfinishedJobs", j => $"TEAM#{j.Team}").When(j => j.DoneAt == null);
    }
}
