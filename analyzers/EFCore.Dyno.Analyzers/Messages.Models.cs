// What the rules about models say.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Rules.Models;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string KeyTypeTitle = "Key is not text, a number or binary";

    public const string KeyType = "'{0}' cannot be {1}: it is stored as {2}, and a DynamoDB key is S, N or B, so that the model is refused. Use another property, or a template: $\"{{x.{0}}}#{{x.Id}}\".";

    public const string KeyTypeDescription = "DynamoDB finds and orders items by keys of text, numbers or bytes only. The provider refuses the model when it is built.";

    public const string PartitionKeyFewTitle = "Partition key has few values";

    public const string PartitionKeyFew =
        "The partition key {0} of {1} has few values ({2}), and all items of one value are one partition, which takes 1,000 write and 3,000 read units a second. "
        + "Add WithShards(10), or a property with many values: $\"{{x.Status}}#{{x.CustomerId}}\".";

    public const string PartitionKeyFewDescription =
        "DynamoDB spreads a table over partitions by the partition key. A key with few values puts all traffic on few of them, whatever capacity the table has.";

    public const string IndexKeyFewTitle = "Partition key of an index has few values";

    public const string IndexKeyFew =
        "The partition key {0} of index '{1}' has few values ({2}). All of its items go to as many partitions of 1,000 write units a second, and when one is throttled, so are writes to the table. "
        + "Add WithShards(10), or a property with many values: $\"{{x.Status}}#{{x.CustomerId}}\".";

    public const string IndexKeyFewDescription =
        "A global secondary index is spread by its own partition key. Where that has few values, few partitions take all writes, and the table's writes wait for them.";

    public const string PartitionKeyGrowsTitle = "Partition key is a time";

    public const string PartitionKeyGrows =
        "The partition key {0} of {1} is a time ({2}). Nothing can ask for a range of partition keys, so that 'from' and 'to' read everything{3}. "
        + "Make what the times belong to the partition key, and the time the sort key.";

    public const string AllAtOnce = ", and all that happens at a time goes to one partition";

    public const string PartitionKeyGrowsDescription =
        "A partition key can be asked for by equality alone. A time as partition key can only be asked for one instant, and a rounded one sends all writes of the moment to one partition.";

    public const string SortOrderTitle = "Sort key does not sort as its value";

    public static string SortOrderOfProperty(string property, string? index) =>
        $"The sort key '{property}'{OfIndex(index)} is stored in a form that does not sort as its values do: a range or an order by it reads the whole partition, and the provider sorts. "
        + "Store it without the value converter, or with one that keeps the order.";

    public static string SortOrderOfTemplate(KeyShape key, PropertyModel property, string? index) =>
        $"In the sort key {key}{OfIndex(index)} the text of '{property.Name}' does not sort as its values do{WrongOrder(property)}: a range or an order by it reads the whole partition, and the "
        + $"provider sorts. {FixedForm(property)}et the property itself be the sort key.";

    public const string SortOrderDescription =
        "A sort key that is text is ordered as text. Numbers without leading zeros, and dates that do not begin with the year, stand in another order than their values.";

    public const string KeysCollideTitle = "Types of one table have keys that meet";

    public static string KeysCollide(string table, EntityModel one, EntityModel two) =>
        $"In table '{table}' an item of '{one.Type.Name}' ({KeysOf(one)}) and one of '{two.Type.Name}' ({KeysOf(two)}) could have the same key, so that the model is refused. "
        + $"Begin one of their keys with another text, such as HasSortKey(x => $\"{two.Type.Name.ToUpperInvariant()}#{{x.Id}}\").";

    public static string KeysDisagree(string table, EntityModel one, EntityModel two) =>
        $"The types of table '{table}' must have the same key attributes: '{one.Type.Name}' has {Attributes(one.PartitionKey, one.SortKey)}, '{two.Type.Name}' has "
        + $"{Attributes(two.PartitionKey, two.SortKey)}, so that the model is refused. Use templates for both (HasPartitionKey(x => $\"{two.Type.Name.ToUpperInvariant()}#{{x.Id}}\")), or put them into different tables.";

    public const string KeysCollideDescription =
        "Items of several types live in one table only if their keys have the same attributes, and no item of one can have the key of another. The provider refuses other models.";

    public const string DelimiterTitle = "Delimiter of a key may be in the text before it";

    public static string DelimiterAlways(KeyShape key, string property, char delimiter, string next, string consequence) =>
        $"In the key {key} the text of '{property}' always has a '{delimiter}', which is also what separates it from '{next}': no such key can be written, and {consequence}. Use another delimiter, such as '#'.";

    public static string DelimiterSometimes(KeyShape key, string property, char delimiter, string next, string consequence) =>
        $"In the key {key} '{property}' may have a '{delimiter}', which separates it from '{next}'. Where it does, {consequence}. Use a delimiter that it cannot have, such as {(delimiter == '#' ? "'|'" : "'#'")}.";

    public const string SavingFails = "saving the entity fails";

    public const string IndexOmits = "the entity is not in the index";

    public const string DelimiterDescription =
        "Two different values may make the same key where the text before a delimiter has the delimiter itself. The provider writes no such key.";

    public const string LocalSortKeyTitle = "Local index on a table without sort key";

    public const string LocalSortKey =
        "The local secondary index '{0}' needs a table with a sort key, and {1} has none, so that the model is refused. Configure HasSortKey, or use HasGlobalSecondaryIndex.";

    public const string LocalSortKeyDescription = "A local secondary index orders the items of a partition otherwise. Without a sort key a partition is one item, and DynamoDB refuses the index.";

    public const string LocalCountTitle = "Too many local indexes";

    public const string LocalCount = "Table '{0}' has {1} local secondary indexes, and DynamoDB allows {2}, so that the model is refused. Make those global that need no consistent reads.";

    public const string LocalCountDescription = "DynamoDB allows five local secondary indexes on a table.";

    public const string GlobalCountTitle = "Too many global indexes";

    public const string GlobalCount =
        "Table '{0}' has {1} global secondary indexes, and the quota is {2}, so that the model is refused. Let types of the table share an index: the same name, with templates of each type's own.";

    public const string GlobalCountDescription = "DynamoDB's quota is twenty global secondary indexes on a table. Each one is another write for every item in it.";

    public const string LocalBoundsTitle = "Local index bounds its item collections";

    public const string LocalBounds =
        "With the local index '{0}' all items of one partition key ({1}), with their index entries, may be 10 GB at most and stay on one partition; and the index can be neither added nor removed later. "
        + "A global index has neither bound.";

    public const string LocalBoundsDescription = "A table with a local secondary index refuses writes to an item collection beyond 10 GB, and cannot split it.";

    public const string CopiesTitle = "Index copies large members";

    public const string Copies =
        "Index '{0}' copies whole items, and so {1}: each write of the item pays for it again, and a query of the index reads it. Name what queries of the index read: .Projects(x => new {{ … }}), or ProjectsKeysOnly().";

    public const string CopiesDescription =
        "An index that projects ALL stores a second copy of each item. Large members that queries of the index do not return cost write units, storage and read units.";

    public const string TimeToLiveTitle = "Time to live is not seconds";

    public static string TimeToLiveType(string property, AttributeType type) =>
        $"'{property}' cannot tell a time to live: it is stored as {type}, and DynamoDB wants seconds since 1970 as a number, so that the model is refused. "
        + "Make it a DateTime or DateTimeOffset without a value converter, or a long.";

    public static string TimeToLiveUnit(string property, string unit) =>
        $"'{property}' tells the time to live and is stored in {unit}: DynamoDB takes the number for seconds since 1970, and items expire at another time or never. "
        + "Make it a DateTime or DateTimeOffset, or hold seconds.";

    public static string TimesToLiveDisagree(string table, EntityModel one, EntityModel two) =>
        $"A table has one attribute that tells when items expire: in table '{table}' '{one.Type.Name}' has '{one.TimeToLive!.AttributeName}' and '{two.Type.Name}' has "
        + $"'{two.TimeToLive!.AttributeName}', so that the model is refused. Give both the same with HasAttributeName.";

    public const string TimeToLiveDescription = "DynamoDB deletes items by one number attribute of a table that holds seconds since 1970. Other types are refused, and other units are taken for seconds.";

    public const string RoomTitle = "Item may outgrow 400 KB";

    public static string RoomCertain(string property, string size) =>
        $"'{property}' may have {size}, and an item has room for 400 KB (409,600 bytes) altogether: saving more fails. Store it elsewhere (S3) and its place here, or divide it into items.";

    public static string RoomBlob(string property) =>
        $"'{property}' is binary without a bound in an item of at most 400 KB, and each read and write of the item pays for it. Store it elsewhere (S3) and its place here, or bound it with HasMaxLength.";

    public static string RoomText(string property) =>
        $"'{property}' is text without a bound in an item of at most 400 KB. Store it elsewhere (S3) and its place here, or bound it with HasMaxLength.";

    public static string RoomList(string property) =>
        $"'{property}' seems to grow with time inside an item of at most 400 KB, and each change rewrites the item. Give its elements items of their own: the same partition key, with their time in the sort key.";

    public const string RoomDescription = "An item, with all that it embeds, is at most 400 KB. What grows without a bound makes saving fail one day, and costs read and write units until then.";

    public const string KeyAttributesTitle = "Key of an index has too many attributes";

    public static string KeyAttributes(string index, string part, int count) =>
        $"The index '{index}' has a {part} key of {count} attributes, and DynamoDB allows {Limits.IndexKeyAttributes}, so that the model is refused. Put several into a template: $\"{{x.A}}#{{x.B}}\".";

    public static string LocalKeyAttributes(string index) =>
        $"The local index '{index}' has a sort key of several properties, which only global indexes may have, so that the model is refused. Use a template, x => $\"{{x.A}}#{{x.B}}\", or "
        + "HasGlobalSecondaryIndex.";

    public const string KeyAttributesDescription = "The partition key and the sort key of a global secondary index are up to four attributes each; of a local one, and of a table, one. The provider refuses other models.";

    public const string ProjectedTitle = "Indexes project too many attributes";

    public const string Projected =
        "The indexes of table '{0}' project {1} attributes by name, and DynamoDB allows {2} over all indexes of a table, so that the model is refused. Let one of them project everything (leave Projects out).";

    public const string ProjectedDescription = "The attributes that INCLUDE projections name are counted over all indexes of a table; an attribute that two indexes name counts twice.";

    public const string NamesTitle = "Name is not valid";

    public static string TableName(string name) =>
        $"'{name}' is not a name for a DynamoDB table: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'. The model is refused; '{StoreNames.Adapt(name)}' would do.";

    public static string IndexName(string name) =>
        $"'{name}' is not a name for an index: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'. The model is refused; '{StoreNames.Adapt(name)}' would do.";

    public static string AttributeNameLength(string member, int limit) =>
        $"The attribute of '{member}' has a name of no length, or longer than {limit} bytes, so that the model is refused. Give it another with HasAttributeName.";

    public static string AttributeReserved(string member, string attribute) =>
        $"The attribute '{attribute}' of '{member}' is the provider's own, so that the model is refused. Give the property another with HasAttributeName.";

    public const string NamesDescription = "DynamoDB takes names of tables and indexes of 3 to 255 letters, digits, '_', '-' and '.'; names of key attributes up to 255 bytes, and others up to 64 KB. The provider refuses other models.";

    public const string ReservedTitle = "Attribute name is a reserved word";

    public const string Reserved =
        "The attribute name '{0}' is a reserved word of DynamoDB: the provider writes it as '#n', and every expression and statement that somebody writes by hand must too. Choose another in HasAttributeName, such as '{1}'.";

    public const string ReservedDescription = "Reserved words cannot stand in expressions; each use needs a placeholder in ExpressionAttributeNames. A name that is chosen for the store can avoid it.";

    public const string EntityKeyTitle = "Key of the item is not that of the entity";

    public const string EntityKeyDescription =
        "An item is found by its key, and an entity by its EF key: each must be made of the other's properties, all of them and no others, or the provider refuses the model.";

    public const string OneMemberTitle = "Attribute is used twice";

    public const string OneMemberDescription =
        "Each member of an entity is stored in an attribute of its own, and an attribute that is a key has one type in a table. The provider refuses other models.";

    public const string NoKeyTitle = "Entity has no partition key";

    public const string NoKeyDescription = "An item is found by its partition key. Without one for the root of each hierarchy EF Core or the provider refuses the model.";

    public const string MissingTitle = "What a key names does not exist";

    public const string MissingDescription = "Keys, indexes, projections and times to live that are given as text name properties of the entity type. The provider refuses a model that names others.";

    public const string SettingTitle = "Setting is not accepted";

    public const string SettingDescription = "A template whose braces do not match, or a number or tag out of its range, makes the provider throw when the model is built.";

    public const string TooFewUnits = "The least number of units is 1, so that the model is refused.";

    /// <summary>For findings that are told in several ways: the whole of it.</summary>
    public const string Whole = "{0}";

    public const string ConstantKey = "it is the same text for every item";

    public static string BooleanKey(string name) => $"'{name}' is true or false";

    public static string EnumKey(string name, int members) => members == 1 ? $"'{name}' has one value" : $"'{name}' has {members} values";

    public static string DateKey(string name, string unit) => unit == "part" ? $"'{name}' is a part of a date" : $"all items of one {unit} have the same '{name}'";

    public static string KeyNamedAsFew(string name) => $"'{name}' has few, by its name";

    public static string FilteredToConstant(string name) => $"the query filter fixes '{name}' to one value";

    public static string Key(IEnumerable<KeyShape> keys) => string.Join(", ", keys.Select(k => k.Property is { } property ? $"'{property.Name}'" : k.ToString()));

    public static string OfIndex(string? index) => index is null ? "" : $" of index '{index}'";

    public static string KeyPart(bool isPartition, string? index, EntityModel entity) =>
        $"the {(isPartition ? "partition" : "sort")} key of {(index is null ? Table(entity) : Index(index))}";

    public static string NoKey(string entity) =>
        $"'{entity}' has no key, so that the model is refused: without a partition key no item is found. Configure HasPartitionKey or HasKey, or say HasNoKey().";

    public static string NothingLeft(string entity, IEnumerable<string> properties) =>
        $"The EF key of '{entity}' ({Names(properties)}) leaves not one property for the partition key beside its sort key, so that the model is refused. Configure HasPartitionKey.";

    public static string KeyOfDerived(string entity, string root) =>
        $"'{entity}' has a partition or sort key of its own, but it derives from '{root}', and a hierarchy has one key, so that the model is refused. Configure the key of '{root}'.";

    public static string MissingProperty(string entity, string name, string what, string? nearest) =>
        $"'{entity}' has no property '{name}', which its {what} names, so that the model is refused." + (nearest is null ? " Correct the name, or map the property." : $" Is it '{nearest}'?");

    public const string ShardTheKey = "Spread it over 10 shards";

    public static string PutIntoTheKey(string property) => $"Put '{property}' into the key, which queries then name too";

    public const string ProjectKeys = "Copy the keys only";

    public const string PutIntoATemplate = "Put them into a template";

    public const string MakeGlobal = "Make it a global index";

    public static string FormatTheKey(string property, string format) => $"Write '{property}' as {format}";

    public static string WriteDelimiter(char delimiter) => $"Separate by '{delimiter}'";

    public static string WriteName(string name) => $"Write '{name}'";

    public static string ShardCount(int least, int most) => $"A key has {least} to {most:N0} shards, so that this throws when the model is built.";

    public static string TemplateUnreadable(string text) =>
        $"In the key template '{text}' a brace has no partner, or a pair of braces is empty, so that the model is refused. Write properties as {{Name}}, and a brace that is meant as text twice.";

    public static string TagUnfit => $"A tag's key has 1 to {Limits.TagKeyLength} characters and does not begin with 'aws:', and its value at most {Limits.TagValueLength}, so that the model is refused.";

    public static string AdjacentHoles(KeyShape key, string first, string second) =>
        $"In the key {key} '{first}' and '{second}' stand next to each other, so that their texts run together and the model is refused. Put text between them: {{{first}}}#{{{second}}}.";

    public static string NotInEntityKey(string property, string entity, IEnumerable<string> properties) =>
        $"The item's key is made of '{property}', which is not part of the EF key of '{entity}', so that the model is refused: an item cannot change its key. "
        + $"Configure HasKey with all of {Names(properties)}, or leave HasKey out.";

    public static string NotInItemKey(string property, string entity) =>
        $"'{property}' is part of the EF key of '{entity}' but of neither its partition key nor its sort key, so that two entities could be one item and the model is refused. "
        + "Add it to a template, or take it out of HasKey.";

    public static string ShardedByOther(string property, string entity) =>
        $"The partition key is sharded by '{property}', which is not part of the EF key of '{entity}', so that the model is refused. Shard by properties of the key.";

    public static string SameAttribute(string entity, string attribute, string one, string two) =>
        $"In '{entity}' both '{one}' and '{two}' are stored in the attribute '{attribute}', so that the model is refused. Give one of them another with HasAttributeName.";

    public static string TemplateTaken(KeyShape key, string attribute, string member) =>
        $"The key {key} is stored in the attribute '{attribute}', which is also that of '{member}', so that the model is refused. Give the property another with HasAttributeName, or the key with its "
        + "attributeName argument.";

    public static string TemplatesDiffer(string attribute, KeyShape one, KeyShape two) =>
        $"Two keys are stored in the attribute '{attribute}', {one} and {two}, so that the model is refused. Name the indexes or attributes differently.";

    public static string KeyOfTwoTypes(string table, string attribute, AttributeType one, AttributeType two) =>
        $"In table '{table}' the key attribute '{attribute}' is of type {one} and of type {two}, so that the model is refused. Give one of the properties another attribute with HasAttributeName, or store both "
        + "alike with HasConversion.";

    public static string MemberMeetsKey(string table, string entity, string member, string attribute, AttributeType type, string stored) =>
        $"In table '{table}' the key attribute '{attribute}' is of type {type}, and '{entity}.{member}' stores {stored} in it, so that the model is refused. Give it another attribute with HasAttributeName.";

    public static string Size(int length, bool isBinary) => length.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + (isBinary ? " bytes" : " characters");

    private static string KeysOf(EntityModel entity) => $"{entity.PartitionKey}, {entity.SortKey?.ToString() ?? "no sort key"}";

    private static string Attributes(KeyShape partitionKey, KeyShape? sortKey) =>
        $"{partitionKey.AttributeName} ({partitionKey.AttributeType})" + (sortKey is null ? "" : $" and {sortKey.AttributeName} ({sortKey.AttributeType})");

    private static string WrongOrder(PropertyModel property) => IsWholeNumber(property) ? " ('10' comes before '9')" : "";

    private static string FixedForm(PropertyModel property) => FormOf(property) is not { } form ? "L"
        : IsWholeNumber(property) ? $"Give it a fixed width, {{{property.Name}:{form}}}, or l"
        : $"Begin with the year, {{{property.Name}:{form}}}, or l";

    /// <summary>A format after which the text of a property sorts as its values do, or null.</summary>
    public static string? FormOf(PropertyModel property) => IsWholeNumber(property) ? "D10"
        : property.BareType is { } type && TimeParts.Of(type, null) is not null ? "yyyy-MM-dd"
        : null;

    private static bool IsWholeNumber(PropertyModel property) => property.BareType?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
}
