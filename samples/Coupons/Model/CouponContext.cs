// The sample's model: which entity goes to which table, under which keys, with which indexes.

using Microsoft.EntityFrameworkCore;

namespace Coupons.Model;

/// <summary>The coupon service's database.</summary>
public sealed class CouponContext(DbContextOptions<CouponContext> options) : DbContext(options)
{
    /// <summary>The registered businesses.</summary>
    public DbSet<Business> Businesses => Set<Business>();

    /// <summary>The coupons.</summary>
    public DbSet<Coupon> Coupons => Set<Coupon>();

    /// <summary>The redemptions.</summary>
    public DbSet<Redemption> Redemptions => Set<Redemption>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Business>(business =>
        {
            business.HasKey(b => b.Id);
            business.Property(b => b.Version).IsConcurrencyToken();
        });

        modelBuilder.Entity<Coupon>(coupon =>
        {
            coupon.HasKey(c => c.Id);
            coupon.HasGlobalSecondaryIndex("ByBusiness", c => c.BusinessId, c => c.IssuedAt);
            coupon.HasGlobalSecondaryIndex("ByCell", c => c.Cell, c => c.ExpiresAt);

            // A status alone has three values, and three partitions would carry all traffic: the city spreads it over 150.
            coupon.HasGlobalSecondaryIndex("ByStatus", c => $"{c.City}#{c.Status}", c => c.ExpiresAt);
            coupon.OwnsOne(c => c.Location);
            coupon.Property(c => c.Status).HasConversion<string>();
            coupon.Property(c => c.Version).IsConcurrencyToken();
        });

        // A user redeems a coupon at most once, because there is one item for the two.
        modelBuilder.Entity<Redemption>().HasKey(r => new { r.CouponId, r.UserId });
    }
}
