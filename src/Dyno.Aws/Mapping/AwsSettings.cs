// A table's settings between the seam and the SDK: throughput on demand, class, encryption, streams, tags, expiry.

namespace Dyno.Aws;

internal static class AwsSettings
{
    public static Sdk.OnDemandThroughput? ToAws(OnDemandThroughput? throughput) => throughput is null
        ? null
        : new() { MaxReadRequestUnits = throughput.MaxReadRequestUnits, MaxWriteRequestUnits = throughput.MaxWriteRequestUnits };

    public static Sdk.WarmThroughput? ToAws(WarmThroughput? throughput) => throughput is null
        ? null
        : new() { ReadUnitsPerSecond = throughput.ReadUnitsPerSecond, WriteUnitsPerSecond = throughput.WriteUnitsPerSecond };

    public static Amazon.DynamoDBv2.TableClass? ToAws(TableClass? tableClass) => tableClass is null ? null : new(tableClass.ToString());

    public static Sdk.SSESpecification? ToAws(SSESpecification? encryption) => encryption is null ? null : new()
    {
        Enabled = encryption.Enabled,
        SSEType = encryption.SSEType is null ? null : new Amazon.DynamoDBv2.SSEType(encryption.SSEType.ToString()),
        KMSMasterKeyId = encryption.KMSMasterKeyId,
    };

    public static Sdk.StreamSpecification? ToAws(StreamSpecification? stream) => stream is null ? null : new()
    {
        StreamEnabled = stream.StreamEnabled,
        StreamViewType = stream.StreamViewType is null ? null : new Amazon.DynamoDBv2.StreamViewType(stream.StreamViewType.ToString()),
    };

    public static List<Sdk.Tag>? ToAws(IReadOnlyList<Tag>? tags) => tags is null ? null : [.. tags.Select(t => new Sdk.Tag { Key = t.Key, Value = t.Value })];

    public static OnDemandThroughput? FromAws(Sdk.OnDemandThroughput? throughput) =>
        throughput is null ? null : new(throughput.MaxReadRequestUnits, throughput.MaxWriteRequestUnits);

    public static WarmThroughput? FromAws(Sdk.TableWarmThroughputDescription? throughput) =>
        throughput is null ? null : new(throughput.ReadUnitsPerSecond, throughput.WriteUnitsPerSecond);

    public static WarmThroughput? FromAws(Sdk.GlobalSecondaryIndexWarmThroughputDescription? throughput) =>
        throughput is null ? null : new(throughput.ReadUnitsPerSecond, throughput.WriteUnitsPerSecond);

    public static SSEDescription? FromAws(Sdk.SSEDescription? encryption) =>
        encryption?.SSEType is null ? null : new(Enum.Parse<SSEType>(encryption.SSEType.Value), encryption.KMSMasterKeyArn);

    public static StreamSpecification? FromAws(Sdk.StreamSpecification? stream) => stream is null ? null : new(
        stream.StreamEnabled ?? false, stream.StreamViewType is null ? null : Enum.Parse<StreamViewType>(stream.StreamViewType.Value));
}
