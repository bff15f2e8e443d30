// One change of one item, as GetRecords returns it.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html and API_streams_StreamRecord.html

namespace Dyno;

/// <summary>What happened to an item.</summary>
public enum OperationType
{
    /// <summary>It was not there and is now.</summary>
    INSERT,

    /// <summary>Its attributes changed.</summary>
    MODIFY,

    /// <summary>It was deleted.</summary>
    REMOVE,
}

/// <summary>Who changed an item where it was no request.</summary>
/// <param name="Type">The kind of principal: <c>Service</c>.</param>
/// <param name="PrincipalId">The principal: <c>dynamodb.amazonaws.com</c> where time to live deleted the item.</param>
public sealed record StreamIdentity(string Type, string PrincipalId);

/// <summary>One change of one item. The protocol puts the members from <see cref="ApproximateCreationDateTime"/> on into an object named <c>dynamodb</c>.</summary>
public sealed record StreamRecord
{
    /// <summary>The record's unique id.</summary>
    public required string EventID { get; init; }

    /// <summary>What happened.</summary>
    public required OperationType EventName { get; init; }

    /// <summary>The version of the record's form.</summary>
    public required string EventVersion { get; init; }

    /// <summary>The service: <c>aws:dynamodb</c>.</summary>
    public required string EventSource { get; init; }

    /// <summary>The region of the table.</summary>
    public required string AwsRegion { get; init; }

    /// <summary>Who changed the item where it was no request: time to live. Null otherwise.</summary>
    public StreamIdentity? UserIdentity { get; init; }

    /// <summary>About when it happened; never earlier than an earlier record's.</summary>
    public required DateTimeOffset ApproximateCreationDateTime { get; init; }

    /// <summary>The item's key.</summary>
    public required Item Keys { get; init; }

    /// <summary>The item after the change, where the view type shows it and it is there.</summary>
    public Item? NewImage { get; init; }

    /// <summary>The item before the change, where the view type shows it and it was there.</summary>
    public Item? OldImage { get; init; }

    /// <summary>The record's place: decimal digits, all of one length. A later change of an item has a larger one.</summary>
    public required string SequenceNumber { get; init; }

    /// <summary>The size of key and images in bytes, as DynamoDB counts.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>What the record shows.</summary>
    public required StreamViewType StreamViewType { get; init; }
}
