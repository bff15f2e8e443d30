// Item collections: that one Query answers what stands together in a partition, that it reads nothing else, and that the rows are those of LINQ
// over the same objects, whatever stands between them.

using Xunit.Abstractions;

namespace EFCore.Dyno.Tests.Query;

public sealed class ItemCollectionTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _name = "collection-" + Guid.NewGuid().ToString("N");

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    private ProjectContext Open() => new(new DbContextOptionsBuilder<ProjectContext>().UseDyno(o => o.InMemory(_name)).Options);

    private static string PlanOf(IQueryable query) => query.ToQueryString().ReplaceLineEndings("\n").Split("\n    ")[0];

    [Fact]
    public void One_query_reads_what_stands_together_and_says_so()
    {
        using var context = Open();
        var id = "p";
        var project = context.Projects.Where(p => p.Id == id);
        Assert.Contains("BETWEEN \"INFO\" AND \"TASK$\"", PlanOf(project.Include(p => p.Tasks)), StringComparison.Ordinal);
        Assert.Contains("BETWEEN \"INFO\" AND \"TASK$\"", PlanOf(project.Include(p => p.Tasks).ThenInclude(t => t.Steps)), StringComparison.Ordinal);
        Assert.Contains(
            "BETWEEN \"TASK#\" + @id AND \"TASK#\" + @id + \"#STEP$\"",
            PlanOf(context.Tasks.Where(t => t.ProjectId == "p" && t.Id == id).Include(t => t.Steps)), StringComparison.Ordinal);
        Assert.Contains(
            "begins_with(SK, \"TASK#\")", PlanOf(context.Tasks.Where(t => t.ProjectId == id).Include(t => t.Steps)), StringComparison.Ordinal);
        Assert.Contains(
            "BETWEEN \"AUDIT#\" AND \"TASK$\"",
            PlanOf(project.Select(p => new
            {
                p,
                Tasks = context.Tasks.Where(t => t.ProjectId == p.Id).ToList(),
                Steps = context.Steps.Where(s => s.ProjectId == p.Id).ToList(),
                Audits = context.Audits.Where(a => a.ProjectId == p.Id).ToList(),
            })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_read_other_items_reads_apart()
    {
        using var context = Open();
        var id = "p";
        // Steps stand between tasks: without them each task's own item is looked for.
        Assert.StartsWith("GetItem", PlanOf(context.Projects.Where(p => p.Id == id).Include(p => p.Tasks.OrderBy(t => t.Id).Take(1))), StringComparison.Ordinal);
        Assert.StartsWith("GetItem", PlanOf(context.Tasks.Where(t => t.ProjectId == "p" && t.Id == id).Include(t => t.Project)), StringComparison.Ordinal);
        // Steps of tasks that a filter drops would be read for nothing.
        Assert.Contains("filter", PlanOf(context.Tasks.Where(t => t.ProjectId == id && t.Hours > 3).Include(t => t.Steps)), StringComparison.Ordinal);
        Assert.DoesNotContain("Collection", context.Tasks.Where(t => t.ProjectId == id && t.Hours > 3).Include(t => t.Steps).ToQueryString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Collection", context.Tasks.Where(t => t.ProjectId == id).Take(3).Include(t => t.Steps).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_another_continues_takes_no_text_that_looks_like_it()
    {
        using var context = Open();
        await context.Database.EnsureCreatedAsync();
        context.Add(new ProjectTask { ProjectId = "p", Id = "1#STEP#001" });
        var error = await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync());
        Assert.Contains("'SK' of 'ProjectTask' (TASK#{Id}) cannot be composed", error.Message, StringComparison.Ordinal);
        context.ChangeTracker.Clear();
        context.Add(new Step { ProjectId = "p", TaskId = "1", Number = 1 });
        await context.SaveChangesAsync();
        // The key is a step's, and no task.
        Assert.Null(await context.Tasks.FindAsync("p", "1#STEP#001"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_are_those_of_LINQ_over_objects(bool awaited)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"DYNO_SEED={seed}");
        var random = new Random(seed);
        // Ids that begin as others do, with characters before and after the separator.
        string[] ids = ["1", "12", "1!", "1$", "1.5", "2", "a", "é", "\uE001"];
        var projects = new List<Project>();
        using (var context = Open())
        {
            await context.Database.EnsureCreatedAsync();
            foreach (var id in ids.Where(_ => random.Next(4) > 0))
            {
                var project = new Project { Id = id, Name = "n" + id };
                project.Tasks.AddRange(ids.Where(_ => random.Next(3) > 0).Select(t => new ProjectTask { ProjectId = id, Id = t, Hours = random.Next(6) }));
                foreach (var task in project.Tasks)
                {
                    task.Project = project;
                    task.Steps.AddRange(Enumerable.Range(1, random.Next(4)).Select(n => new Step
                    {
                        ProjectId = id,
                        TaskId = task.Id,
                        Number = n,
                        Text = new string('x', random.Next(1, 3) * 300),
                        Task = task,
                    }));
                }

                context.AddRange(Enumerable.Range(0, random.Next(3)).Select(n => new Audit { ProjectId = id, At = n }));
                projects.Add(project);
            }

            context.AddRange(projects);
            await context.SaveChangesAsync();
        }

        using var embedded = Open();
        using var db = awaited
            ? new ProjectContext(new DbContextOptionsBuilder<ProjectContext>()
                .UseDyno(new DelayedClient(embedded.Database.GetDynoClient()), embedded.Database.GetDynoTables()).Options)
            : Open();
        foreach (var id in ids)
        {
            await Same(db, p => p.Id == id, (s, include) => include(s.Projects).Where(p => p.Id == id).Select(p => p), projects);
            foreach (var task in ids)
            {
                var expected = projects.Where(p => p.Id == id).SelectMany(p => p.Tasks).SingleOrDefault(t => t.Id == task);
                var found = await db.Tasks.AsNoTracking().Where(t => t.ProjectId == id && t.Id == task).Include(t => t.Steps).SingleOrDefaultAsync();
                Assert.Equal(expected?.Steps.Select(s => s.Number), found?.Steps.Select(s => s.Number));
            }

            var tasks = await db.Tasks.Where(t => t.ProjectId == id).OrderByDescending(t => t.Hours).ThenBy(t => t.Id).Include(t => t.Steps).Include(t => t.Project).ToListAsync();
            var wanted = projects.Where(p => p.Id == id).SelectMany(p => p.Tasks).OrderByDescending(t => t.Hours).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
            Assert.Equal(wanted.Select(t => t.Id), tasks.Select(t => t.Id));
            Assert.All(tasks, t => Assert.Equal(id, t.Project!.Id));
            Assert.Equal(wanted.Select(t => t.Steps.Count), tasks.Select(t => t.Steps.Count));
            db.ChangeTracker.Clear();

            // A page reads apart, and gives the same.
            var paged = new List<ProjectTask>();
            string? cursor = null;
            do
            {
                var page = await db.Tasks.AsNoTracking().Where(t => t.ProjectId == id).Include(t => t.Steps).ToPageAsync(2, cursor);
                paged.AddRange(page.Items);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            Assert.Equal(
                wanted.OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => $"{t.Id}:{t.Steps.Count}"), paged.Select(t => $"{t.Id}:{t.Steps.Count}"));
        }
    }

    private static async Task Same(
        ProjectContext db, Func<Project, bool> predicate, Func<ProjectContext, Func<IQueryable<Project>, IQueryable<Project>>, IQueryable<Project>> query, List<Project> projects)
    {
        var expected = projects.Where(predicate).ToList();
        var found = await query(db, q => q.Include(p => p.Tasks.OrderByDescending(t => t.Id).Where(t => t.Hours > 1)).ThenInclude(t => t.Steps)).AsNoTracking().ToListAsync();
        Assert.Equal(
            expected.Select(p => string.Join("|", p.Tasks.Where(t => t.Hours > 1).OrderByDescending(t => t.Id, StringComparer.Ordinal).Select(t => $"{t.Id}:{t.Steps.Count}"))),
            found.Select(p => string.Join("|", p.Tasks.Select(t => $"{t.Id}:{t.Steps.Count}"))));
        found = await query(db, q => q.Include(p => p.Tasks).ThenInclude(t => t.Steps)).ToListAsync();
        Assert.Equal(
            expected.Select(p => string.Join("|", p.Tasks.OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => $"{t.Id}:{t.Steps.Sum(s => s.Text.Length)}"))),
            found.Select(p => string.Join("|", p.Tasks.OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => $"{t.Id}:{t.Steps.Sum(s => s.Text.Length)}"))));
        db.ChangeTracker.Clear();
    }

    private sealed class ProjectContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Project> Projects => Set<Project>();

        public DbSet<ProjectTask> Tasks => Set<ProjectTask>();

        public DbSet<Step> Steps => Set<Step>();

        public DbSet<Audit> Audits => Set<Audit>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Project>(project =>
            {
                project.ToDynoTable("Work");
                project.HasPartitionKey(p => $"PROJECT#{p.Id}");
                project.HasSortKey(p => "INFO");
            });
            modelBuilder.Entity<ProjectTask>(task =>
            {
                task.ToDynoTable("Work");
                task.HasKey(t => new { t.ProjectId, t.Id });
                task.HasPartitionKey(t => $"PROJECT#{t.ProjectId}");
                task.HasSortKey(t => $"TASK#{t.Id}");
                task.HasOne(t => t.Project).WithMany(p => p.Tasks).HasForeignKey(t => t.ProjectId);
            });
            modelBuilder.Entity<Step>(step =>
            {
                step.ToDynoTable("Work");
                step.HasKey(s => new { s.ProjectId, s.TaskId, s.Number });
                step.HasPartitionKey(s => $"PROJECT#{s.ProjectId}");
                step.HasSortKey(s => $"TASK#{s.TaskId}#STEP#{s.Number:D3}");
                step.HasOne(s => s.Task).WithMany(t => t.Steps).HasForeignKey(s => new { s.ProjectId, s.TaskId });
            });
            modelBuilder.Entity<Audit>(audit =>
            {
                audit.ToDynoTable("Work");
                audit.HasKey(a => new { a.ProjectId, a.At });
                audit.HasPartitionKey(a => $"PROJECT#{a.ProjectId}");
                audit.HasSortKey(a => $"AUDIT#{a.At:D9}");
            });
        }
    }

    private sealed class Project
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public List<ProjectTask> Tasks { get; } = [];
    }

    private sealed class ProjectTask
    {
        public string ProjectId { get; set; } = "";

        public string Id { get; set; } = "";

        public int Hours { get; set; }

        public Project? Project { get; set; }

        public List<Step> Steps { get; } = [];
    }

    private sealed class Step
    {
        public string ProjectId { get; set; } = "";

        public string TaskId { get; set; } = "";

        public int Number { get; set; }

        public string Text { get; set; } = "";

        public ProjectTask? Task { get; set; }
    }

    private sealed class Audit
    {
        public string ProjectId { get; set; } = "";

        public int At { get; set; }
    }
}
