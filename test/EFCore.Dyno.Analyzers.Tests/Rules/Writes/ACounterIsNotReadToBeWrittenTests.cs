// DYNO3003: read, changed, written back. The shop's coupons have a plain counter; accounts have a token.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Writes;

public class ACounterIsNotReadToBeWrittenTests
{
    [Theory]
    [InlineData("var p = await db.Posts.FindAsync(id); {|p!.Views++|}; await db.SaveChangesAsync();")]
    [InlineData("var p = db.Posts.Find(id)!; {|++p.Views|}; db.SaveChanges();")]
    [InlineData("var p = await db.Posts.FirstAsync(p => p.Id == id); {|p.Likes -= n|}; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.Where(p => p.Id == id).SingleAsync(); {|p.Total += 2.5m|}; await db.SaveChangesAsync();")]
    [InlineData("var p = db.Posts.First(p => p.Id == id); {|p.Views = p.Views + n|}; db.SaveChanges();")]
    [InlineData("var p = db.Posts.First(p => p.Id == id); {|p.Views = n + p.Views|}; db.SaveChanges();")]
    [InlineData("var p = await db.Posts.FindAsync(id) ?? throw new Exception(); if (p.Views > 0) { {|p.Views--|}; } await db.SaveChangesAsync();")]
    [InlineData("foreach (var p in db.Posts.Where(p => p.Id == id)) { {|p.Views++|}; } db.SaveChanges();")]
    [InlineData("foreach (var p in await db.Posts.Where(p => p.Id == id).ToListAsync()) { {|p.Views++|}; } await db.SaveChangesAsync();")]
    [InlineData("var posts = await db.Posts.Where(p => p.Id == id).ToListAsync(); foreach (var p in posts) { {|p.Views += n|}; } await db.SaveChangesAsync();")]
    [InlineData("var q = from p in db.Posts where p.Id == id select p; var one = await q.FirstAsync(); {|one.Views++|}; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.OfId(id).FirstAsync(); {|p.Views++|}; await db.SaveChangesAsync();")]
    [InlineData("async Task Count(string key) { var p = await db.Posts.FindAsync(key); {|p!.Views++|}; await db.SaveChangesAsync(); } await Count(id);")]
    public Task A_counter_that_is_written_back_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var a = await db.Accounts.FindAsync(id); a!.Balance += 5; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); db.Entry(p!).Property(x => x.Views).Increment(1); await db.SaveChangesAsync();")]
    [InlineData("var p = new Post(); p.Views++; db.Add(p); await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.AsNoTracking().FirstAsync(p => p.Id == id); p.Views++; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Views++; Console.WriteLine(p.Views);")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Views = n; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Title += \"!\"; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Rank++; await db.SaveChangesAsync();")]
    [InlineData("await using var t = await db.Database.BeginTransactionAsync(); var p = await db.Posts.FindAsync(id); p!.Views++; await db.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); db.Entry(p!).RequireUnchanged(); p!.Views++; await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Views++; db.ChangeTracker.Clear(); await db.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); p!.Views++; await other.SaveChangesAsync();")]
    [InlineData("var p = await db.Posts.FindAsync(id); await db.SaveChangesAsync(); p!.Views++;")]
    [InlineData("await db.Posts.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Views, p => p.Views + 1)); await db.SaveChangesAsync();")]
    [InlineData("var v = await db.Posts.Where(p => p.Id == id).Select(p => new Post { Views = p.Views }).FirstAsync(); v.Views++; await db.SaveChangesAsync();")]
    public Task What_loses_nothing_is_silent(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("{|p.Views++|};", "db.Entry(p).Property(x => x.Views).Increment(1);")]
    [InlineData("{|p.Views--|};", "db.Entry(p).Property(x => x.Views).Increment(-1);")]
    [InlineData("{|p.Likes -= n|};", "db.Entry(p).Property(x => x.Likes).Increment(-n);")]
    [InlineData("{|p.Total = p.Total + n * 2|};", "db.Entry(p).Property(x => x.Total).Increment(n * 2);")]
    public Task The_store_is_told_to_add(string before, string after)
    {
        const string Read = "var p = await db.Posts.FirstAsync(x => x.Id == id); ";
        const string Save = " await db.SaveChangesAsync();";
        return FixHarness.VerifyAsync(
            "DYNO3003", "WriteWhatTheRuleSays", [Model, Method(Read + before + Save)], [Model, Method(Read + after + Save)]);
    }

    private const string Model = """
        public class Post
        {
            public string Id { get; set; } = "";
            public string Title { get; set; } = "";
            public string Blog { get; set; } = "";
            public int Views { get; set; }
            public long Likes { get; set; }
            public decimal Total { get; set; }
            public int Rank { get; set; }
        }

        public class Account
        {
            public string Id { get; set; } = "";
            public int Balance { get; set; }
            [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
            public int Version { get; set; }
        }

        public sealed class BlogContext : DbContext
        {
            public DbSet<Post> Posts => Set<Post>();
            public DbSet<Account> Accounts => Set<Account>();
            protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                modelBuilder.Entity<Post>().HasGlobalSecondaryIndex("ByRank", p => p.Blog, p => p.Rank);
        }

        public static class Extensions
        {
            public static IQueryable<Post> OfId(this IQueryable<Post> posts, string id) => posts.Where(p => p.Id == id);
        }
        """;

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) => AnalyzerHarness.VerifyRuleAsync("DYNO3003", Model, Method(statements));

    private static string Method(string statements) => $$"""
        public class Counting
        {
            public async Task RunAsync(BlogContext db, BlogContext other, string id, int n)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;
}
