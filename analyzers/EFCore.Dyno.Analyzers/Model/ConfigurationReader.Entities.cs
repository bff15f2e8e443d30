// What is said to the builder of an entity type: its table, keys, indexes and filters.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed partial class ConfigurationReader
{
    private readonly Dictionary<IOperation, IndexConfiguration> _indexes = [];

    private void ReadEntityCall(IInvocationOperation call, EntityConfiguration? entity, bool isConditional)
    {
        if (entity is null)
        {
            IsUncertain = true;
            return;
        }

        // The arguments that follow the builder.
        var first = call.Instance is null ? 1 : 0;
        var isUnderstood = true;
        switch (call.TargetMethod.Name)
        {
            case "HasKey":
                entity.Key = KeyLambda.ReadNames(call.At(first), known);
                entity.KeyLocation = NameOf(call);
                entity.HasNoKey = false;
                isUnderstood = entity.Key is not null;
                break;
            case "HasNoKey":
                entity.HasNoKey = true;
                break;
            case "HasPartitionKey":
                entity.PartitionKey = ReadKey(call, first, out isUnderstood);
                break;
            case "HasSortKey":
                entity.SortKey = ReadKey(call, first, out isUnderstood);
                break;
            case "WithShards":
                entity.Shards = ReadShards(call, first, out isUnderstood);
                break;
            case "HasTimeToLive":
                entity.TimeToLive = KeyLambda.ReadName(call.At(first), known);
                entity.TimeToLiveLocation = NameOf(call);
                isUnderstood = entity.TimeToLive is not null;
                break;
            case "HasGlobalSecondaryIndex":
                isUnderstood = TryAddIndex(entity, call, call.At(first), call.At(first + 1), call.At(first + 2));
                break;
            case "HasLocalSecondaryIndex":
                isUnderstood = TryAddIndex(entity, call, call.At(first), null, call.At(first + 1));
                break;
            case "HasQueryFilter":
                var filter = call.At(first).AsLambda() ?? call.At(first + 1).AsLambda();
                isUnderstood = filter is not null;
                if (filter is not null)
                {
                    entity.QueryFilters.Add(new QueryFilter(() => filter));
                }

                break;
            case "ToDynoTable":
                ReadTable(entity, call, first, isConditional);
                return;
            case "ToDynoQuery":
                entity.HasQuery = true;
                break;
            case "HasBaseType":
                isUnderstood = false;
                break;
            case "HasAnnotation":
                isUnderstood = call.At(first).Text() is { } name && !name.StartsWith("Dyno:", StringComparison.Ordinal);
                break;
            case "HasOne" or "HasMany":
                AddRelationship(entity, call, first, isConditional);
                ReadMemberCall(entity, call, first, isConditional);
                return;
            default:
                ReadMemberCall(entity, call, first, isConditional);
                return;
        }

        entity.IsUncertain |= isConditional || !isUnderstood;
    }

    private KeyConfiguration? ReadKey(IInvocationOperation call, int first, out bool isUnderstood)
    {
        var key = KeyLambda.ReadKey(call.At(first), known);
        isUnderstood = key is not null && IsTextOrNull(call.At(first + 1));
        return key is null || call.At(first + 1).Text() is not { } attribute ? key : key with { AttributeName = attribute };
    }

    private ShardConfiguration? ReadShards(IInvocationOperation call, int first, out bool isUnderstood)
    {
        var isByKey = IsNull(call.At(first + 1));
        var by = isByKey ? [] : KeyLambda.ReadNames(call.At(first + 1), known);
        isUnderstood = by is not null;
        return by is null ? null : new(call.At(first)?.ConstantValue is { HasValue: true, Value: int count } ? count : null, by, NameOf(call));
    }

    private bool TryAddIndex(EntityConfiguration entity, IInvocationOperation call, IOperation? name, IOperation? partitionKey, IOperation? sortKey)
    {
        var partition = KeyLambda.ReadKey(partitionKey, known);
        var sort = KeyLambda.ReadKey(sortKey, known);
        if (name.Text() is not { } text || (partitionKey is not null && partition is null) || (sort is null && !IsNull(sortKey)) || (partition is null && sort is null))
        {
            return false;
        }

        // Another call with the same name begins the index anew.
        var index = new IndexConfiguration(text, partition, sort, NameOf(call));
        entity.Indexes[text] = index;
        _indexes[call] = index;
        return true;
    }

    private static void ReadTable(EntityConfiguration entity, IInvocationOperation call, int first, bool isConditional)
    {
        if (call.At(first) is not { Type.SpecialType: SpecialType.System_String } name)
        {
            // The callback alone: how the table is paid for.
            return;
        }

        entity.TableName = name.Text();
        entity.TableLocation = NameOf(call);
        entity.IsTableUncertain = entity.TableName is null || isConditional;
    }

    private static bool IsNull(IOperation? operation) =>
        operation is null || operation.ConstantValue is { HasValue: true, Value: null } || operation.Unconvert() is IDefaultValueOperation
        || operation.Unconvert().ConstantValue is { HasValue: true, Value: null };

    private static bool IsTextOrNull(IOperation? operation) => operation.Text() is not null || IsNull(operation);
}
