// UntagResource over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class UntagResource() : WireOperation(new StructShape(
    "UntagResourceInput", TableMembers.ResourceArn, new Member("TagKeys", new ListShape(Shape.String))))
{
    public override ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var keys = request.FindList("TagKeys"u8, static k => k.GetString() ?? "");
        return server.Engine.UntagResourceAsync(new UntagResourceRequest(TagResource.ResourceOf(request), keys!), cancellationToken);
    }
}
