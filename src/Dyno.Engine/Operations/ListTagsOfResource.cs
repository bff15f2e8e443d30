// ListTagsOfResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
namespace Dyno.Engine.Operations;

internal sealed class ListTagsOfResourceOperation(EngineContext context)
{
    public ListTagsOfResourceResult Execute(ListTagsOfResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TagValidation.CheckResource(request.ResourceArn, "ListTagsOfResource");
        TagValidation.CheckTableArn(request.ResourceArn);
        var table = TagResourceOperation.Find(context, request.ResourceArn, Messages.ResourceNotFound(request.ResourceArn));
        return new ListTagsOfResourceResult(table.Record.Settings.Tags);
    }
}
