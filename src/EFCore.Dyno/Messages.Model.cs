// Messages of model validation.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string TableName(string table, IReadOnlyEntityType entityType) =>
        $"'{table}', the table of '{entityType.DisplayName()}', is not a name for a DynamoDB table: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'. Choose one with ToDynoTable.";

    public static string IndexName(DynoTableModel table, DynoIndexModel index) =>
        $"'{index.Name}' on table '{table}' is not a name for an index: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'.";

    public static string KeysDisagree(DynoTableModel table, DynoEntityMap map) =>
        $"The types of table '{table}' must have the same key attributes. '{table.Entities[0].EntityType.DisplayName()}' has {Key(table.PartitionKey, table.SortKey)}, "
        + $"'{map.EntityType.DisplayName()}' has {Key(DynoModelBuilder.Attribute(map.PartitionKey), map.SortKey is null ? null : DynoModelBuilder.Attribute(map.SortKey))}. "
        + "Use key templates for both (HasPartitionKey(x => $\"KIND#{x.Id}\")), or put them into different tables with ToDynoTable.";

    public static string KeysCollide(DynoTableModel table, DynoEntityMap one, DynoEntityMap two) =>
        $"In table '{table}' an item of '{one.EntityType.DisplayName()}' ({one.PartitionKey}, {one.SortKey?.ToString() ?? "no sort key"}) and one of "
        + $"'{two.EntityType.DisplayName()}' ({two.PartitionKey}, {two.SortKey?.ToString() ?? "no sort key"}) could have the same key. "
        + "Begin one of their key templates with different text, such as HasSortKey(x => $\"ORDER#{x.Id}\").";

    public static string KeyType(DynoEntityMap map, KeyPart part) =>
        $"The property '{part.Properties[0].Name}' of '{map.EntityType.DisplayName()}' cannot be a key: it is stored as {part.AttributeType.ToName()}, "
        + "and a DynamoDB key is S, N or B. Use another property, a template, or a value converter (HasConversion).";

    public static string IndexKeyType(DynoTableModel table, DynoIndexModel index, DynoAttribute attribute) =>
        $"The attribute '{attribute.Name}' cannot be a key of index '{index}' on table '{table}': it is stored as {attribute.Type.ToName()}, "
        + "and a DynamoDB key is S, N or B. Use another property, a template, or a value converter (HasConversion).";

    public static string KeyPropertyNotInEfKey(DynoEntityMap map, KeyPart part, IReadOnlyProperty property) =>
        $"The key attribute '{part.AttributeName}' of '{map.EntityType.DisplayName()}' is made of '{property.Name}', which is not part of its EF key. "
        + $"An item cannot change its key, so configure HasKey with all of {Names(part.Properties.Select(p => p.Name))}, or leave HasKey out.";

    public static string EfKeyPropertyNotInKey(DynoEntityMap map, IReadOnlyProperty property) =>
        $"The property '{property.Name}' is part of the EF key of '{map.EntityType.DisplayName()}' but of neither its partition key nor its sort key, "
        + "so that two entities could be one item. Add it to a template, or take it out of HasKey.";

    public static string AdjacentHoles(DynoEntityMap map, TemplateKeyPart part, IReadOnlyProperty first, IReadOnlyProperty second) =>
        $"In the key template '{part}' of '{map.EntityType.DisplayName()}', '{first.Name}' and '{second.Name}' stand next to each other, so that their texts run together. "
        + $"Put a literal between them: {{{first.Name}}}#{{{second.Name}}}.";

    public static string DuplicateAttribute(IReadOnlyEntityType entityType, IReadOnlyTypeBase type, string attribute, string one, string two) =>
        $"In '{type.DisplayName()}'{(ReferenceEquals(entityType, type) ? "" : $" (stored within '{entityType.DisplayName()}')")} both '{one}' and '{two}' are stored in the attribute '{attribute}'. "
        + "Give one of them another with HasAttributeName.";

    public static string TemplateAttributeTaken(IReadOnlyEntityType entityType, TemplateKeyPart part, string member) =>
        $"The key template '{part}' of '{entityType.DisplayName()}' is stored in the attribute '{part.AttributeName}', which is also that of '{member}'. "
        + "Give the property another with HasAttributeName, or the key with its attributeName argument.";

    public static string TemplatesDisagree(IReadOnlyEntityType entityType, string attribute, TemplateKeyPart one, TemplateKeyPart two) =>
        $"Two key templates of '{entityType.DisplayName()}' are stored in the attribute '{attribute}': '{one}' and '{two}'. Name the indexes or attributes differently.";

    public static string LocalIndexWithoutSortKey(DynoTableModel table, DynoIndexModel index) =>
        $"The local secondary index '{index}' needs a table with a sort key, and table '{table}' has none. Configure HasSortKey, or use HasGlobalSecondaryIndex.";

    public static string TooManyIndexes(DynoTableModel table, string kind, int count, int limit) =>
        $"Table '{table}' has {count} {kind} secondary indexes; DynamoDB allows {limit}.";

    public static string TooManyProjected(DynoTableModel table, int count) =>
        $"The indexes of table '{table}' project {count} attributes by name; DynamoDB allows {Limits.ProjectedAttributes} over all indexes of a table. Project everything instead.";

    public static string TableSettingsDisagree(string table, string setting, IReadOnlyEntityType entityType) =>
        $"The {setting} of table '{table}' is configured differently by '{entityType.DisplayName()}' than by another type of the table. Configure it once, with ToDynoTable.";

    public static string TimeToLiveMissing(IReadOnlyEntityType entityType, string name) =>
        $"The time to live of '{entityType.DisplayName()}' is told by '{name}', which the type does not have. Correct the name in HasTimeToLive, or map the property.";

    public static string TimeToLiveType(IReadOnlyProperty property, AttributeType type) =>
        $"The property '{property.DeclaringType.DisplayName()}.{property.Name}' cannot tell a time to live: it is a {property.ClrType.Name} that is stored as {type.ToName()}, "
        + "and DynamoDB wants seconds since 1970 as a number. Make it a DateTime or DateTimeOffset without a value converter, or a long.";

    public static string TimesToLiveDisagree(string table, string attribute, IReadOnlyProperty property, string other) =>
        $"A table has one attribute that tells when items expire. In table '{table}' another type has '{attribute}', and "
        + $"'{property.DeclaringType.DisplayName()}.{property.Name}' has '{other}'. Give both the same with HasAttributeName.";

    public static string NoCodec(Type type) =>
        $"Values of the type '{type.Name}' cannot be stored as a DynamoDB attribute. Use a value converter (HasConversion).";

    public static string CompiledModelQuery(IReadOnlyEntityType entityType) =>
        $"The entity type '{entityType.DisplayName()}' comes from a query (ToDynoQuery), and a compiled model cannot hold one. "
        + "Leave the type out of the model and write its query where it is used, or do without a compiled model.";

    private static string Key(DynoAttribute partitionKey, DynoAttribute? sortKey) =>
        $"{partitionKey.Name} ({partitionKey.Type.ToName()})" + (sortKey is null ? "" : $" and {sortKey.Name} ({sortKey.Type.ToName()})");
}
