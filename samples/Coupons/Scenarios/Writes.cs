// The scenarios that write: redeem once among many, a promotion's burst, delete.

using System.Diagnostics;
using Coupons.Data;
using Coupons.Model;
using Coupons.Output;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Scenarios;

/// <summary>The scenarios that write.</summary>
public sealed class Writes(IDbContextFactory<CouponContext> contexts, Output.Scenarios scenarios)
{
    private const int Redeemers = 64;
    private const int PromotedCoupons = 1000;
    private const int PromotingBusinesses = 250;

    private static readonly DateTime Today = CouponGenerator.Today;

    /// <summary>How long the requests of the burst took.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Runs them all.</summary>
    public async Task RunAsync()
    {
        await scenarios.RunAsync($"One coupon, {Redeemers} redeemers at once", RedeemOnceAsync);
        await scenarios.RunAsync("A promotion's burst", BurstAsync);
        await scenarios.RunAsync("Delete a coupon", DeleteAsync);
    }

    private async Task<Done> RedeemOnceAsync()
    {
        var coupon = await PromoteAsync("PROMO-ONE", CouponGenerator.BusinessId(1));
        var before = await RedemptionsOfAsync(coupon.BusinessId);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Redeemers).Select(user => Task.Run(() => RedeemAsync(coupon.Id, user))));
        var won = outcomes.Count(o => o == RedeemOutcome.Redeemed);
        var counted = await RedemptionsOfAsync(coupon.BusinessId) - before;

        await using var db = await contexts.CreateDbContextAsync();
        var records = await db.Redemptions.AsNoTracking().CountAsync(r => r.CouponId == coupon.Id);
        return (won, records, counted) == (1, 1, 1)
            ? new Done(records, "redeemed once: 1 winner, 1 record, counter +1")
            : throw new InvalidOperationException($"Redeemed {won} times, {records} records, counter +{counted}.");
    }

    // Everybody opens the app at once: many look at a coupon, and one in four redeems one.
    private async Task<Done> BurstAsync()
    {
        await using (var db = await contexts.CreateDbContextAsync())
        {
            for (var i = 0; i < PromotedCoupons; i++)
            {
                db.Add(New($"PROMO-{i:D4}", CouponGenerator.BusinessId(i % PromotingBusinesses)));
            }

            await db.SaveChangesAsync();
        }

        var (reads, redeemed, next) = (0, 0, -1);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Redeemers).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            for (var number = Interlocked.Increment(ref next); number < PromotedCoupons; number = Interlocked.Increment(ref next))
            {
                for (var look = 0; look < 3; look++)
                {
                    await using var db = await contexts.CreateDbContextAsync();
                    var at = Stopwatch.GetTimestamp();
                    await new CouponService(db).FindAsync($"PROMO-{random.Next(PromotedCoupons):D4}");
                    Latencies.Add(Stopwatch.GetElapsedTime(at));
                    Interlocked.Increment(ref reads);
                }

                var began = Stopwatch.GetTimestamp();
                if (await RedeemAsync($"PROMO-{number:D4}", client) == RedeemOutcome.Redeemed)
                {
                    Interlocked.Increment(ref redeemed);
                }

                Latencies.Add(Stopwatch.GetElapsedTime(began));
            }
        })));
        var rate = (reads + redeemed) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return redeemed == PromotedCoupons
            ? new Done(reads + redeemed, $"{Redeemers} clients, {redeemed:N0} redeemed, {rate:N0} requests/s")
            : throw new InvalidOperationException($"{redeemed} of {PromotedCoupons} coupons were redeemed.");
    }

    private async Task<Done> DeleteAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var service = new CouponService(db);
        var deleted = await service.DeleteAsync("PROMO-ONE");
        var gone = await service.FindAsync("PROMO-ONE") is null;
        return deleted && gone ? new Done(1, "and gone from every index") : throw new InvalidOperationException("The coupon is still there.");
    }

    private async Task<Coupon> PromoteAsync(string id, string businessId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var coupon = New(id, businessId);
        db.Add(coupon);
        await db.SaveChangesAsync();
        return coupon;
    }

    private async Task<RedeemOutcome> RedeemAsync(string couponId, int user)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await new CouponService(db).RedeemAsync(couponId, $"U{user:D4}", Today);
    }

    private async Task<int> RedemptionsOfAsync(string businessId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return (await db.Businesses.AsNoTracking().SingleAsync(b => b.Id == businessId)).Redemptions;
    }

    // A coupon of the promotion: like the business's first one, but new and open.
    private static Coupon New(string id, string businessId)
    {
        var coupon = new CouponGenerator(businessCount: 5_000, couponCount: 5_000).Coupon(int.Parse(businessId.AsSpan(1), null));
        coupon.Id = id;
        coupon.Status = CouponStatus.Open;
        coupon.IssuedAt = Today;
        coupon.ExpiresAt = Today.AddDays(7);
        return coupon;
    }
}
