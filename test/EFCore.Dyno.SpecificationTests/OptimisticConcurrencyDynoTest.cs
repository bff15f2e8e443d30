// EF's suite: conflicts of concurrent changes, told by row versions of bytes and of numbers.

namespace EFCore.Dyno.SpecificationTests;

public class OptimisticConcurrencyDynoTest(F1DynoFixture fixture) : OptimisticConcurrencyDynoTestBase<F1DynoFixture, byte[]>(fixture);

public class OptimisticConcurrencyULongDynoTest(F1ULongDynoFixture fixture) : OptimisticConcurrencyDynoTestBase<F1ULongDynoFixture, ulong>(fixture);

public abstract class OptimisticConcurrencyDynoTestBase<TFixture, TRowVersion>(TFixture fixture)
    : OptimisticConcurrencyTestBase<TFixture, TRowVersion>(fixture), IAsyncLifetime
    where TFixture : F1FixtureBase<TRowVersion>, new()
{
    public Task InitializeAsync() => Task.CompletedTask;

    // What a test wrote is not undone by its transaction.
    public Task DisposeAsync() => Fixture.ReseedAsync();
}
