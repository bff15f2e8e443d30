// What table plans say.

using System.Globalization;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string CreateTableStep(DynoTableModel table) =>
        $"create the table with {Keys([table.PartitionKey], table.SortKey is { } sortKey ? [sortKey] : [])}"
        + string.Concat(table.Indexes.Select(i => $", {(i.IsGlobal ? "global" : "local")} index {Index(i)}"));

    public static string KeepUniquesStep(IEnumerable<string> scopes, long items) => string.Create(
        CultureInfo.InvariantCulture, $"keep {string.Join(", ", scopes)} unique: a sentinel for each value, from {items} items while the table is used; an error where two have the same");

    public static string ReleaseUniquesStep(IEnumerable<string> scopes) => $"keep {string.Join(", ", scopes)} unique no more, as the model does not: the sentinels are deleted";

    public static string UnknownUniquesRemark(IEnumerable<string> scopes) => $"the model keeps {string.Join(", ", scopes)} unique no more; the sentinels cost storage";

    public static string UniquesRemark(IEnumerable<string> scopes) => $"{string.Join(", ", scopes)} are unique among entities that were saved since the model says so, and not among those before";

    public static string UniquesObstacle(IEnumerable<string> scopes) =>
        $"{string.Join(", ", scopes)} cannot be kept unique: a sentinel is written with its entity in one transaction, which this client's store does not have. Take the unique indexes and "
        + "alternate keys out of the model.";

    public static string ItemsRead(long items) => string.Create(CultureInfo.InvariantCulture, $"{items} items are looked at");

    public static string UniquesHeldTwice(string table, int count, IEnumerable<string>? conflicts) =>
        $"Values in table '{table}' that are to be unique are held by several entities ({count} found)"
        + (conflicts is null ? "; EnableSensitiveDataLogging would show which." : $": {string.Join("; ", conflicts)}.")
        + " Change them or delete entities, and plan again: what is done already stays.";

    public static string UniqueHeldTwice(UniqueConstraint constraint, string values, Item key, Item owner) =>
        $"{values} of '{constraint.Map.EntityType.DisplayName()}' {owner} and {key}";

    public static string TimeToLiveStep(string attribute) => $"enable time to live by '{attribute}'";

    public static string NoTimeToLiveStep(string attribute) =>
        $"disable time to live by '{attribute}'; DynamoDB may take up to an hour before another attribute can be enabled";

    public static string AddIndexStep(DynoIndexModel index, long items) =>
        string.Create(CultureInfo.InvariantCulture, $"add global index {Index(index)}; it is filled from {items} items while the table is used");

    public static string DropIndexStep(string index, string reason) => $"drop global index {index}, {reason}";

    public static string IndexNotInModel => "which the model does not have";

    public static string IndexChanged(string before) => $"which is {before}, to add it anew; queries that use it fail until then";

    public static string BillingStep(BillingMode mode, ProvisionedThroughput? throughput) =>
        mode == BillingMode.PROVISIONED ? $"pay by provisioned throughput: {Units(throughput!)}" : "pay on demand";

    public static string ThroughputStep(ProvisionedThroughput before, ProvisionedThroughput after) => $"change the throughput from {Units(before)} to {Units(after)}";

    public static string IndexThroughputStep(string index, ProvisionedThroughput after) => $"change the throughput of index {index} to {Units(after)}";

    public static string OnDemandStep(OnDemandThroughput after) => $"take on demand at most {Units(after.MaxReadRequestUnits, after.MaxWriteRequestUnits)}";

    public static string IndexOnDemandStep(string index, OnDemandThroughput after) =>
        $"take on demand on index {index} at most {Units(after.MaxReadRequestUnits, after.MaxWriteRequestUnits)}";

    public static string WarmStep(WarmThroughput after) => $"be ready at once for {Units(after.ReadUnitsPerSecond, after.WriteUnitsPerSecond)}";

    public static string IndexWarmStep(string index, WarmThroughput after) =>
        $"be ready at once on index {index} for {Units(after.ReadUnitsPerSecond, after.WriteUnitsPerSecond)}";

    public static string ClassStep(TableClass after) => $"change the class to {after}; DynamoDB allows two changes in 30 days";

    public static string ProtectionStep(bool after) => after ? "protect the table from deletion" : "take the protection from deletion away";

    public static string EncryptionStep(SSESpecification after) => $"encrypt with {(after.KMSMasterKeyId is { } key ? $"the key '{key}'" : "the account's key for DynamoDB")}";

    public static string StreamStep(StreamSpecification after) =>
        after.StreamEnabled ? $"enable the stream ({after.StreamViewType})" : "disable the stream; its records can be read for 24 hours more";

    public static string TagsStep(IEnumerable<Tag> tags) => $"set the tags {string.Join(", ", tags.Select(t => $"{t.Key} = {t.Value}"))}";

    public static string KeyObstacle(DynoTableModel table, string before) =>
        $"its key is {before}, and the model has {Keys([table.PartitionKey], table.SortKey is { } sortKey ? [sortKey] : [])}. A table keeps its key: "
        + "choose another table with ToDynoTable, let EnsureCreated make it, and copy the items; or make the model's key as the table's.";

    public static string LocalIndexObstacle(string index, string difference) =>
        $"the local index {index} {difference}. Local indexes are made with their table and stay: use a global index (HasGlobalSecondaryIndex), or copy the items into another table.";

    public static string LocalIndexMissing => "is missing";

    public static string LocalIndexUnknown => "is not in the model; it costs writes and storage";

    public static string LocalIndexDiffers(string before) => $"is {before}";

    public static string WarmObstacle(WarmThroughput before) =>
        $"it is ready at once for {Units(before.ReadUnitsPerSecond, before.WriteUnitsPerSecond)}, and warm throughput cannot be lowered. Raise it in the model, or leave it out.";

    public static string AttributeTypeObstacle(DynoAttribute attribute, AttributeType before) =>
        $"the attribute '{attribute.Name}' is a key of type {before.ToName()} already, and the model has it as {attribute.Type.ToName()} for an index. An attribute has one type "
        + "in all keys of a table: give the property another attribute with HasAttributeName, or store it as the table does.";

    public static string UnknownIndexRemark(string index) => $"the global index {index} is not in the model; it costs writes and storage";

    public static string EncryptionRemark => "the embedded engine keeps the encryption setting and encrypts nothing for it: encrypt the disk that holds the database";

    public static string MultiAttributeObstacle(string index) =>
        $"the global index {index} has a key of several attributes, which this client's store does not know. Use a key template instead.";

    public static string BusyTable(string table) => $"the table '{table}' is being changed by somebody else";

    public static string IndexFilling(string index, long entries) => string.Create(CultureInfo.InvariantCulture, $"index {index} has {entries} entries");

    public static string IndexText(IReadOnlyList<KeySchemaElement> keys, Func<string, AttributeType> typeOf, Projection projection) =>
        $"{KeysText(keys, typeOf)}{ProjectionText(projection)}";

    public static string KeysText(IReadOnlyList<KeySchemaElement> keys, Func<string, AttributeType> typeOf) =>
        Keys(
            [.. keys.Where(k => k.KeyType == global::Dyno.KeyType.HASH).Select(k => new DynoAttribute(k.AttributeName, typeOf(k.AttributeName)))],
            [.. keys.Where(k => k.KeyType == global::Dyno.KeyType.RANGE).Select(k => new DynoAttribute(k.AttributeName, typeOf(k.AttributeName)))]);

    private static string Index(DynoIndexModel index) => $"{index.Name} by {Keys(index.PartitionKeys, index.SortKeys)}{ProjectionText(index.Projection)}";

    private static string Keys(IReadOnlyList<DynoAttribute> partitionKeys, IReadOnlyList<DynoAttribute> sortKeys) =>
        string.Join(" + ", partitionKeys.Select(k => $"{k.Name} ({k.Type.ToName()})"))
        + (sortKeys.Count == 0 ? "" : " and " + string.Join(" + ", sortKeys.Select(k => $"{k.Name} ({k.Type.ToName()})")));

    private static string ProjectionText(Projection projection) => projection.ProjectionType switch
    {
        ProjectionType.ALL => "",
        ProjectionType.KEYS_ONLY => " with its keys only",
        _ => $" with {string.Join(", ", projection.NonKeyAttributes.Order(StringComparer.Ordinal))}",
    };

    private static string Units(ProvisionedThroughput throughput) => Units(throughput.ReadCapacityUnits, throughput.WriteCapacityUnits);

    private static string Units(long? read, long? write) => string.Create(
        CultureInfo.InvariantCulture, $"{(read is null or < 0 ? "any" : read)} read and {(write is null or < 0 ? "any" : write)} write units a second");
}
