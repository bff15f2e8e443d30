// What the app does with coupons: the queries and commands that the console program and the web API share.

using Coupons.Geo;
using Coupons.Model;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Scenarios;

/// <summary>How an attempt to redeem a coupon ended.</summary>
public enum RedeemOutcome
{
    /// <summary>The coupon is redeemed, by this attempt.</summary>
    Redeemed,

    /// <summary>There is no such coupon.</summary>
    NotFound,

    /// <summary>The coupon is not open any more.</summary>
    NotOpen,
}

/// <summary>A coupon and how far away it is.</summary>
/// <param name="Coupon">The coupon.</param>
/// <param name="Kilometres">The distance.</param>
public sealed record NearbyCoupon(Coupon Coupon, double Kilometres);

/// <summary>The queries and commands of the coupon service.</summary>
public sealed class CouponService(CouponContext db)
{
    // The key is fixed, so this is one GetItem; compiled once, it costs a reader little more than the store does.
    private static readonly Func<CouponContext, string, CancellationToken, Task<Coupon?>> ById = EF.CompileAsyncQuery(
        (CouponContext db, string id, CancellationToken _) => db.Coupons.AsNoTracking().FirstOrDefault(c => c.Id == id));

    /// <summary>One coupon: GetItem.</summary>
    public Task<Coupon?> FindAsync(string id, CancellationToken cancellation = default) => ById(db, id, cancellation);

    /// <summary>A business's open coupons, newest first: Query on ByBusiness, backwards.</summary>
    public IQueryable<Coupon> OpenCouponsOf(string businessId) => db.Coupons.AsNoTracking()
        .Where(c => c.BusinessId == businessId && c.Status == CouponStatus.Open)
        .OrderByDescending(c => c.IssuedAt);

    /// <summary>Coupons that end soon, soonest first: Query on ByStatus.</summary>
    public IQueryable<Coupon> ExpiringIn(string city, CouponStatus status, DateTime before) => db.Coupons.AsNoTracking()
        .Where(c => c.City == city && c.Status == status && c.ExpiresAt < before)
        .OrderBy(c => c.ExpiresAt);

    /// <summary>The open coupons in some cells that are still good: a Query on ByCell for each cell.</summary>
    public IQueryable<Coupon> OpenCouponsIn(IReadOnlyCollection<string> cells, DateTime now) => db.Coupons.AsNoTracking()
        .Where(c => cells.Contains(c.Cell) && c.ExpiresAt > now && c.Status == CouponStatus.Open);

    /// <summary>The nearest open coupons around a point.</summary>
    public async Task<List<NearbyCoupon>> NearAsync(
        GeoPoint point, double radiusKilometres, int count, DateTime now, CancellationToken cancellation = default)
    {
        // Distance is no key: the cells bring the candidates, and the best of them are kept as they come.
        var nearest = new PriorityQueue<NearbyCoupon, double>();
        await foreach (var coupon in OpenCouponsIn(Geohash.CellsWithin(point, radiusKilometres), now).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var distance = point.KilometresTo(coupon.Location.ToPoint());
            if (distance > radiusKilometres)
            {
                continue;
            }

            nearest.Enqueue(new NearbyCoupon(coupon, distance), -distance);
            if (nearest.Count > count)
            {
                nearest.Dequeue();
            }
        }

        return [.. nearest.UnorderedItems.Select(n => n.Element).OrderBy(n => n.Kilometres)];
    }

    /// <summary>
    /// Redeems a coupon: the coupon's state, the redemption's record and the business's counter change together or not at all.
    /// </summary>
    public async Task<RedeemOutcome> RedeemAsync(string couponId, string userId, DateTime now, CancellationToken cancellation = default)
    {
        while (true)
        {
            var coupon = await db.Coupons.FindAsync([couponId], cancellation);
            if (coupon is null)
            {
                return RedeemOutcome.NotFound;
            }

            if (coupon.Status != CouponStatus.Open)
            {
                return RedeemOutcome.NotOpen;
            }

            var business = await db.Businesses.FindAsync([coupon.BusinessId], cancellation)
                ?? throw new InvalidOperationException($"Coupon {couponId} names the business {coupon.BusinessId}, which does not exist.");
            coupon.Status = CouponStatus.Redeemed;
            coupon.Version++;
            business.Redemptions++;
            business.Version++;
            db.Add(new Redemption { CouponId = couponId, UserId = userId, RedeemedAt = now });
            try
            {
                await db.SaveChangesAsync(cancellation);
                return RedeemOutcome.Redeemed;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else was faster, with this coupon or with another one of the business: look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Deletes a coupon; says whether there was one.</summary>
    public async Task<bool> DeleteAsync(string couponId, CancellationToken cancellation = default)
    {
        var coupon = await db.Coupons.FindAsync([couponId], cancellation);
        if (coupon is null)
        {
            return false;
        }

        db.Remove(coupon);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
