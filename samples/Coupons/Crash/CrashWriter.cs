// The process that is killed in the middle of writing: it writes coupons as fast as it can and prints the number of each one
// once SaveChanges has returned.

using Coupons.Data;
using Coupons.Model;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Crash;

/// <summary>Writes until it is killed.</summary>
public static class CrashWriter
{
    private const int Writers = 16;

    /// <summary>Writes coupons for ever, telling the standard output of each one that is acknowledged.</summary>
    public static async Task RunAsync(string path)
    {
        var options = new DbContextOptionsBuilder<CouponContext>().UseDyno(path).Options;
        var generator = new CouponGenerator(businessCount: 50, couponCount: int.MaxValue);
        await using (var db = new CouponContext(options))
        {
            await db.Database.EnsureCreatedAsync();
        }

        var output = Console.Out;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                await using var db = new CouponContext(options);
                db.Add(generator.Coupon(number));
                await db.SaveChangesAsync();
                lock (output)
                {
                    output.WriteLine(number);
                    output.Flush();
                }
            }
        })));
    }
}
