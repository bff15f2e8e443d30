// EF's suite: conflicts of concurrent changes, told by row versions of bytes and of numbers.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class OptimisticConcurrencyDynoTest(F1DynoFixture fixture) : OptimisticConcurrencyDynoTestBase<F1DynoFixture, byte[]>(fixture);

public class OptimisticConcurrencyULongDynoTest(F1ULongDynoFixture fixture) : OptimisticConcurrencyDynoTestBase<F1ULongDynoFixture, ulong>(fixture);

public abstract class OptimisticConcurrencyDynoTestBase<TFixture, TRowVersion>(TFixture fixture)
    : OptimisticConcurrencyTestBase<TFixture, TRowVersion>(fixture)
    where TFixture : F1FixtureBase<TRowVersion>, new()
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
}
