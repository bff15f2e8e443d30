// ListTagsOfResource over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Operations;

internal sealed class ListTagsOfResource() : WireOperation(new StructShape(
    "ListTagsOfResourceInput", TableMembers.ResourceArn, new Member("NextToken", Shape.String)))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.ListTagsOfResourceAsync(
            new ListTagsOfResourceRequest(TagResource.ResourceOf(request)), cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartArray("Tags"u8);
        foreach (var tag in result.Tags)
        {
            response.WriteStartObject();
            response.WriteString("Key"u8, tag.Key);
            response.WriteString("Value"u8, tag.Value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteEndObject();
    }
}
