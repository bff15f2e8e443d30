// Parts of requests as the catalog keeps them.
namespace Dyno.Engine;

internal static class TableChange
{
    // A table without a key of its own is encrypted with one of DynamoDB's, and its description says nothing.
    public static SSEDescription? Describe(SSESpecification? specification)
    {
        if (specification is not { Enabled: true })
        {
            return null;
        }

        var key = specification.KMSMasterKeyId ?? "alias/aws/dynamodb";
        var arn = key.StartsWith("arn:", StringComparison.Ordinal)
            ? key
            : $"arn:aws:kms:{TableArn.Region}:{TableArn.Account}:{(key.StartsWith("alias/", StringComparison.Ordinal) ? key : "key/" + key)}";
        return new SSEDescription(specification.SSEType ?? SSEType.KMS, arn);
    }
}
