// Deletes the sentinels of unique constraints that the model does not have any more. Until then, a scan by a model that has nothing of the provider's own takes
// them for entities.

using System.Text;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Schema;

internal static class UniqueRelease
{
    private static readonly DocumentPath ScopePath = DocumentPath.Of(ReservedKeys.ScopeAttribute);
    private static readonly DocumentPath KindPath = DocumentPath.Of(ReservedKeys.KindAttribute);

    public static async ValueTask RunAsync(StepStore store, DynoTableModel table, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        await KeptUniques.LeaveAsync(store.Items, table, scopes, cancellationToken).ConfigureAwait(false);
        await foreach (var sentinel in store.ScanAsync(table, Filter(table, scopes), cancellationToken).ConfigureAwait(false))
        {
            await store.Items.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = table.KeyOf(sentinel) }, cancellationToken).ConfigureAwait(false);
        }

        await KeptUniques.ForgetAsync(store.Items, table, scopes, cancellationToken).ConfigureAwait(false);
    }

    // A key that is a number is a digest: the sentinel tells beside it of what it is.
    private static AndNode Filter(DynoTableModel table, IReadOnlyCollection<string> scopes)
    {
        ConditionNode isUnique = new ComparisonNode(ComparisonOperator.Equal, new PathOperand(KindPath), new ValueOperand(EncodedValue.FromString(ReservedKeys.UniqueKind)));
        return new AndNode(isUnique, scopes.Select(s => Of(table, s)).Aggregate(static (all, one) => new OrNode(all, one)));
    }

    private static ConditionNode Of(DynoTableModel table, string scope)
    {
        if (table.PartitionKey.Type == AttributeType.N)
        {
            return new ComparisonNode(ComparisonOperator.Equal, new PathOperand(ScopePath), new ValueOperand(EncodedValue.FromString(scope)));
        }

        var prefix = $"{ReservedKeys.Prefix}{ReservedKeys.UniqueKind}#{scope}#";
        return new BeginsWithNode(
            new PathOperand(DocumentPath.Of(table.PartitionKey.Name)),
            new ValueOperand(table.PartitionKey.Type == AttributeType.B ? EncodedValue.FromBinary(Encoding.UTF8.GetBytes(prefix)) : EncodedValue.FromString(prefix)));
    }
}
