// What the soak works on: orders of customers, with a concurrency token and a time that ranges are asked by.
using Microsoft.EntityFrameworkCore;

namespace Dyno.Reliability.Soak;

internal sealed class SoakOrder
{
    public required string Customer { get; init; }

    public int Number { get; init; }

    public int Amount { get; set; }

    public string? Note { get; set; }

    public int Version { get; set; }
}

internal sealed class SoakContext(DbContextOptions<SoakContext> options) : DbContext(options)
{
    public DbSet<SoakOrder> Orders => Set<SoakOrder>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<SoakOrder>(order =>
    {
        order.HasKey(o => new { o.Customer, o.Number });
        order.Property(o => o.Version).IsConcurrencyToken();
    });
}
