// TagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
// The tags are there when the call returns, where DynamoDB takes some seconds.
namespace Dyno.Engine.Operations;

internal sealed class TagResourceOperation(EngineContext context)
{
    public void Execute(TagResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TagValidation.CheckResource(request.ResourceArn, "TagResource");
        TagValidation.CheckPresent(request.Tags, "tags");
        TagValidation.CheckTableArn(request.ResourceArn);
        if (request.Tags.Count == 0)
        {
            throw new ValidationException(Messages.NoTags);
        }

        TagValidation.Check(request.Tags);
        Find(context, request.ResourceArn, Messages.ResourceNotFound(request.ResourceArn));
        context.Catalog.Replace(request.ResourceArn, old =>
        {
            context.Catalog.CheckChangeable(old);
            var tags = old.Record.Settings.Tags.Where(t => !request.Tags.Any(n => n.Key == t.Key)).Concat(request.Tags);
            return old.Record with { Settings = old.Record.Settings with { Tags = TagValidation.Sorted([.. tags]) } };
        });
    }

    public static TableState Find(EngineContext context, string arn, string message)
    {
        try
        {
            return context.Catalog.Describe(arn);
        }
        catch (ResourceNotFoundException)
        {
            throw new ResourceNotFoundException(message);
        }
    }
}
