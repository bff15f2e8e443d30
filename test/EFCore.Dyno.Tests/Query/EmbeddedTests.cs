// Values inside an entity: complex values and their lists at every depth, equality of what they hold, set operations over two lists of one row,
// structs that may be null, owned elements by their own key.

namespace EFCore.Dyno.Tests.Query;

public sealed class EmbeddedTests : IDisposable
{
    private readonly string _name = "embedded-" + Guid.NewGuid().ToString("N");

    public EmbeddedTests()
    {
        using var context = Open();
        context.Database.EnsureCreated();
        context.AddRange(
            new Album
            {
                Id = "same",
                Front = Make("x", 1),
                Back = Make("x", 1),
                Frame = new Frame { Width = 3 },
                Songs = [new Song { Id = 1, Title = "a" }, new Song { Id = 2, Title = "b" }],
                Bonus = [new Song { Id = 3, Title = "a" }],
            },
            new Album { Id = "other list", Front = Make("x", 1), Back = Make("x", 2), Blank = new Blank(), Songs = [new Song { Id = 1, Title = "c" }] },
            new Album { Id = "no back", Front = Make("y") });
        context.SaveChanges();
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    [Fact]
    public void Complex_lists_are_read_at_every_depth()
    {
        using var context = Open();
        foreach (var album in new[] { context.Albums.Single(a => a.Id == "same"), context.Albums.AsNoTracking().Single(a => a.Id == "same") })
        {
            Assert.Equal(["x", "x1"], album.Front.Label.Marks.Select(m => m.Text));
            Assert.Equal([1], album.Front.Label.Marks[1].Strokes.Select(s => s.Length));
            Assert.Equal([1], album.Back!.Label.Marks[1].Strokes.Select(s => s.Length));
        }

        Assert.Equal(["x1"], context.Albums.Where(a => a.Id == "same").SelectMany(a => a.Back!.Label.Marks).Where(m => m.Strokes.Any()).Select(m => m.Text));
    }

    [Fact]
    public void Complex_values_are_equal_where_all_that_they_hold_is()
    {
        using var context = Open();
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Front == a.Back)));
        Assert.Equal(["no back", "other list"], Ids(context.Albums.Where(a => a.Front != a.Back)));
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Front.Label.Marks == a.Back!.Label.Marks)));
        var side = Make("x", 2);
        Assert.Equal(["other list"], Ids(context.Albums.Where(a => a.Back == side)));
        Assert.Equal(["other list"], Ids(context.Albums.Where(a => a.Back!.Label.Marks == side.Label.Marks)));
        Side? none = null;
        Assert.Equal(["no back"], Ids(context.Albums.Where(a => a.Back == none)));
    }

    [Fact]
    public void An_optional_value_is_there_where_its_map_is()
    {
        using var context = Open();
        Assert.Equal(["other list"], context.Albums.AsEnumerable().Where(a => a.Blank is not null).Select(a => a.Id));
        Assert.Equal(["other list"], Ids(context.Albums.Where(a => a.Blank != null)));
        Assert.Equal([null, null, 3], context.Albums.OrderBy(a => a.Id).Select(a => a.Frame).AsEnumerable().Select(f => f?.Width));
        Assert.Equal([0, 0, 3], context.Albums.OrderBy(a => a.Id).Select(a => a.Frame!.Value).AsEnumerable().Select(f => f.Width));
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Frame.HasValue)));
    }

    [Fact]
    public void Two_lists_of_a_row_are_combined_for_each_row()
    {
        using var context = Open();
        Assert.Equal([0, 1, 3], context.Albums.OrderBy(a => a.Id).Select(a => a.Songs.Concat(a.Bonus).Count()));
        Assert.Equal([0, 0, 1], context.Albums.OrderBy(a => a.Id).Select(a => a.Songs.Select(s => s.Title).Intersect(a.Bonus.Select(s => s.Title)).Count()));
        Assert.Equal(
            [0, 2, 3],
            context.Albums.OrderBy(a => a.Id == "same").ThenBy(a => a.Id == "other list")
                .Select(a => a.Songs.Where(s => s.Id == 1).Concat(a.Songs.Where(s => s.Title != "")).Count()));
    }

    [Fact]
    public void Two_members_of_one_layout_are_combined()
    {
        using var context = Open();
        var sides = context.Albums.Select(a => a.Front).Concat(context.Albums.Where(a => a.Back != null).Select(a => a.Back!)).ToList();
        Assert.Equal(["x", "x", "x", "x", "y"], sides.Select(s => s.Label.Marks[0].Text).Order());
        Assert.Equal(3, context.Albums.Select(a => a.Front).Union(context.Albums.Where(a => a.Back != null).Select(a => a.Back!)).Count());
        var thrice = context.Albums.Select(a => a.Front).Concat(context.Albums.Where(a => a.Id == "same").Select(a => a.Back!)).Concat(context.Albums.Select(a => a.Front));
        Assert.Equal(["x", "x", "x", "x", "x", "y", "y"], thrice.AsEnumerable().Select(s => s.Label.Marks[0].Text).Order());
        Assert.Equal(["y"], context.Albums.Select(a => a.Front).Except(context.Albums.Where(a => a.Id == "same").Select(a => a.Back!)).AsEnumerable().Select(s => s.Label.Marks[0].Text));
    }

    [Fact]
    public void A_position_beyond_a_list_is_null_and_lists_that_a_query_makes_are_compared_by_their_elements()
    {
        using var context = Open();
        int[] given = [5, 7];
        Assert.Equal(["other list"], Ids(context.Albums.Where(a => given[a.Songs.Count] == 7)));
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Songs.Select(s => s.Id).Where(i => i > 1) == new[] { 2 })));
        var named = new Dictionary<int, string> { [0] = "none", [1] = "one", [2] = "two" };
        Assert.Equal(["same"], Ids(context.Albums.Where(a => named[a.Songs.Count] == "two")));
        Assert.Equal(["same"], Ids(context.Albums.Where(a => given.Where(g => g > a.Songs.Count * 3) == new[] { 7 })));
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Songs.Select(s => s.Id).Union(new[] { 9 }).Count() == 3)));
    }

    [Fact]
    public void An_owned_element_is_known_by_its_own_key_and_an_owned_reference_by_nothing_that_an_object_has()
    {
        using var context = Open();
        var song = new Song { Id = 2 };
        Assert.Equal(["same"], Ids(context.Albums.Where(a => a.Songs.Contains(song))));
        Assert.Contains(
            "compare its properties",
            Assert.Throws<InvalidOperationException>(() => context.Albums.Where(a => a.Best == new Song { Title = "a" }).ToList()).Message,
            StringComparison.Ordinal);
    }

    private static Side Make(string text, params int[] strokes) => new()
    {
        Label = new Label
        {
            Marks = [new Mark { Text = text }, .. strokes.Select(s => new Mark { Text = text + "1", Strokes = [new Stroke { Length = s }] })],
        },
    };

    private static IEnumerable<string> Ids(IQueryable<Album> albums) => albums.OrderBy(a => a.Id).Select(a => a.Id).ToList();

    private EmbeddedContext Open() => new(new DbContextOptionsBuilder<EmbeddedContext>().UseDyno(o => o.InMemory(_name)).Options);

    private sealed class EmbeddedContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Album> Albums => Set<Album>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Album>(album =>
        {
            album.ComplexProperty(a => a.Front);
            album.ComplexProperty(a => a.Back);
            album.ComplexProperty(a => a.Blank);
            album.ComplexProperty(a => a.Frame);
            album.OwnsMany(a => a.Songs, s => s.Property(x => x.Id).ValueGeneratedNever());
            album.OwnsMany(a => a.Bonus, s => s.Property(x => x.Id).ValueGeneratedNever());
            album.OwnsOne(a => a.Best);
        });
    }

    private sealed class Album
    {
        public string Id { get; set; } = "";

        public Side Front { get; set; } = new();

        public Side? Back { get; set; }

        public Blank? Blank { get; set; }

        public Frame? Frame { get; set; }

        public List<Song> Songs { get; set; } = [];

        public List<Song> Bonus { get; set; } = [];

        public Song? Best { get; set; }
    }

    private sealed class Side
    {
        public Label Label { get; set; } = new();
    }

    private sealed class Label
    {
        public List<Mark> Marks { get; set; } = [];
    }

    private sealed class Mark
    {
        public string Text { get; set; } = "";

        public List<Stroke> Strokes { get; set; } = [];
    }

    private sealed class Stroke
    {
        public int Length { get; set; }
    }

    private sealed class Blank
    {
        public string? Text { get; set; }
    }

    private struct Frame
    {
        public int Width { get; set; }
    }

    private sealed class Song
    {
        public int Id { get; set; }

        public string Title { get; set; } = "";
    }
}
