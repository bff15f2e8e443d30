// Checks what of an UpdateTable request can be checked without the table, with DynamoDB's messages and in its order.
namespace Dyno.Engine;

internal static class UpdateTableValidation
{
    public static void Check(UpdateTableRequest request)
    {
        TableValidation.CheckTableName(TableArn.NameOf(request.TableName));
        CheckShapes(request);
        if (request.StreamSpecification is null && ChangesNothingElse(request))
        {
            throw new ValidationException(Messages.NothingToUpdate);
        }

        if (request is { BillingMode: BillingMode.PROVISIONED, ProvisionedThroughput: null })
        {
            throw new ValidationException(Messages.ThroughputNeeded);
        }

        if (request.ProvisionedThroughput is { } throughput)
        {
            TableValidation.CheckBounds(throughput);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in request.GlobalSecondaryIndexUpdates ?? [])
        {
            if (!names.Add(update.IndexName))
            {
                throw new ValidationException(Messages.IndexUpdatedTwice(update.IndexName));
            }
        }
    }

    // Beside the stream.
    public static bool ChangesNothingElse(UpdateTableRequest request) =>
        request is
        {
            ProvisionedThroughput: null, BillingMode: null, SSESpecification: null, TableClass: null, DeletionProtectionEnabled: null,
            OnDemandThroughput: null, WarmThroughput: null, GlobalSecondaryIndexUpdates: null or { Count: 0 },
        };

    private static void CheckShapes(UpdateTableRequest request)
    {
        if (request.ProvisionedThroughput is { } throughput)
        {
            TableValidation.CheckUnits(throughput, "provisionedThroughput");
        }

        for (var i = 0; i < request.GlobalSecondaryIndexUpdates?.Count; i++)
        {
            var update = request.GlobalSecondaryIndexUpdates[i];
            var member = $"globalSecondaryIndexUpdates.{i + 1}.member.";
            switch (update)
            {
                case CreateGlobalSecondaryIndexAction { Index: var index }:
                    TableValidation.CheckIndexName(index.IndexName, member + "create.indexName");
                    TableValidation.CheckKeyShape(index.KeySchema, member + "create.keySchema", 2 * Limits.IndexKeyAttributes);
                    CheckUnits(index.ProvisionedThroughput, member + "create.provisionedThroughput");
                    break;
                case UpdateGlobalSecondaryIndexAction change:
                    TableValidation.CheckIndexName(change.IndexName, member + "update.indexName");
                    CheckUnits(change.ProvisionedThroughput, member + "update.provisionedThroughput");
                    break;
                default:
                    TableValidation.CheckIndexName(update.IndexName, member + "delete.indexName");
                    break;
            }
        }
    }

    private static void CheckUnits(ProvisionedThroughput? throughput, string member)
    {
        if (throughput is not null)
        {
            TableValidation.CheckUnits(throughput, member);
        }
    }
}
