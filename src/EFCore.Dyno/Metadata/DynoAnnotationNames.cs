// The annotations that configuration leaves on the model. All values but defining queries are strings, so that compiled models can hold them.

namespace EFCore.Dyno.Metadata;

internal static class DynoAnnotationNames
{
    public const string Prefix = "Dyno:";

    public const string TableName = Prefix + "TableName";

    /// <summary>A <see cref="TableConfiguration"/> as JSON: on an entity type that of its table, on the model the default of all tables.</summary>
    public const string Table = Prefix + "Table";

    /// <summary>The property of an entity type whose value is the time at which an item expires.</summary>
    public const string TimeToLive = Prefix + "TimeToLive";

    public const string AttributeName = Prefix + "AttributeName";

    public const string PartitionKey = Prefix + "PartitionKey";

    public const string SortKey = Prefix + "SortKey";

    /// <summary>Followed by the index's name; the value is <see cref="IndexConfiguration"/> as JSON.</summary>
    public const string Index = Prefix + "Index:";

    /// <summary>On the model: every index of EF's model and every foreign key is one of the table.</summary>
    public const string AllIndexes = Prefix + "AllIndexes";

    /// <summary>A query that stands for a type's table. The name is the one that EF's own query pipeline looks for.</summary>
    public const string DefiningQuery = "InMemory:DefiningQuery";

    /// <summary>How the partition key is sharded: <see cref="ShardConfiguration"/> as JSON.</summary>
    public const string Shards = Prefix + "Shards";

    /// <summary>On a property: the name of the counter that fills it.</summary>
    public const string Counter = Prefix + "Counter";

    /// <summary>On a property: the value of new entities that bring none; of the property's own type.</summary>
    public const string DefaultValue = Prefix + "DefaultValue";

    /// <summary>On a property: its generated values are ULIDs.</summary>
    public const string Ulid = Prefix + "Ulid";

    /// <summary>What is generated for an entity type when it is saved, at run time only.</summary>
    public const string GeneratedProperties = Prefix + "GeneratedProperties";

    /// <summary>The compiled <see cref="DynoModel"/>, at run time only.</summary>
    public const string Model = Prefix + "Model";
}
