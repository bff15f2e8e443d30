// What the server says of table requests; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    public const string UnknownProjection = "One or more parameter values were invalid: Unknown ProjectionType: null";

    public static string NonKeyAttributes(ProjectionType type) =>
        $"One or more parameter values were invalid: ProjectionType is {type}, but NonKeyAttributes is specified";
}
