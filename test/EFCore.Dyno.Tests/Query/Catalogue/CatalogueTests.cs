// A catalogue of queries over a realistic model, each with its plan, and with the requests and the capacity that it takes on a seeded
// database, in golden files that are reviewed as a diff: DYNO_GOLDENS=write rewrites them.

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed partial class CatalogueTests(RetailFixture retail) : IClassFixture<RetailFixture>
{
    private readonly StringBuilder _text = new();
    private RetailContext _context = null!;

    private void Run(string file, Action<RetailContext> queries)
    {
        using (_context = retail.Open())
        {
            queries(_context);
        }

        var path = Path.Combine(Folder(), file + ".golden.txt");
        if (Environment.GetEnvironmentVariable("DYNO_GOLDENS") == "write")
        {
            File.WriteAllText(path, _text.ToString());
        }

        Assert.Equal(File.ReadAllText(path), _text.ToString());
    }

    private void Query<T>(string title, IQueryable<T> query)
    {
        _context.ChangeTracker.Clear();
        var plan = query.ToQueryString().ReplaceLineEndings("\n");
        using var meter = _context.Database.TrackCapacity();
        var rows = query.ToList().Count;
        _text.Append("# ").Append(title).Append('\n').Append(plan).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"= {rows} rows, {meter.Requests.Count} requests, {meter.ReadCapacityUnits} read units\n\n");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
