// The ways out of a scan that an editor offers: to allow it, or to add the index that makes it a Query.

namespace EFCore.Dyno.Analyzers.Tests.Fixes;

public class ScansAreFixed
{
    [Theory]
    [InlineData("var all = db.Coupons.{|DYNO1002:ToList|}();", "var all = db.Coupons.AllowScan().ToList();")]
    [InlineData("var all = db.Set<Coupon>().{|DYNO1002:ToArray|}();", "var all = db.Set<Coupon>().AllowScan().ToArray();")]
    [InlineData("var one = await db.Coupons /* all */ .Where(c => c.IsHot).{|ToListAsync|}();", "var one = await db.Coupons.AllowScan() /* all */ .Where(c => c.IsHot).ToListAsync();")]
    [InlineData("foreach (var c in {|DYNO1002:db.Coupons|}) { }", "foreach (var c in db.Coupons.AllowScan()) { }")]
    [InlineData("await foreach (var c in {|DYNO1002:db.Coupons|}) { }", "await foreach (var c in db.Coupons.AllowScan().AsAsyncEnumerable()) { }")]
    [InlineData("await foreach (var c in db.Coupons.{|DYNO1002:AsAsyncEnumerable|}()) { }", "await foreach (var c in db.Coupons.AllowScan().AsAsyncEnumerable()) { }")]
    [InlineData("var hot = (from c in db.Coupons where c.IsHot select c.Title).{|ToList|}();", "var hot = (from c in db.Coupons.AllowScan() where c.IsHot select c.Title).ToList();")]
    [InlineData("var query = db.Coupons.Where(c => c.IsHot); var all = query.{|ToList|}();", "var query = db.Coupons.AllowScan().Where(c => c.IsHot); var all = query.ToList();")]
    public Task A_scan_is_allowed_where_the_query_begins(string before, string after) => Shop.VerifyFixAsync("DYNO1001 DYNO1002", "AllowTheScan", before, after);

    [Fact]
    public Task All_scans_of_a_document_are_allowed_at_once() => Shop.VerifyFixAllAsync(
        "DYNO1001 DYNO1002",
        "AllowTheScan",
        "var a = db.Coupons.{|DYNO1002:ToList|}(); var query = db.Coupons.Where(c => c.IsHot); var b = query.{|ToList|}(); var c = query.{|Count|}();",
        "var a = db.Coupons.AllowScan().ToList(); var query = db.Coupons.AllowScan().Where(c => c.IsHot); var b = query.ToList(); var c = query.Count();");

    [Fact]
    public Task A_set_that_is_declared_as_one_is_left_alone() =>
        FixHarness.VerifyNoneAsync("DYNO1002", "AllowTheScan", Shop.Entities, Shop.Context, Shop.Method("DbSet<Coupon> set = db.Coupons; var all = set.{|ToList|}();"));

    [Fact]
    public Task The_namespace_of_AllowScan_is_imported() => FixHarness.VerifyAsync(
        "DYNO1002",
        "AllowTheScan",
        [Model("Microsoft.EntityFrameworkCore.DbContext", ""), Query("System.Linq", "db.Notes.{|ToList|}()")],
        [Model("Microsoft.EntityFrameworkCore.DbContext", ""), Query("System.Linq;\nusing Microsoft.EntityFrameworkCore", "db.Notes.AllowScan().ToList()")],
        hasUsings: false);

    [Theory]
    [InlineData("c => c.City == id", "ByCity\", e => e.City")]
    [InlineData("c => c.City == id && c.IsHot && c.ExpiresAt < now", "ByCity\", e => e.City, e => e.ExpiresAt")]
    [InlineData("c => c.Status == Status.Open && c.Title == id", "ByTitle\", e => e.Title")]
    public Task An_index_is_added_where_the_entity_is_configured(string condition, string index) => FixHarness.VerifyAsync(
        "DYNO1001",
        "ConfigureTheEntity",
        [Shop.Entities, Shop.Context, Shop.Method($"var found = db.Coupons.Where({condition}).{{|ToList|}}();")],
        [
            Shop.Entities,
            Shop.Context.Replace("(c => c.Place);\n", $"(c => c.Place);\n            coupon.HasGlobalSecondaryIndex(\"{index});\n"),
            Shop.Method($"var found = db.Coupons.Where({condition}).ToList();"),
        ]);

    [Theory]
    [InlineData("var hot = db.Coupons.Where(c => c.IsHot).{|ToList|}();")]
    [InlineData("var open = db.Coupons.Where(c => c.Status == Status.Open).{|ToList|}();")]
    [InlineData("var all = db.Coupons.{|DYNO1002:ToList|}();")]
    [InlineData("var some = db.Coupons.Where(c => c.Title.Length == 3).{|ToList|}();")]
    public Task An_index_by_few_values_is_not_offered(string statement) =>
        FixHarness.VerifyNoneAsync("DYNO1001 DYNO1002", "ConfigureTheEntity", Shop.Entities, Shop.Context, Shop.Method(statement));

    [Theory]
    [InlineData(
        "\n    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Note>().HasKey(n => n.Id);\n",
        "\n    protected override void OnModelCreating(ModelBuilder model)\n    {\n        model.Entity<Note>().HasKey(n => n.Id);\n"
            + "        model.Entity<Note>().HasGlobalSecondaryIndex(\"ByText\", e => e.Text);\n    }\n")]
    [InlineData(
        "\n    protected override void OnModelCreating(ModelBuilder model)\n    {\n    }\n",
        "\n    protected override void OnModelCreating(ModelBuilder model)\n    {\n"
            + "        model.Entity<Note>().HasGlobalSecondaryIndex(\"ByText\", e => e.Text);\n    }\n")]
    [InlineData(
        "\n    protected override void OnModelCreating(ModelBuilder model) { model.Entity<Note>((n) => { }); }\n",
        "\n    protected override void OnModelCreating(ModelBuilder model) { model.Entity<Note>((n) => { n.HasGlobalSecondaryIndex(\"ByText\", e => e.Text); }); }\n")]
    [InlineData(
        "",
        "\n\n    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {\n"
            + "        modelBuilder.Entity<Note>().HasGlobalSecondaryIndex(\"ByText\", e => e.Text);\n    }")]
    public Task An_index_is_added_however_the_context_is_configured(string before, string after) => FixHarness.VerifyAsync(
        "DYNO1001",
        "ConfigureTheEntity",
        [Model("DbContext", before), Query("System.Linq", "db.Notes.Where(n => n.Text == text).{|ToList|}()")],
        [Model("DbContext", after), Query("System.Linq", "db.Notes.Where(n => n.Text == text).ToList()")]);

    [Theory]
    [InlineData("=> note.HasKey(n => n.Id);", "\n    {\n        note.HasKey(n => n.Id);\n        note.HasGlobalSecondaryIndex(\"ByText\", e => e.Text);\n    }")]
    [InlineData("{ note.HasKey(n => n.Id); }", "{ note.HasKey(n => n.Id); note.HasGlobalSecondaryIndex(\"ByText\", e => e.Text); }")]
    public Task An_index_is_added_to_the_configuration_of_its_type(string before, string after)
    {
        var model = Model("DbContext", "\n    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfiguration(new NoteConfiguration());\n");
        return FixHarness.VerifyAsync(
            "DYNO1001",
            "ConfigureTheEntity",
            [model, Configuration(" " + before), Query("System.Linq", "db.Notes.Where(n => n.Text == text).{|ToList|}()")],
            [model, Configuration((after[0] == '\n' ? "" : " ") + after), Query("System.Linq", "db.Notes.Where(n => n.Text == text).ToList()")]);
    }

    private static string Model(string @base, string configuration) =>
        $$"""
        using Microsoft.EntityFrameworkCore;
        namespace Notes;
        public class Note { public int Id { get; set; } public string Text { get; set; } = ""; }
        public sealed class NoteContext : {{@base}}
        {
            public DbSet<Note> Notes => Set<Note>();{{configuration}}
        }
        """;

    private static string Configuration(string configure) =>
        "using Microsoft.EntityFrameworkCore.Metadata.Builders;\nnamespace Notes;\npublic class NoteConfiguration : IEntityTypeConfiguration<Note>\n{\n"
        + $"    public void Configure(EntityTypeBuilder<Note> note){configure}\n}}\n";

    private static string Query(string import, string query) =>
        $"using {import};\nnamespace Notes;\npublic class Queries\n{{\n    public object Run(NoteContext db, string text) => {query};\n}}\n";
}
