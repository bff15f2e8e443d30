// TagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html

namespace Dyno;

/// <summary>Adds tags to a table, and gives those that it has another value.</summary>
/// <param name="ResourceArn">The table's resource name.</param>
/// <param name="Tags">One to 50 tags.</param>
public sealed record TagResourceRequest(string ResourceArn, IReadOnlyList<Tag> Tags);
