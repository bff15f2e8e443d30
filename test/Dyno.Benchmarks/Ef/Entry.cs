// What the EF suite stores: flat entities of twelve properties and about 1 KB, the same for every provider. Read ones and inserted ones have tables of their own,
// so that what is inserted does not change what is read.

using Microsoft.EntityFrameworkCore;

namespace Dyno.Benchmarks.Ef;

internal abstract class Row
{
    public required string Customer { get; set; }

    public int Number { get; set; }

    public required string Title { get; set; }

    public required string Status { get; set; }

    public required string Address { get; set; }

    public required string Note { get; set; }

    public required byte[] Attachment { get; set; }

    public decimal Amount { get; set; }

    public double Weight { get; set; }

    public long Views { get; set; }

    public bool IsPaid { get; set; }

    public DateTime At { get; set; }
}

[PrimaryKey(nameof(Customer), nameof(Number))]
internal sealed class Entry : Row;

[PrimaryKey(nameof(Customer), nameof(Number))]
internal sealed class Added : Row;

// What a projection reads of an entry.
internal sealed record Line(int Number, string Title, decimal Amount);

internal sealed class EntryContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<Added> Added => Set<Added>();
}

internal static class Entries
{
    public const int PerCustomer = 100;

    private static readonly string Note = string.Concat(Enumerable.Repeat("a note of some length that nobody reads twice, ", 7));
    private static readonly byte[] Attachment = [.. Enumerable.Range(0, 384).Select(i => (byte)(i * 7))];
    private static readonly string[] States = ["open", "packed", "sent", "delivered"];

    public static string CustomerOf(int n) => $"customer-{n / PerCustomer:D6}";

    public static Entry Entry(int n) => Fill(n, new Entry { Customer = "", Title = "", Status = "", Address = "", Note = "", Attachment = [] });

    public static Added Added(int n) => Fill(n, new Added { Customer = "", Title = "", Status = "", Address = "", Note = "", Attachment = [] });

    private static T Fill<T>(int n, T row)
        where T : Row
    {
        row.Customer = CustomerOf(n);
        row.Number = n % PerCustomer;
        row.Title = "Order of several articles, delivered";
        row.Status = States[n % 4];
        row.Address = "12 Long Street, 4th floor, 1100-148 Lisbon, Portugal";
        row.Note = Note;
        row.Attachment = Attachment;
        row.Amount = (n % 10_000) * 1.25m;
        row.Weight = (n % 777) * 0.5;
        row.Views = n * 3L;
        row.IsPaid = n % 3 == 0;
        row.At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(n);
        return row;
    }
}
