// UntagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
namespace Dyno.Engine.Operations;

internal sealed class UntagResourceOperation(EngineContext context)
{
    public void Execute(UntagResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TagValidation.CheckResource(request.ResourceArn, "UntagResource");
        TagValidation.CheckPresent(request.TagKeys, "tagKeys");
        TagValidation.CheckTableArn(request.ResourceArn);
        if (request.TagKeys.Count == 0)
        {
            throw new ValidationException(Messages.NoTagKeys);
        }

        TagResourceOperation.Find(context, request.ResourceArn, Messages.UntagNotFound);
        context.Catalog.Replace(request.ResourceArn, old =>
        {
            context.Catalog.CheckChangeable(old);
            return old.Record with
            {
                Settings = old.Record.Settings with { Tags = [.. old.Record.Settings.Tags.Where(t => !request.TagKeys.Contains(t.Key))] },
            };
        });
    }
}
