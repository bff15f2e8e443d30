// ListTagsOfResource over the SDK, a page: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html

namespace Dyno.Aws;

internal static class ListTagsOfResource
{
    public static Sdk.ListTagsOfResourceRequest ToAws(ListTagsOfResourceRequest request, string? nextToken) =>
        new() { ResourceArn = request.ResourceArn, NextToken = nextToken };

    public static void AddFromAws(List<Tag> tags, Sdk.ListTagsOfResourceResponse response)
    {
        foreach (var tag in response.Tags ?? [])
        {
            tags.Add(new Tag(tag.Key, tag.Value));
        }
    }
}
