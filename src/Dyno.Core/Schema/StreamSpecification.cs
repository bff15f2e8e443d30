// Whether a table has a stream, and what its records show: a part of CreateTable, UpdateTable and DescribeTable.

namespace Dyno;

/// <summary>What the records of a stream show beside the key of the item.</summary>
public enum StreamViewType
{
    /// <summary>The item as it is after the change.</summary>
    NEW_IMAGE,

    /// <summary>The item as it was before the change.</summary>
    OLD_IMAGE,

    /// <summary>Both.</summary>
    NEW_AND_OLD_IMAGES,

    /// <summary>Neither.</summary>
    KEYS_ONLY,
}

/// <summary>Whether a table has a stream. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html</summary>
/// <param name="StreamEnabled">Whether changes are recorded.</param>
/// <param name="StreamViewType">What the records show; given exactly where the stream is enabled.</param>
public sealed record StreamSpecification(bool StreamEnabled, StreamViewType? StreamViewType = null);
