// TagResource over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class TagResource() : WireOperation(new StructShape("TagResourceInput", TableMembers.ResourceArn, TableMembers.Tags))
{
    public override ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        server.Engine.TagResourceAsync(new TagResourceRequest(ResourceOf(request), request.FindList("Tags"u8, TableReader.Tag)!), cancellationToken);

    public static string ResourceOf(JsonElement request) => request.FindText("ResourceArn"u8) ?? throw new ValidationException(Messages.NoResource);
}
