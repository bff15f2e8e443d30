// What lies below the provider: the engine's calls for the same rows, without EF; and below the engine a store that does nothing but commit the same bytes in groups.

using Dyno.Engine;
using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Benchmarks.Ef;

internal sealed class EngineCalls(DynoEngine engine, DynoEngine durable, Store raw, GrowingFile file, int entries)
{
    private int _inserted;
    private int _committed;

    public void Get(Random random)
    {
        var n = random.Next(entries);
        var writer = ItemWriter.Rent();
        writer.WriteString("Customer"u8, Entries.CustomerOf(n));
        writer.WriteInt64("Number"u8, n % Entries.PerCustomer);
        var key = writer.ToItem();
        ItemWriter.Return(writer);
        Require(engine.GetItemAsync(new GetItemRequest { TableName = nameof(Entries), Key = key }).GetAwaiter().GetResult().Item is not null);
    }

    public void Range(Random random)
    {
        var from = random.Next(Entries.PerCustomer - FloorProvider.RowsOfRange);
        var page = engine.QueryAsync(new QueryRequest
        {
            TableName = nameof(Entries),
            KeyConditionExpression = KeyConditionExpression.For(
                "Customer",
                EncodedValue.FromString(Entries.CustomerOf(random.Next(entries))),
                new KeyAttributeCondition(
                    "Number", SortOperator.Between, EncodedValue.FromInt64(from), EncodedValue.FromInt64(from + FloorProvider.RowsOfRange - 1))),
        }).GetAwaiter().GetResult();
        Require(page.Count == FloorProvider.RowsOfRange);
    }

    public void Put() => Put(engine);

    public void PutDurable() => Put(durable);

    public void Transact(int count)
    {
        using var blocking = SynchronousCall.Enter();
        var puts = new TransactWriteItem[count];
        var first = Interlocked.Add(ref _inserted, count) - count;
        for (var i = 0; i < count; i++)
        {
            puts[i] = new TransactPut { TableName = nameof(Added), Item = Encode(first + i) };
        }

        durable.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = puts }).GetAwaiter().GetResult();
    }

    public void Scan()
    {
        var count = 0;
        Item? start = null;
        do
        {
            var page = engine.ScanAsync(new ScanRequest { TableName = nameof(Entries), ExclusiveStartKey = start }).GetAwaiter().GetResult();
            count += page.Count;
            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        Require(count == entries);
    }

    // One row of the same bytes, and what the disk needs for it.
    public void CommitRaw()
    {
        var n = Interlocked.Increment(ref _committed);
        var item = Encode(n);
        using var batch = raw.RentBatch();
        batch.Put(raw["rows"], BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(n)), item.Span);
        raw.Commit(batch);
    }

    public void AppendToFile() => file.Append(Encode(Interlocked.Increment(ref _committed)).Span);

    private void Put(DynoEngine into)
    {
        using var blocking = SynchronousCall.Enter();
        into.PutItemAsync(new PutItemRequest { TableName = nameof(Added), Item = Encode(Interlocked.Increment(ref _inserted)) }).GetAwaiter().GetResult();
    }

    // As the provider stores it. Numbers below zero are the engine's own.
    private static Item Encode(int n)
    {
        var row = Entries.Added(n);
        var writer = ItemWriter.Rent();
        writer.WriteString("Address"u8, row.Address);
        writer.WriteDecimal("Amount"u8, row.Amount);
        writer.WriteString("At"u8, row.At.ToString("O"));
        writer.WriteBinary("Attachment"u8, row.Attachment);
        writer.WriteString("Customer"u8, $"engine-{n / Entries.PerCustomer:D6}");
        writer.WriteBoolean("IsPaid"u8, row.IsPaid);
        writer.WriteString("Note"u8, row.Note);
        writer.WriteInt64("Number"u8, row.Number);
        writer.WriteString("Status"u8, row.Status);
        writer.WriteString("Title"u8, row.Title);
        writer.WriteInt64("Views"u8, row.Views);
        writer.WriteDecimal("Weight"u8, (decimal)row.Weight);
        var item = writer.ToItem();
        ItemWriter.Return(writer);
        return item;
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }
}
