// The scenarios that read.

using Coupons.Data;
using Coupons.Geo;
using Coupons.Model;
using Coupons.Output;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Scenarios;

/// <summary>The scenarios that read.</summary>
public sealed class Reads(IDbContextFactory<CouponContext> contexts, Output.Scenarios scenarios)
{
    private const int PageSize = 10;

    private static readonly DateTime Today = CouponGenerator.Today;

    /// <summary>Runs them all.</summary>
    public async Task RunAsync()
    {
        await scenarios.RunWarmAsync("A coupon by its id", ByIdAsync);
        await scenarios.RunWarmAsync("A business's open coupons, newest first", OfBusinessAsync);
        await scenarios.RunWarmAsync("The nearest open coupons around a point", NearAsync);
        await scenarios.RunWarmAsync("Open coupons of a city that end soon", ExpiringAsync);
        await scenarios.RunWarmAsync("Page through a business's coupons", PagesAsync);
        await scenarios.RunWarmAsync("Count the hot coupons (scans, and says so)", ScanAsync);
    }

    private async Task<Done> ByIdAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var coupon = await new CouponService(db).FindAsync(CouponGenerator.CouponId(42));
        return new Done(coupon is null ? 0 : 1, coupon?.Title ?? "not found", PlanOf(db.Coupons.Where(c => c.Id == "C0000042")));
    }

    private async Task<Done> OfBusinessAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var query = new CouponService(db).OpenCouponsOf(CouponGenerator.BusinessId(7)).Take(20);
        var coupons = await query.ToListAsync();
        return new Done(coupons.Count, coupons.Count == 0 ? "none" : $"newest of {coupons[0].IssuedAt:yyyy-MM-dd}", PlanOf(query));
    }

    private async Task<Done> NearAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var service = new CouponService(db);
        var paris = Cities.All.Single(c => c.Name == "Paris").Center;
        var nearest = await service.NearAsync(paris, radiusKilometres: 3, count: 20, Today);
        var note = nearest.Count == 0 ? "none" : $"{nearest[0].Kilometres:N2} to {nearest[^1].Kilometres:N2} km from the centre of Paris";
        return new Done(nearest.Count, note, PlanOf(service.OpenCouponsIn(Geohash.CellsWithin(paris, 3), Today)));
    }

    private async Task<Done> ExpiringAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var query = new CouponService(db).ExpiringIn("Lisbon", CouponStatus.Open, Today.AddDays(14)).Take(50);
        var coupons = await query.ToListAsync();
        return new Done(coupons.Count, coupons.Count == 0 ? "none" : $"the first on {coupons[0].ExpiresAt:yyyy-MM-dd}", PlanOf(query));
    }

    private async Task<Done> PagesAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var query = db.Coupons.AsNoTracking().Where(c => c.BusinessId == CouponGenerator.BusinessId(11)).OrderByDescending(c => c.IssuedAt);
        var (items, pages) = (0, 0);
        string? cursor = null;
        do
        {
            // A cursor is text: an app keeps it between two requests of its user.
            var page = await query.ToPageAsync(PageSize, cursor);
            items += page.Items.Count;
            pages++;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return new Done(items, $"{pages} pages of at most {PageSize}", PlanOf(query));
    }

    private async Task<Done> ScanAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var query = db.Coupons.AsNoTracking().AllowScan().Where(c => c.Tags.Contains("hot"));
        var count = await query.CountAsync();
        return new Done(count, "reads the whole table: an index would need a key for it", PlanOf(query));
    }

    private static string PlanOf<T>(IQueryable<T> query) => query.ToQueryString();
}
