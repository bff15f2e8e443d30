// The unique constraints that hold for all entities of a table, those too that were saved before the model had them: each entity has its sentinel. An item of the table
// names them, so that a copy of the table, or a restored backup, knows it as well. It comes with the table, or where a step of a plan has looked at every item (UniqueFill).

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno.Schema;

/// <param name="Scopes">Those that hold (<see cref="UniqueConstraint.Scope"/>).</param>
/// <param name="Leaving">Those whose sentinels are being deleted.</param>
internal sealed record KeptUniques(IReadOnlySet<string> Scopes, IReadOnlySet<string> Leaving)
{
    private static readonly DocumentPath ScopesPath = DocumentPath.Of("Kept");
    private static readonly DocumentPath LeavingPath = DocumentPath.Of("Leaving");

    public static async ValueTask<KeptUniques> ReadAsync(IDynoClient client, DynoTableModel table, CancellationToken cancellationToken)
    {
        var item = (await client.GetItemAsync(new GetItemRequest { TableName = table.Name, Key = Key(table), ConsistentRead = true }, cancellationToken).ConfigureAwait(false)).Item;
        return new(Names(ScopesPath), Names(LeavingPath));

        HashSet<string> Names(DocumentPath path) => item?[path.Root] is { } names ? new(names.AsStringSet(), StringComparer.Ordinal) : [];
    }

    /// <summary>Of a table that was just made, all hold.</summary>
    public static ValueTask BeginAsync(IDynoClient client, DynoTableModel table, CancellationToken cancellationToken)
    {
        var scopes = UniqueConstraint.In(table).Select(u => u.Scope).Distinct(StringComparer.Ordinal).ToList();
        return scopes.Count == 0 ? ValueTask.CompletedTask : AddAsync(client, table, scopes, cancellationToken);
    }

    /// <summary>They hold from now on.</summary>
    public static ValueTask AddAsync(IDynoClient client, DynoTableModel table, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken) =>
        UpdateAsync(client, table, [new AddAction(ScopesPath, Set(scopes)), new DeleteAction(LeavingPath, Set(scopes))], cancellationToken);

    /// <summary>They do not hold from now on, and their sentinels are not gone yet.</summary>
    public static ValueTask LeaveAsync(IDynoClient client, DynoTableModel table, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken) =>
        UpdateAsync(client, table, [new DeleteAction(ScopesPath, Set(scopes)), new AddAction(LeavingPath, Set(scopes))], cancellationToken);

    /// <summary>Their sentinels are gone.</summary>
    public static async ValueTask ForgetAsync(IDynoClient client, DynoTableModel table, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        await UpdateAsync(client, table, [new DeleteAction(LeavingPath, Set(scopes))], cancellationToken).ConfigureAwait(false);
        try
        {
            // A model without anything of the provider's own does not look for such items when it scans.
            await client.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = table.Name,
                    Key = Key(table),
                    ConditionExpression = new ConditionExpression(new AndNode(new AttributeNotExistsNode(ScopesPath), new AttributeNotExistsNode(LeavingPath))),
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            // Others hold.
        }
    }

    private static async ValueTask UpdateAsync(IDynoClient client, DynoTableModel table, IReadOnlyList<UpdateAction> actions, CancellationToken cancellationToken) =>
        await client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table.Name,
                Key = Key(table),
                UpdateExpression = new UpdateExpression([.. actions, new SetAction(DocumentPath.Of(ReservedKeys.KindAttribute), EncodedValue.FromString(ReservedKeys.KeptKind))]),
            },
            cancellationToken).ConfigureAwait(false);

    private static Item Key(DynoTableModel table) => ReservedKeys.Key(table, ReservedKeys.KeptKind, ReservedKeys.UniqueKind);

    private static EncodedValue Set(IReadOnlyCollection<string> scopes) => EncodedValue.From(AttributeValue.SS([.. scopes]));
}
