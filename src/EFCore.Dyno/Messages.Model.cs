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
        $"{PropertyOf(table, attribute)} cannot be a key of index '{index}' on table '{table}': it is stored as {attribute.Type.ToName()}, "
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

    public static string SeveralMistakes(IReadOnlyList<string> mistakes) =>
        $"The model has {mistakes.Count} mistakes:" + string.Concat(mistakes.Select((m, i) => $"\n  {i + 1}. {m}"));

    public static string TemplateUnreadable(IReadOnlyEntityType entityType, string? index, string error) =>
        $"{(index is null ? "The key" : $"A key of index '{index}'")} of '{entityType.DisplayName()}' cannot be read. {error}";

    public static string KeyOnDerivedType(IReadOnlyEntityType entityType, IReadOnlyEntityType root) =>
        $"'{entityType.DisplayName()}' has a partition or sort key of its own, but it derives from '{root.DisplayName()}', and a hierarchy has one key. Configure the key on '{root.DisplayName()}'.";

    public static string IndexConditionNotUnderstood(string index, System.Linq.Expressions.LambdaExpression condition, System.Linq.Expressions.Expression part) =>
        $"The condition '{condition}' of index '{index}' has '{part}', which is no comparison of a property of the entity with a constant. "
        + "Compare properties with constants and join them by &&: When(x => x.Status == Status.Open && x.Total > 100). For anything else save a property of its own, and index that.";

    public static string IndexConditionProperty(IReadOnlyEntityType entityType, string index, string property) =>
        $"The condition of index '{index}' compares '{entityType.DisplayName()}.{property}', which is not stored. Map the property, or take it out of When(...).";

    public static string IndexConditionNeedsOneKey(IReadOnlyEntityType entityType, string index) =>
        $"The index '{index}' of '{entityType.DisplayName()}' cannot have a condition: it needs a partition key of its own, in one attribute. "
        + "Use HasGlobalSecondaryIndex with a property or a template (x => $\"{x.A}#{x.B}\").";

    public static string TooManyKeyAttributes(IReadOnlyEntityType entityType, string index, IReadOnlyList<string> properties) =>
        $"The index '{index}' of '{entityType.DisplayName()}' has a key of {properties.Count} properties ({Names(properties)}); DynamoDB allows {Limits.IndexKeyAttributes}. "
        + "Put several into a template: HasGlobalSecondaryIndex(\"…\", x => $\"{x.A}#{x.B}\").";

    public static string LocalIndexOfSeveral(IReadOnlyEntityType entityType, string index, IReadOnlyList<string> properties) =>
        $"The local index '{index}' of '{entityType.DisplayName()}' has a sort key of several properties ({Names(properties)}), which only global indexes may have. "
        + "Use a template (x => $\"{x.A}#{x.B}\") or HasGlobalSecondaryIndex.";

    public static string AttributeNameLength(IReadOnlyTypeBase type, string member, int limit) =>
        $"The attribute of '{type.DisplayName()}.{member}' has a name of no length, or longer than {limit} bytes. Give it another with HasAttributeName.";

    public static string KeyAttributeNameLength(DynoEntityMap map, KeyPart part) =>
        $"The key attribute '{part.AttributeName}' of '{map.EntityType.DisplayName()}' has a name longer than {Limits.KeyAttributeNameBytes} bytes. Give it another with HasAttributeName.";

    public static string AttributeReserved(IReadOnlyTypeBase type, string member, string attribute) =>
        $"The attribute '{attribute}' of '{type.DisplayName()}.{member}' is the provider's own. Give the property another with HasAttributeName.";

    public static string KeyAttributeTypes(DynoTableModel table, DynoAttribute attribute, string where, AttributeType other, string otherWhere) =>
        $"In table '{table}' the attribute '{attribute.Name}' is of type {attribute.Type.ToName()} in {where} and of type {other.ToName()} in {otherWhere}; "
        + "a key attribute has one type in a table. Give one of the properties another attribute with HasAttributeName, or store both alike with HasConversion.";

    public static string PropertyMeetsKey(DynoTableModel table, DynoEntityMap map, DynoPropertyMap property, AttributeType type, string where) =>
        $"In table '{table}' the attribute '{property.AttributeName}' is of type {type.ToName()} in {where}, and '{map.EntityType.DisplayName()}.{property.Property.Name}' stores "
        + $"{property.AttributeType.ToName()} in it, which DynamoDB refuses. Give the property another attribute with HasAttributeName, or store it alike with HasConversion.";

    public static string EmbeddedMeetsKey(DynoTableModel table, DynoEntityMap map, DynoEmbeddedMap embedded, AttributeType type, string where) =>
        $"In table '{table}' the attribute '{embedded.AttributeName}' is of type {type.ToName()} in {where}, and '{map.EntityType.DisplayName()}.{embedded.Member.Name}' stores a "
        + $"{(embedded.IsCollection ? "list" : "map")} in it, which DynamoDB refuses. Give it another attribute with HasAttributeName.";

    public static string DiscriminatorMeetsProperty(DynoTableModel table, DynoEntityMap map, DynoEntityMap other, DynoPropertyMap property) =>
        $"In table '{table}' the items of '{map.EntityType.DisplayName()}' are told apart by the attribute '{map.Discriminator!.AttributeName}', in which "
        + $"'{other.EntityType.DisplayName()}' stores '{property.Property.Name}'. Give one of them another attribute with HasAttributeName.";

    public static string DiscriminatorTaken(DynoTableModel table, DynoEntityMap map, DynoEntityMap other, object value) =>
        $"In table '{table}' both '{other.EntityType.DisplayName()}' and '{map.EntityType.DisplayName()}' have the discriminator value '{value}'. Give one another with HasDiscriminator().HasValue(…).";

    public static string UnitsTooFew(DynoTableModel table, string what, long units) => $"Table '{table}' has {units} {what}; the least is 1. Correct it in ToDynoTable.";

    public static string LocalIndexThroughput(DynoTableModel table, DynoIndexModel index) =>
        $"The local index '{index}' of table '{table}' has a throughput of its own; it uses the table's. Take it away, or use HasGlobalSecondaryIndex.";

    public static string IndexThroughputOnDemand(DynoTableModel table, DynoIndexModel index) =>
        $"The index '{index}' has a provisioned throughput, and its table '{table}' is on demand. Take it away, or configure ToDynoTable(t => t.IsProvisioned(…)).";

    public static string IndexOnDemandProvisioned(DynoTableModel table, DynoIndexModel index) =>
        $"The index '{index}' has a maximum on-demand throughput, and its table '{table}' is provisioned. Use IsProvisioned on the index, or IsOnDemand on the table.";

    public static string TooManyTags(DynoTableModel table, int count) => $"Table '{table}' has {count} tags; DynamoDB allows {Limits.Tags}.";

    public static string TagUnfit(DynoTableModel table, string key) =>
        $"The tag '{key}' of table '{table}' is no tag: a key has 1 to {Limits.TagKeyLength} characters and does not begin with 'aws:', a value has at most {Limits.TagValueLength}.";

    public static string SortOrderOfProperty(DynoEntityMap map, DynoPropertyMap property, string? index) =>
        $"The sort key{OfIndex(index)} of '{map.EntityType.DisplayName()}' is '{property.Property.Name}', whose stored form ({property.AttributeType.ToName()}) does not sort as its values do: "
        + "ranges and orders by it are worked out after reading. Store it without the value converter, or with one that keeps the order.";

    public static string SortOrderOfTemplate(DynoEntityMap map, TemplateKeyPart template, PropertySegment segment, string? index) =>
        $"In the sort key '{template}'{OfIndex(index)} of '{map.EntityType.DisplayName()}' the text of '{segment.Property.Name}' does not sort as its values do ('10' comes before '9'): "
        + $"ranges and orders by it are worked out after reading. Give it a fixed width, such as {{{segment.Property.Name}:D10}}, or let the sort key be the property itself.";

    private static string PropertyOf(DynoTableModel table, DynoAttribute attribute) =>
        table.Entities.SelectMany(m => m.Properties).FirstOrDefault(p => p.AttributeName == attribute.Name && p.AttributeType == attribute.Type)?.Property is { } property
            ? $"The property '{property.DeclaringType.DisplayName()}.{property.Name}'"
            : $"The attribute '{attribute.Name}'";

    private static string OfIndex(string? index) => index is null ? "" : $" of index '{index}'";

    public static string NoCodec(Type type) =>
        $"Values of the type '{type.Name}' cannot be stored as a DynamoDB attribute. Use a value converter (HasConversion).";

    public static string CompiledModelQuery(IReadOnlyEntityType entityType) =>
        $"The entity type '{entityType.DisplayName()}' comes from a query (ToDynoQuery), and a compiled model cannot hold one. "
        + "Leave the type out of the model and write its query where it is used, or do without a compiled model.";

    private static string Key(DynoAttribute partitionKey, DynoAttribute? sortKey) =>
        $"{partitionKey.Name} ({partitionKey.Type.ToName()})" + (sortKey is null ? "" : $" and {sortKey.Name} ({sortKey.Type.ToName()})");

    public static string ContextNotCreated(Type context) =>
        $"'{context.FullName}' cannot be created to read its model: give it a constructor without parameters or with DbContextOptions, or the application "
        + $"an IDesignTimeDbContextFactory<{context.Name}>.";
}
