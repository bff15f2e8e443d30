// ListTagsOfResource over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html

namespace Dyno.Aws;

internal static class ListTagsOfResource
{
    public static Sdk.ListTagsOfResourceRequest ToAws(ListTagsOfResourceRequest request) => new() { ResourceArn = request.ResourceArn };

    public static ListTagsOfResourceResult FromAws(Sdk.ListTagsOfResourceResponse response) => new([.. (response.Tags ?? []).Select(t => new Tag(t.Key, t.Value))]);
}
