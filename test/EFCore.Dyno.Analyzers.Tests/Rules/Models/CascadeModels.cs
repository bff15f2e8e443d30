// Models with relationships, a few each: what a deletion looks for with a scan is known by the marks, and by the provider (CascadesAgreeTests).

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

internal static class CascadeModels
{
    private const string Author = "public class Author { public int Id { get; set; } public string Name { get; set; } = \"\"; public List<Book> Books { get; set; } = []; }\n";

    private const string AuthorAlone = "public class Author { public int Id { get; set; } public string Name { get; set; } = \"\"; }\n";

    /// <summary>A name, classes and what OnModelCreating says, each with marks.</summary>
    public static IReadOnlyList<(string Name, string Classes, string Configuration)> All { get; } =
    [
        ("a required foreign key that nothing begins with", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("an optional foreign key", Author + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? Author { get; set; } }",
            "modelBuilder.Entity<Book>();"),
        ("a required foreign key and no navigation to the principal", "public class Author { public int Id { get; set; } public List<Book> {|Books|} { get; set; } = []; } public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } }",
            "modelBuilder.Entity<Author>();"),
        ("a navigation to the principal alone", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("a foreign key of text that may be null by its navigation alone", "public class Author { public string Id { get; set; } = \"\"; } public class Book { public string Id { get; set; } = \"\"; public string AuthorId { get; set; } = \"\"; public Author? {|Author|} { get; set; } }",
            "modelBuilder.Entity<Book>();"),
        ("a foreign key that may be null and a navigation that may not", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("a shadow foreign key that is required", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("a shadow foreign key that is named", Author + "public class Book { public string Id { get; set; } = \"\"; public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany(a => a.Books).HasForeignKey(\"WriterId\");"),
        ("a shadow foreign key that is configured and has an index", Author + "public class Book { public string Id { get; set; } = \"\"; public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>(b => { b.Property<int>(\"AuthorId\"); b.HasGlobalSecondaryIndex(\"ByAuthor\", \"AuthorId\"); });"),
        ("a required navigation by attribute", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; [Required] public Author? {|Author|} { get; set; } }",
            "modelBuilder.Entity<Book>();"),
        ("a shadow foreign key that is not", Author + "public class Book { public string Id { get; set; } = \"\"; public string Title { get; set; } = \"\"; }",
            "modelBuilder.Entity<Book>();"),
        ("a key that begins with the foreign key", Author + "public class Book { public int AuthorId { get; set; } public int Number { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasKey(b => new { b.AuthorId, b.Number });"),
        ("a key that ends with the foreign key", Author + "public class Book { public int AuthorId { get; set; } public int Number { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasKey(b => new { b.Number, b.AuthorId });"),
        ("a template of the foreign key", Author + "public class Book { public int AuthorId { get; set; } public int Number { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasPartitionKey(b => $\"AUTHOR#{b.AuthorId}\").HasSortKey(b => $\"BOOK#{b.Number:D5}\");"),
        ("a template of the foreign key and more", Author + "public class Book { public int AuthorId { get; set; } public int Number { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasPartitionKey(b => $\"{b.AuthorId}#{b.Number}\");"),
        ("an index of the foreign key", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthor\", b => b.AuthorId);"),
        ("an index of the foreign key with keys only", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public string Title { get; set; } = \"\"; public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthor\", b => b.AuthorId).ProjectsKeysOnly();"),
        ("an index by a template that has the keys only", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthor\", b => $\"A#{b.AuthorId}\").ProjectsKeysOnly();"),
        ("an index that has some of them", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public bool IsSold { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"Sold\", b => b.AuthorId).When(b => b.IsSold);"),
        ("an index sorted by what may be null", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public int? Rank { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"Ranked\", b => b.AuthorId, b => b.Rank);"),
        ("an index of shards", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthor\", b => b.AuthorId).WithShards(4, b => b.Id);"),
        ("an index of EF's that is one of the table", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasIndex(b => b.AuthorId).IsGlobalSecondaryIndex();"),
        ("an index of EF's that is none", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasIndex(b => b.AuthorId);"),
        ("all indexes of EF", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>(); modelBuilder.UseGlobalSecondaryIndexes();"),
        ("a local index of the foreign key", Author + "public class Book { public string Shop { get; set; } = \"\"; public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>(b => { b.HasKey(x => new { x.Shop, x.Id }); b.HasLocalSecondaryIndex(\"ByAuthor\", x => x.AuthorId); });"),
        ("a relationship that is configured", Author + "public class Book { public string Id { get; set; } = \"\"; public int WriterId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany(a => a.Books).HasForeignKey(b => b.WriterId);"),
        ("a relationship from the principal's side", Author + "public class Book { public string Id { get; set; } = \"\"; public int WriterId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Author>().{|HasMany|}(a => a.Books).WithOne(b => b.Author).HasForeignKey(\"WriterId\");"),
        ("a relationship in a class", Author + """
            public class Book { public string Id { get; set; } = ""; public int WriterId { get; set; } public Author Author { get; set; } = null!; }
            public class BookConfiguration : IEntityTypeConfiguration<Book>
            {
                public void Configure(EntityTypeBuilder<Book> builder)
                {
                    var author = builder.{|HasOne<Author>|}("Author");
                    author.WithMany(nameof(Author.Books)).HasForeignKey(nameof(Book.WriterId)).IsRequired();
                }
            }
            """, "modelBuilder.ApplyConfiguration(new BookConfiguration());"),
        ("a relationship without navigations", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int WriterId { get; set; } }",
            "modelBuilder.Entity<Book>().{|HasOne<Author>|}().WithMany().HasForeignKey(b => b.WriterId);"),
        ("a relationship without navigations whose foreign key is found", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } }",
            "modelBuilder.Entity<Book>().{|HasOne<Author>|}().WithMany();"),
        ("what is left alone", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books).HasForeignKey(b => b.AuthorId).OnDelete(DeleteBehavior.ClientCascade);"),
        ("what is restricted", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.Restrict);"),
        ("an attribute that leaves alone", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } [DeleteBehavior(DeleteBehavior.NoAction)] public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("an attribute that cascades", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } [DeleteBehavior(DeleteBehavior.Cascade)] public Author? {|Author|} { get; set; } }",
            "modelBuilder.Entity<Book>();"),
        ("an optional relationship that cascades", Author + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? Author { get; set; } }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.Cascade);"),
        ("a foreign key that is emptied", Author + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? Author { get; set; } }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.SetNull);"),
        ("a foreign key that is emptied and has an index", Author + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? Author { get; set; } }",
            "modelBuilder.Entity<Book>(b => { b.HasOne(x => x.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.SetNull); b.HasGlobalSecondaryIndex(\"ByAuthor\", x => x.AuthorId); });"),
        ("a relationship made required", Author + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? Author { get; set; } }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany(a => a.Books).IsRequired();"),
        ("a relationship made optional", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany().IsRequired(false);"),
        ("a property made required", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int? AuthorId { get; set; } public Author? {|Author|} { get; set; } }",
            "modelBuilder.Entity<Book>().Property(b => b.AuthorId).IsRequired();"),
        ("a property made optional", "public class Author { public string Id { get; set; } = \"\"; } public class Book { public string Id { get; set; } = \"\"; public string AuthorId { get; set; } = \"\"; public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().Property(b => b.AuthorId).IsRequired(false);"),
        ("attributes that name the foreign key", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; public int WriterId { get; set; } [ForeignKey(\"WriterId\")] public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
        ("an attribute that names the navigation", AuthorAlone + "public class Book { [ForeignKey(\"Author\")] public int Writer { get; set; } public int Number { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasKey(b => new { b.Writer, b.Number });"),
        ("a foreign key of two properties", "public class Shelf { public string Room { get; set; } = \"\"; public int Number { get; set; } } public class Book { public string Id { get; set; } = \"\"; public string ShelfRoom { get; set; } = \"\"; public int ShelfNumber { get; set; } public Shelf {|Shelf|} { get; set; } = null!; }",
            "modelBuilder.Entity<Shelf>().HasKey(s => new { s.Room, s.Number }); modelBuilder.Entity<Book>();"),
        ("a foreign key of two properties with an index of both", "public class Shelf { public string Room { get; set; } = \"\"; public int Number { get; set; } } public class Book { public string Id { get; set; } = \"\"; public string ShelfRoom { get; set; } = \"\"; public int ShelfNumber { get; set; } public Shelf Shelf { get; set; } = null!; }",
            "modelBuilder.Entity<Shelf>().HasKey(s => new { s.Room, s.Number }); modelBuilder.Entity<Book>().HasIndex(b => new { b.ShelfRoom, b.ShelfNumber }).IsGlobalSecondaryIndex();"),
        ("a key that continues that of the principal", "public class Order { public string Shop { get; set; } = \"\"; public int Number { get; set; } public List<Line> Lines { get; set; } = []; } public class Line { public string Shop { get; set; } = \"\"; public int Number { get; set; } public int Place { get; set; } }",
            "modelBuilder.Entity<Order>().HasKey(o => new { o.Shop, o.Number }); modelBuilder.Entity<Line>().HasKey(l => new { l.Shop, l.Number, l.Place });"),
        ("a tree", "public class Club { public string Id { get; set; } = \"\"; public string? ParentId { get; set; } public Club? Parent { get; set; } public List<Club> Clubs { get; set; } = []; }",
            "modelBuilder.Entity<Club>().{|HasOne|}(c => c.Parent).WithMany(c => c.Clubs).OnDelete(DeleteBehavior.Cascade);"),
        ("a tree by convention", "public class Club { public string Id { get; set; } = \"\"; public string ParentId { get; set; } = \"\"; public Club? {|Parent|} { get; set; } public List<Club> Clubs { get; set; } = []; }",
            "modelBuilder.Entity<Club>();"),
        ("two relationships with one type", "public class Team { public int Id { get; set; } } public class Match { public int HomeId { get; set; } public int AwayId { get; set; } public Team Home { get; set; } = null!; public Team {|Away|} { get; set; } = null!; }",
            "modelBuilder.Entity<Match>().HasKey(m => new { m.HomeId, m.AwayId });"),
        ("two relationships with one type that are configured", "public class Team { public int Id { get; set; } } public class Match { public string Id { get; set; } = \"\"; public int HomeId { get; set; } public int AwayId { get; set; } public Team Home { get; set; } = null!; public Team Away { get; set; } = null!; }",
            "modelBuilder.Entity<Match>(m => { m.{|HasOne|}(x => x.Home).WithMany().HasForeignKey(x => x.HomeId); m.HasOne(x => x.Away).WithMany().HasForeignKey(x => x.AwayId).OnDelete(DeleteBehavior.ClientNoAction); });"),
        ("one to one", AuthorAlone + "public class Profile { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Profile>().{|HasOne|}(p => p.Author).WithOne().HasForeignKey<Profile>(p => p.AuthorId);"),
        ("one to one by the same key", "public class Author { public int Id { get; set; } public Profile? Profile { get; set; } } public class Profile { public int Id { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Author>().HasOne(a => a.Profile).WithOne(p => p.Author).HasForeignKey<Profile>(p => p.Id);"),
        ("a join type", """
            public class Post { public int Id { get; set; } public List<PostTag> PostTags { get; set; } = []; }
            public class Tag { public string Id { get; set; } = ""; public List<PostTag> PostTags { get; set; } = []; }
            public class PostTag { public int PostId { get; set; } public string TagId { get; set; } = ""; public Post Post { get; set; } = null!; public Tag {|Tag|} { get; set; } = null!; }
            """, "modelBuilder.Entity<PostTag>().HasKey(j => new { j.PostId, j.TagId });"),
        ("a join type with an index", """
            public class Post { public int Id { get; set; } public List<Tag> Tags { get; set; } = []; }
            public class Tag { public string Id { get; set; } = ""; public List<Post> Posts { get; set; } = []; }
            public class PostTag { public int PostId { get; set; } public string TagId { get; set; } = ""; }
            """, """
            modelBuilder.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity<PostTag>(
                j => j.HasOne<Tag>().WithMany().HasForeignKey(x => x.TagId), j => j.HasOne<Post>().WithMany().HasForeignKey(x => x.PostId),
                j => { j.HasKey(x => new { x.PostId, x.TagId }); j.HasGlobalSecondaryIndex("ByTag", x => x.TagId); });
            """),
        ("dependents of a hierarchy", Author + "public abstract class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; } public class Novel : Book { } public class Guide : Book { public string Area { get; set; } = \"\"; }",
            "modelBuilder.Entity<Book>(); modelBuilder.Entity<Novel>(); modelBuilder.Entity<Guide>();"),
        ("a derived type's own relationship", AuthorAlone + "public class Book { public string Id { get; set; } = \"\"; } public class Guide : Book { public int EditorId { get; set; } public Author {|Editor|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>(); modelBuilder.Entity<Guide>();"),
        ("principals of a hierarchy", "public class Author { public int Id { get; set; } } public class Poet : Author { public string Metre { get; set; } = \"\"; } public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Poet>(); modelBuilder.Entity<Book>();"),
        ("a base class that is not mapped", "public class User { public int Id { get; set; } } public abstract class Audited { public int CreatedById { get; set; } public User {|CreatedBy|} { get; set; } = null!; } public class Book : Audited { public string Id { get; set; } = \"\"; }",
            "modelBuilder.Entity<Book>();"),
        ("a converted foreign key", "public enum Kind { A, B } public class Shelf { public Kind Id { get; set; } } public class Book { public string Id { get; set; } = \"\"; public Kind ShelfId { get; set; } public Shelf Shelf { get; set; } = null!; }",
            "modelBuilder.Entity<Shelf>().Property(s => s.Id).HasConversion<string>(); modelBuilder.Entity<Book>(b => { b.Property(x => x.ShelfId).HasConversion<string>(); b.HasGlobalSecondaryIndex(\"ByShelf\", x => x.ShelfId); });"),
        ("a filter of dependents", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public bool IsDeleted { get; set; } public Author {|Author|} { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasQueryFilter(b => !b.IsDeleted && b.Id == \"x\");"),
        ("what an author owns", "public class Author { public int Id { get; set; } public List<Address> Addresses { get; set; } = []; } public class Address { public string Town { get; set; } = \"\"; }",
            "modelBuilder.Entity<Author>().OwnsMany(a => a.Addresses);"),
        ("another key of the principal", "public class Author { public int Id { get; set; } public string Code { get; set; } = \"\"; } public class Book { public string Id { get; set; } = \"\"; public string AuthorCode { get; set; } = \"\"; public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().{|HasOne|}(b => b.Author).WithMany().HasForeignKey(b => b.AuthorCode).HasPrincipalKey(a => a.Code);"),
        ("dependents in the principal's table", Author + "public class Book { public int AuthorId { get; set; } public int Number { get; set; } public Author Author { get; set; } = null!; }",
            """
            modelBuilder.Entity<Author>().ToDynoTable("Library").HasPartitionKey(a => $"A#{a.Id}", "pk").HasSortKey(_ => "AUTHOR", "sk");
            modelBuilder.Entity<Book>().ToDynoTable("Library").HasPartitionKey(b => $"A#{b.AuthorId}", "pk").HasSortKey(b => $"BOOK#{b.Number}", "sk");
            """),
    ];

    /// <summary>Relationships that a deletion looks for with a scan and of which nothing is said, as they are not certain.</summary>
    public static IReadOnlyList<(string Name, string Classes, string Configuration)> NotJudged { get; } =
    [
        ("many to many", "public class Post { public int Id { get; set; } public List<Tag> Tags { get; set; } = []; } public class Tag { public int Id { get; set; } public List<Post> Posts { get; set; } = []; }",
            "modelBuilder.Entity<Post>();"),
        ("one to one by convention", "public class Author { public int Id { get; set; } public Profile? Profile { get; set; } } public class Profile { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Profile>();"),
        ("a relationship in an if", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "if (Environment.ProcessorCount > 1_000_000) { modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.Restrict); } else { modelBuilder.Entity<Book>(); }"),
        ("what is said of the metadata", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books).Metadata.IsRequired = true;"),
        ("what is decided elsewhere", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "var behavior = DeleteBehavior.Cascade; modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books).OnDelete(behavior);"),
        ("what a helper says", Author + "public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; } public static class Helper { public static void Tell<P, D>(ReferenceCollectionBuilder<P, D> builder) where P : class where D : class { } }",
            "Helper.Tell(modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books));"),
        ("navigations that an attribute pairs", "public class Author { public int Id { get; set; } [InverseProperty(\"Author\")] public List<Book> Books { get; set; } = []; } public class Book { public string Id { get; set; } = \"\"; public int AuthorId { get; set; } public Author Author { get; set; } = null!; }",
            "modelBuilder.Entity<Book>();"),
    ];
}
