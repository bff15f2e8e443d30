// A small model for what is measured through EF beside the suite of its own (Ef).

using Microsoft.EntityFrameworkCore;

namespace Dyno.Benchmarks;

internal sealed class Person
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string City { get; set; }

    public int Age { get; set; }

    public decimal Balance { get; set; }

    public DateTime Since { get; set; }
}

internal sealed class PeopleContext(DbContextOptions<PeopleContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
}
