// Reads the family `meta` (see MetaKeys) and says what in it cannot be: records that do not decode, ids that are used twice, records of nothing.
using System.Buffers.Binary;
using System.Text;
using Dyno.Engine.Streams;

namespace Dyno.Engine.Check;

internal sealed class CatalogCheck
{
    private readonly CheckRun _run;
    private readonly HashSet<uint> _ids = [];
    private readonly HashSet<uint> _tableIds = [];
    private readonly List<uint> _owned = [];

    private CatalogCheck(CheckRun run) => _run = run;

    public List<TableState> Tables { get; } = [];

    public List<StreamState> Streams { get; } = [];

    // Whether every table and stream could be read: otherwise it is not known whose rows of an unknown id are.
    public bool IsWhole { get; private set; } = true;

    public uint NextId { get; private set; } = 1;

    // Below it every sequence number may be used.
    public ulong SequenceEnd { get; private set; } = 1;

    // Local indexes only: by table id, whether its collections are counted.
    public HashSet<uint> CountedCollections { get; } = [];

    public static CatalogCheck Read(CheckRun run)
    {
        var layout = run.Get(EngineContext.MetaName, MetaKeys.Layout) ?? throw new InvalidDataException(Messages.NoDatabase);
        if (layout.Length != sizeof(uint) || CheckRun.IdOf(layout) != MetaKeys.LayoutVersion)
        {
            throw new InvalidDataException(Messages.UnknownLayout(layout));
        }

        var catalog = new CatalogCheck(run);
        catalog.ReadAll();
        return catalog;
    }

    public bool IsTable(uint id) => _tableIds.Contains(id);

    public bool IsIndex(uint id) => _ids.Contains(id) && !_tableIds.Contains(id);

    // The streams of each table, oldest first; those of tables that are gone too.
    public List<List<StreamState>> StreamsByTable() => [.. Streams.GroupBy(s => s.TableId).Select(g => g.OrderBy(s => s.Shards.Count > 0 ? s.Shards[0].From : 0).ToList())];

    private void ReadAll()
    {
        using var records = _run.Range(EngineContext.MetaName, default, default)!;
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            _run.Row();
            var (key, value) = (records.Key.ToArray(), records.Value.ToArray());
            try
            {
                ReadOne(key, value);
            }
            catch (Exception exception) when (exception is InvalidDataException or ArgumentException or InvalidOperationException or OverflowException)
            {
                var prefix = key.AsSpan();
                IsWhole &= !prefix.StartsWith(MetaKeys.Tables) && !prefix.StartsWith(MetaKeys.Streams);
                Found($"the record {Name(key)} cannot be read: {exception.Message}");
            }
        }

        foreach (var id in _owned.Where(id => IsWhole && !_tableIds.Contains(id)))
        {
            Found($"there is a record of a table with the id {id}, which no table has");
        }

        foreach (var id in _ids.Where(id => id >= NextId))
        {
            Found($"the id {id} is in use, and the next free one is said to be {NextId}");
        }

        foreach (var table in IsWhole ? Tables : [])
        {
            CheckStreamOf(table);
        }

        foreach (var stream in Streams)
        {
            CheckShards(stream);
        }
    }

    private void ReadOne(byte[] key, byte[] value)
    {
        ReadOnlySpan<byte> name = key;
        if (name.SequenceEqual(MetaKeys.Layout))
        {
            return;
        }

        if (name.SequenceEqual(MetaKeys.NextId))
        {
            NextId = CheckRun.IdOf(value);
        }
        else if (name.SequenceEqual(MetaKeys.SequenceBlock))
        {
            SequenceEnd = BinaryPrimitives.ReadUInt64BigEndian(value);
        }
        else if (name.StartsWith(MetaKeys.Tables))
        {
            ReadTable(Encoding.UTF8.GetString(name[MetaKeys.Tables.Length..]), value);
        }
        else if (name.StartsWith(MetaKeys.Streams))
        {
            ReadStream(key, value);
        }
        else if (name.StartsWith(MetaKeys.Counters) && name.Length == MetaKeys.Counters.Length + sizeof(uint))
        {
            _owned.Add(CheckRun.IdOf(name[MetaKeys.Counters.Length..]));
        }
        else if (name.StartsWith(MetaKeys.Collections) && name.Length >= MetaKeys.Collections.Length + sizeof(uint))
        {
            ReadCollection(CheckRun.IdOf(name[MetaKeys.Collections.Length..]), name, value);
        }
        else if (name.StartsWith(MetaKeys.Scaling) && name.Length == MetaKeys.Scaling.Length + sizeof(uint))
        {
            ScalingRecord.FromItem(Name(key), Item.Parse(value));
            _owned.Add(CheckRun.IdOf(name[MetaKeys.Scaling.Length..]));
        }
        else if (name.StartsWith(MetaKeys.Tokens))
        {
            if (!Commit.ClientTokens.IsRecord(value))
            {
                Found($"the client request token {Name(key)} cannot be read");
            }
        }
        else
        {
            Found($"there is a record {Name(key)} that means nothing");
        }
    }

    private void ReadTable(string name, byte[] value)
    {
        var table = new TableState(TableRecord.FromItem(name, Item.Parse(value)));
        if (table.Name != name)
        {
            Found($"the record of the table '{name}' is that of '{table.Name}'");
        }

        foreach (var id in table.Indexes.Select(i => i.Id).Prepend(table.Id))
        {
            if (!_ids.Add(id))
            {
                Found($"the id {id} is used twice", table.Name);
            }
        }

        _tableIds.Add(table.Id);
        Tables.Add(table);
    }

    private void ReadStream(byte[] key, byte[] value)
    {
        var stream = StreamState.FromItem(Item.Parse(value));
        if (!key.AsSpan().SequenceEqual(stream.StorageKey))
        {
            Found($"the stream {stream.Arn} is under the key {Name(key)}");
        }

        Streams.Add(stream);
    }

    private void ReadCollection(uint tableId, ReadOnlySpan<byte> key, byte[] value)
    {
        if (key.Length == MetaKeys.Collections.Length + sizeof(uint))
        {
            CountedCollections.Add(tableId);
            _owned.Add(tableId);
        }
        else if (value.Length != sizeof(long))
        {
            throw new InvalidDataException(Messages.CatalogDamaged(Name(key)));
        }
        else if (_owned.Count == 0 || _owned[^1] != tableId)
        {
            _owned.Add(tableId);
        }
    }

    private void CheckStreamOf(TableState table)
    {
        if (table.Record.Stream is { } view && table.Record.StreamLabel is { } label
            && !Streams.Exists(s => s.TableId == table.Id && s.Label == label && s.Disabled is null && s.View == view))
        {
            Found($"the stream {label} is enabled and has no record", table.Name);
        }
    }

    private void CheckShards(StreamState stream)
    {
        if (stream.Shards.Count == 0)
        {
            Found($"the stream {stream.Arn} has no shard");
            return;
        }

        for (var i = 0; i < stream.Shards.Count; i++)
        {
            var shard = stream.Shards[i];
            var isLast = i == stream.Shards.Count - 1;
            if (isLast ? (shard.To is null) != (stream.Disabled is null) : shard.To is null || stream.Shards[i + 1].From != shard.To + 1 || stream.Shards[i + 1].ParentId != shard.Id)
            {
                Found($"the shard {shard.Id} of the stream {stream.Arn} is not continued by the next one");
            }
        }

        if (stream.Disabled is null && !Tables.Exists(t => t.Id == stream.TableId && t.Record.StreamLabel == stream.Label && t.Record.Stream is not null) && IsWhole)
        {
            Found($"the stream {stream.Arn} is open and no table writes it");
        }
    }

    private static string Name(ReadOnlySpan<byte> key) => key.Length > 2 && key[1] == '/' && key[0] is not ((byte)'t' or (byte)'k')
        ? $"{(char)key[0]}/{KeyText.Hex(key[2..])}"
        : $"'{Encoding.UTF8.GetString(key)}'";

    private void Found(string text, string? table = null) => _run.Found(CheckedThing.Catalog, text, table);
}
