// The candidates of a run, each with its database: the floor, EF's in-memory provider, Sqlite, Npgsql on the PostgreSQL that eng/postgres.sh started, EFCore.Dyno.

using Dyno.Engine;
using Dyno.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dyno.Benchmarks.Ef;

internal sealed class Candidates : IDisposable
{
    public const string Floor = "floor";
    public const string InMemory = "InMemory";
    public const string Sqlite = "Sqlite";
    public const string Npgsql = "Npgsql";
    public const string Dyno = "Dyno";
    public const string Engine = "engine call";
    public const string Raw = "raw commit";
    public const string Sync = "sync of a file";

    // Both in one process, for what they cost beside each other.
    public const string AfterFloor = "Dyno after the floor";

    private readonly string _directory;
    private readonly string? _postgres;
    private readonly List<IDisposable> _open = [];

    // postgres: a connection string without a database; null where there is none.
    public Candidates(string directory, string? postgres)
    {
        _directory = directory;
        _postgres = postgres;
    }

    public Candidate MakeFloor(int entries)
    {
        var candidate = new Candidate(Floor, entries, (DbContextOptions<EntryContext>)Builder().UseFloor().Options);
        using var db = candidate.Pooled();
        FloorRows.Make(db.Model, entries);
        return candidate;
    }

    public Candidate MakeInMemory(int entries) => Loaded(new(InMemory, entries, Builder().UseInMemoryDatabase($"entries-{entries}").Options));

    // Two ways to one file: contexts that sync what they save, as Sqlite does where nobody says otherwise, and one connection that never does.
    public Candidate MakeSqlite(int entries)
    {
        var file = Path.Combine(_directory, $"entries-{entries}.db");
        var text = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 60 }.ToString();
        var unsynced = new SqliteConnection(text);
        unsynced.Open();
        using (var pragma = unsynced.CreateCommand())
        {
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;";
            pragma.ExecuteNonQuery();
        }

        _open.Add(unsynced);
        return Loaded(new(Sqlite, entries, Builder().UseSqlite(text).Options, Builder().UseSqlite(unsynced).Options));
    }

    public Candidate MakeNpgsql(int entries)
    {
        var text = $"{_postgres};Database=entries{entries};Maximum Pool Size=50";
        var candidate = Loaded(new(
            Npgsql, entries, Builder().UseNpgsql(text).Options, Builder().UseNpgsql($"{text};Options=-c synchronous_commit=off").Options));
        using var db = candidate.Pooled();
        db.Database.ExecuteSqlRaw("VACUUM ANALYZE");
        return candidate;
    }

    // Two engines: one that syncs and one that does not. What is read is in the second, what is inserted durably in the first.
    public (Candidate Candidate, EngineCalls Calls) MakeDyno(int entries)
    {
        var engine = Open($"entries-{entries}", Durability.LosesLastWritesOnPowerLoss);
        var durable = Open($"added-{entries}", Durability.LosesNothing);
        var raw = Store.Open(
            Path.Combine(_directory, $"raw-{entries}"), new StoreOptions { ColumnFamilies = ["rows"], Durability = Durability.LosesNothing });
        var file = new GrowingFile(Path.Combine(_directory, $"synced-{entries}"));
        _open.AddRange([raw, file]);
        var candidate = Loaded(new(
            Dyno, entries, Builder().UseDyno(engine, engine).Options, Builder().UseDyno(engine, engine).Options, Builder().UseDyno(durable, durable).Options));
        return (candidate, new EngineCalls(engine, durable, raw, file, entries));
    }

    public void Dispose()
    {
        foreach (var open in _open)
        {
            open.Dispose();
        }
    }

    private static DbContextOptionsBuilder<EntryContext> Builder() => new();

    private static Candidate Loaded(Candidate candidate)
    {
        candidate.Load();
        return candidate;
    }

    private DynoEngine Open(string name, Durability durability)
    {
        var engine = DynoEngine.Open(Path.Combine(_directory, name), new DynoEngineOptions { Durability = durability });
        _open.Add(engine);
        return engine;
    }
}
