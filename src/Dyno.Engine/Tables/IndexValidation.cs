// Checks the secondary indexes of a CreateTable request, with DynamoDB's messages and in its order.
namespace Dyno.Engine;

internal static class IndexValidation
{
    // How many attributes the indexes name to be projected.
    public static int CheckLocal(CreateTableRequest request, List<string> definitions, HashSet<string> names)
    {
        if (request.LocalSecondaryIndexes is not { } indexes)
        {
            return 0;
        }

        if (indexes.Count == 0)
        {
            throw TableValidation.Fail(Messages.NoLocalIndexes);
        }

        if (request.KeySchema.Count != 2)
        {
            throw TableValidation.Fail(Messages.LocalIndexNeedsSortKey);
        }

        var projected = 0;
        foreach (var index in indexes)
        {
            TableValidation.CheckKey(index.KeySchema, definitions);
            if (index.KeySchema.Count != 2)
            {
                throw TableValidation.Fail(Messages.LocalIndexWithoutSortKey(index.IndexName));
            }

            if (index.KeySchema[0].AttributeName != request.KeySchema[0].AttributeName)
            {
                throw TableValidation.Fail(
                    Messages.OtherPartitionKey(index.IndexName, index.KeySchema[0].AttributeName, request.KeySchema[0].AttributeName));
            }

            projected += CheckProjection(index);
            CheckName(index, names);
        }

        return indexes.Count <= Limits.LocalSecondaryIndexes ? projected : throw TableValidation.Fail(Messages.TooManyLocalIndexes);
    }

    public static int CheckGlobal(CreateTableRequest request, List<string> definitions, HashSet<string> names)
    {
        if (request.GlobalSecondaryIndexes is not { } indexes)
        {
            return 0;
        }

        if (indexes.Count == 0)
        {
            throw TableValidation.Fail(Messages.NoGlobalIndexes);
        }

        var projected = 0;
        foreach (var index in indexes)
        {
            TableValidation.CheckGlobalKey(index.KeySchema, definitions);
            projected += CheckProjection(index);
            CheckThroughput(request.BillingMode, index);
            CheckName(index, names);
        }

        return indexes.Count <= Limits.GlobalSecondaryIndexes ? projected : throw TableValidation.Fail(Messages.TooManyGlobalIndexes);
    }

    private static int CheckProjection(SecondaryIndex index)
    {
        if (!Enum.IsDefined(index.Projection.ProjectionType))
        {
            throw TableValidation.Fail(Messages.UnknownProjection);
        }

        var attributes = index.Projection.NonKeyAttributes;
        if (index.Projection.ProjectionType != ProjectionType.INCLUDE)
        {
            return attributes.Count == 0 ? 0 : throw TableValidation.Fail(Messages.AttributesOutsideInclude(index.Projection.ProjectionType));
        }

        if (attributes.Count == 0)
        {
            throw TableValidation.Fail(Messages.IncludeWithoutAttributes);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (!seen.Add(attribute))
            {
                throw TableValidation.Fail(Messages.DuplicateAttribute(index.IndexName, attribute));
            }
        }

        return attributes.Count;
    }

    private static void CheckThroughput(BillingMode billing, GlobalSecondaryIndex index)
    {
        if (billing == BillingMode.PAY_PER_REQUEST && index.ProvisionedThroughput is not null)
        {
            throw TableValidation.Fail(Messages.IndexThroughputOnDemand(index.IndexName));
        }

        if (billing == BillingMode.PROVISIONED && index.ProvisionedThroughput is null)
        {
            throw TableValidation.Fail(Messages.IndexWithoutThroughput(index.IndexName));
        }
    }

    private static void CheckName(SecondaryIndex index, HashSet<string> names)
    {
        if (!names.Add(index.IndexName))
        {
            throw TableValidation.Fail(Messages.DuplicateIndex(index.IndexName));
        }
    }
}
