// An ExecuteUpdate or ExecuteDelete ready to run: by one request for the item of a whole key, or by reading rows and writing their items.

using System.Text;
using Dyno.Expressions;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal sealed class BulkPlan
{
    public required BulkWrite Write { get; init; }

    public required DynoEntityMap Map { get; init; }

    public required BulkAssignment[] Assignments { get; init; }

    // Where the rows are of one type, that one; where of several, the discriminator tells.
    public required BulkTypeWrites Type { get; init; }

    public required IReadOnlyDictionary<object, BulkTypeWrites>? Types { get; init; }

    // Set where one request does it: the values of the assignments, which read no row.
    public SourcePlan? Key { get; init; }

    public ComputedValue?[] Values { get; init; } = [];

    // Else: rows of the item, as far as it is needed, the values of the assignments, and the places of elements.
    public Pipe<object?[]>? Rows { get; init; }

    // Set where elements of lists are removed.
    public BulkPath? Element { get; init; }

    // Whether an item may have several rows, each of another element.
    public bool HasElements => Element is not null || Assignments.Any(a => a.Path.List is not null);

    // What the choice of a row and its values were made of.
    public IReadOnlyCollection<DocumentPath> Guards { get; init; } = [];

    public required RequestOrigin Origin { get; init; }

    public required Type ContextType { get; init; }

    public BulkTypeWrites TypeOf(Item item) =>
        Types is not null && Map.Discriminator!.ReadFrom(item) is { } value && Types.TryGetValue(value, out var type)
            ? type
            : Type;

    // The plan in words. How the rows are read stands below it, with what that costs.
    public static string Describe(BulkWrite write, DynoEntityMap map, SourcePlan? key, IReadOnlyCollection<DocumentPath> guards, BulkTypeWrites type, BulkAssignment[] assignments)
    {
        var text = new StringBuilder();
        var verb = write.IsDelete ? "DeleteItem" : "UpdateItem";
        text.Append(write.Select.IsCascade ? "Cascade" : write.Name).Append(' ').Append(map.Table.Name);
        Line("write", write.Select.IsCascade ? $"{verb} of each, in the transaction that deletes the principal"
            : key is not null ? $"one {verb}, nothing is read" : $"what is read first, in transactions of as many items as the store takes (DynamoDB: {Limits.TransactionActions})");
        if (key is not null)
        {
            Line("key", key.Plan.Partition + (key.Plan.Sort is null ? "" : ", " + key.Plan.Sort.Low));
            Line("if", "the item is there" + (key.Plan.Filter is { } filter ? " AND " + filter : ""));
        }

        if (write.Element is { } element)
        {
            Line("remove", $"elements of {element}");
        }

        foreach (var assignment in assignments)
        {
            Line(assignment.Add is null ? "set" : "set by the store", assignment.Setter.ToString());
        }

        foreach (var template in type.Templates)
        {
            Line("set", $"{template.AttributeName} = {template.Template}");
        }

        foreach (var version in type.Versions)
        {
            Line("set", $"{version.Path}: the next version");
        }

        foreach (var unique in type.Uniques)
        {
            Line("sentinels", unique.Name);
        }

        if (key is null && !write.Select.IsCascade)
        {
            Line("if", guards.Count == 0 ? "the item is there" : "as it was read: " + string.Join(", ", guards.Order(PathComparer.Instance)) + ", and otherwise read again");
            Line("memory", "the keys of all rows" + (write.IsDelete ? "" : ", and the values to set"));
            Line("resume", "one transaction is all or nothing. Of several, those done stay, and running it again goes on with the rows that still match");
        }

        Line("capacity", key is not null
            ? "1 write unit for each KB begun of the item, and of each index entry that changes"
            : "2 write units for each KB begun of an item in a transaction (1 where there is one row), and of each index entry that changes, and what reading takes");
        return text.ToString();

        void Line(string name, string? value) => text.AppendLine().Append("  ").Append(name).Append(": ").Append(value);
    }

    private sealed class PathComparer : IComparer<DocumentPath>
    {
        public static PathComparer Instance { get; } = new();

        public int Compare(DocumentPath? x, DocumentPath? y) => string.CompareOrdinal(x?.ToString(), y?.ToString());
    }
}
