// Loads the generated businesses and coupons, several contexts at a time, with progress.

using Coupons.Model;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Data;

/// <summary>Loads the generated data.</summary>
public static class Loader
{
    // DynamoDB takes a hundred items in one transaction; so does each SaveChanges here.
    private const int BatchSize = 100;

    // One context to a core computes while others wait for the disk.
    private static readonly int Loaders = Environment.ProcessorCount * 4;

    /// <summary>Loads everything and reports how many items are written.</summary>
    public static async Task LoadAsync(IDbContextFactory<CouponContext> contexts, CouponGenerator generator, Action<int> written)
    {
        await WriteAsync(contexts, generator.Businesses().Chunk(BatchSize), written);
        var batches = Enumerable.Range(0, (generator.CouponCount + BatchSize - 1) / BatchSize)
            .Select(i => generator.Coupons(i * BatchSize, Math.Min(generator.CouponCount, (i + 1) * BatchSize)));
        await WriteAsync(contexts, batches, written);
    }

    private static Task WriteAsync<T>(IDbContextFactory<CouponContext> contexts, IEnumerable<IEnumerable<T>> batches, Action<int> written)
        where T : class =>
        Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Loaders }, async (batch, cancellation) =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            db.AddRange(batch);
            written(await db.SaveChangesAsync(cancellation));
        });
}
