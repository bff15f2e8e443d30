// ListTagsOfResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
// A table has at most 50 tags: they are one page.

namespace Dyno;

/// <summary>Lists the tags of a table.</summary>
/// <param name="ResourceArn">The table's resource name.</param>
public sealed record ListTagsOfResourceRequest(string ResourceArn);

/// <summary>The tags of a table.</summary>
/// <param name="Tags">The tags, in the order of their names.</param>
public sealed record ListTagsOfResourceResult(IReadOnlyList<Tag> Tags);
