// A store of EF's suite: one embedded engine in memory for each name. A shared name is one engine for the whole run, as one database on a server would be.

using System.Reflection;
using EFCore.Dyno.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.SpecificationTests.TestUtilities;

public sealed class DynoTestStore : TestStore
{
    // What this provider warns of is no error here: the suite reads whole tables in nearly every test.
    private static readonly EventId[] OwnWarnings =
    [
        .. typeof(DynoEventId).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.Name.EndsWith("Warning", StringComparison.Ordinal))
            .Select(f => (EventId)f.GetValue(null)!),
    ];

    private static int _unsharedCount;

    private DynoTestStore(string name, bool shared)
        : base(name, shared)
    {
    }

    public static DynoTestStore GetOrCreate(string name) => new(name, shared: true);

    /// <summary>A store of one test: two tests that run at the same time and choose the same name do not meet.</summary>
    public static DynoTestStore Create(string name) => new($"{name}-{Interlocked.Increment(ref _unsharedCount)}", shared: false);

    public override DbContextOptionsBuilder AddProviderOptions(DbContextOptionsBuilder builder) => Use(builder, Name);

    public override Task CleanAsync(DbContext context)
    {
        context.Database.CloseDyno();
        return context.Database.EnsureCreatedAsync();
    }

    internal static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, string name) =>
        builder.ConfigureWarnings(w => w.Ignore(OwnWarnings)).UseDyno(o => o.InMemory(name));
}
