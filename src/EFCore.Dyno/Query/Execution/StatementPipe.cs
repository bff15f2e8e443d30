// Runs a PartiQL statement and gives the items it returns, a page at a time. Items that by their keys belong to another type of the table are left out;
// what the query adds to the statement is done by the pipes after this one.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Query;

internal sealed class StatementPipe(RequestOrigin origin, string statement, ComputedValue arguments, bool consistentRead, DynoEntityMap map) : Pipe<Item>
{
    public override Rows<Item> Open(DynoQueryContext context, ReadOptions options)
    {
        if (!context.Client.Capabilities.PartiQL)
        {
            throw new InvalidOperationException(QueryMessages.NoPartiQL());
        }

        var mappings = context.Context.GetService<ITypeMappingSource>();
        var values = Array.ConvertAll((object?[]?)arguments.Of(context, options.Outer) ?? [], v => Encode(mappings, v));
        return options.Rows = new ItemRows(new StatementReader(context.Requests.Client(origin), statement, values, consistentRead, map));
    }

    private static EncodedValue Encode(ITypeMappingSource mappings, object? value) => value switch
    {
        null => EncodedValue.Null,
        EncodedValue encoded => encoded,
        AttributeValue attribute => EncodedValue.From(attribute),
        _ => mappings.FindMapping(value.GetType()) is DynoTypeMapping mapping
            ? mapping.Codec.EncodeObject(value)
            : throw new InvalidOperationException(QueryMessages.PartiQLArgument(value.GetType())),
    };
}

internal sealed class StatementReader(
    IDynoClient client, string statement, IReadOnlyList<EncodedValue> values, bool consistentRead, DynoEntityMap map) : PageSource
{
    private string? _next;
    private bool _done;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return null;
        }

        var result = await client.ExecuteStatementAsync(
            new() { Statement = statement, Parameters = values.Count == 0 ? null : values, ConsistentRead = consistentRead, NextToken = _next },
            cancellationToken).ConfigureAwait(false);
        _next = result.NextToken;
        _done = _next is null;
        var items = result.Items.All(IsOwn) ? result.Items : [.. result.Items.Where(IsOwn)];
        return new Page(items, items.Count);
    }

    private bool IsOwn(Item item) => Fits(item, map.PartitionKey) && (map.SortKey is null || Fits(item, map.SortKey));

    // A key that the statement did not select says nothing.
    private static bool Fits(Item item, KeyPart part) =>
        part.LiteralPrefix.Length == 0
        || item.Get(part.AttributeName) is not { Type: AttributeType.S } value
        || value.Read().GetString().StartsWith(part.LiteralPrefix, StringComparison.Ordinal);
}
