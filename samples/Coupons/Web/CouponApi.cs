// The web API of the sample: the app's requests, on the same context and service as the console program.

using Coupons.Geo;
using Coupons.Model;
using Coupons.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Web;

/// <summary>The web API of the sample.</summary>
public static class CouponApi
{
    private const int PageSize = 20;

    /// <summary>Serves the coupons of a database until the process is asked to stop.</summary>
    public static async Task RunAsync(string path, string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContextPool<CouponContext>(options => options.UseDyno(path));
        builder.Services.AddScoped<CouponService>();
        await using var app = builder.Build();
        Map(app);

        // An empty directory becomes an empty service.
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<CouponContext>().Database.EnsureCreatedAsync();
        }

        await app.RunAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/coupons/{id}", async (string id, CouponService coupons, CancellationToken cancellation) =>
            await coupons.FindAsync(id, cancellation) is { } coupon ? Results.Ok(coupon) : Results.NotFound());

        app.MapGet("/businesses/{id}/coupons", async (string id, string? cursor, CouponService coupons, CancellationToken cancellation) =>
            await coupons.OpenCouponsOf(id).ToPageAsync(PageSize, cursor, cancellation));

        app.MapGet("/coupons/near", async (
            double latitude, double longitude, double? kilometres, CouponService coupons, CancellationToken cancellation) =>
            await coupons.NearAsync(new GeoPoint(latitude, longitude), kilometres ?? 2, PageSize, DateTime.UtcNow, cancellation));

        app.MapPost("/coupons/{id}/redemptions/{user}", async (
            string id, string user, CouponService coupons, CancellationToken cancellation) =>
            await coupons.RedeemAsync(id, user, DateTime.UtcNow, cancellation) switch
            {
                RedeemOutcome.Redeemed => Results.Created($"/coupons/{id}/redemptions/{user}", null),
                RedeemOutcome.NotFound => Results.NotFound(),
                _ => Results.Conflict(),
            });

        app.MapDelete("/coupons/{id}", async (string id, CouponService coupons, CancellationToken cancellation) =>
            await coupons.DeleteAsync(id, cancellation) ? Results.NoContent() : Results.NotFound());
    }
}
