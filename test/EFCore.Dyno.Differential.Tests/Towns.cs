// Two databases with the same rows: this provider's and that of EF's in-memory provider.

using EFCore.Dyno.Storage;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Differential.Tests;

internal sealed class Towns : IDisposable
{
    private readonly bool _isNetwork;
    private string _name = "";
    private int _rows = -1;

    // Network: over a client that has to be awaited.
    public Towns(Layout layout, bool isNetwork, int rows)
    {
        Layout = layout;
        _isNetwork = isNetwork;
        Need(rows);
    }

    public Layout Layout { get; }

    public override string ToString() => Layout + (_isNetwork ? ", over a network" : "");

    public void Dispose()
    {
        using var context = Embedded();
        context.Database.CloseDyno();
    }

    // Other rows for another number.
    public void Need(int rows)
    {
        if (rows == _rows)
        {
            return;
        }

        if (_rows >= 0)
        {
            Dispose();
        }

        _rows = rows;
        _name = "town-" + Guid.NewGuid().ToString("N");
        using var mine = Embedded();
        mine.Fill(rows);
        using var theirs = InMemory();
        theirs.Fill(rows);
    }

    public TownContext Dyno()
    {
        if (!_isNetwork)
        {
            return Embedded();
        }

        using var inner = Embedded();
        var source = inner.GetService<IDynoClientSource>();
        return new(Options(new DbContextOptionsBuilder().UseDyno(new DelayedClient(source.Client), source.Tables)), Layout);
    }

    public TownContext InMemory() => new(Options(new DbContextOptionsBuilder().UseInMemoryDatabase(_name)), Layout);

    private TownContext Embedded() => new(Options(new DbContextOptionsBuilder().UseDyno(o => o.InMemory(_name))), Layout);

    private static DbContextOptions Options(DbContextOptionsBuilder builder) => builder.ReplaceService<IModelCacheKeyFactory, LayoutCacheKey>().Options;

    private sealed class LayoutCacheKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), ((TownContext)context).Layout, designTime);
    }
}
