// UntagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html

namespace Dyno;

/// <summary>Takes tags from a table; those that it does not have are passed over.</summary>
/// <param name="ResourceArn">The table's resource name.</param>
/// <param name="TagKeys">The names of the tags.</param>
public sealed record UntagResourceRequest(string ResourceArn, IReadOnlyList<string> TagKeys);
