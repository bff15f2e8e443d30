// What the provider says to people. A message names the type and the property, and how to put it right.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string NotA(string text, Type type) => $"The stored text '{text}' is not a {type.Name}.";

    public static string TemplateUnclosed(string template) =>
        $"The key template '{template}' has a brace without its partner. Write a property as {{Name}} or {{Name:format}}, and a literal brace as {{{{ or }}}}.";

    public static string TemplateEmptyHole(string template) => $"The key template '{template}' has an empty pair of braces. Write a property's name in them.";

    public static string KeyLambdaNotUnderstood(LambdaExpression lambda, Expression part) =>
        $"The key '{lambda}' cannot be used: '{part}' is neither a property of the entity nor text. "
        + "Use a property (o => o.CustomerId) or an interpolated string of literals and properties (o => $\"CUSTOMER#{o.CustomerId}\").";

    public static string NoKey(IReadOnlyEntityType entityType) =>
        $"The entity type '{entityType.DisplayName()}' has no key, and every DynamoDB item needs one. Name a property 'Id', "
        + "or configure HasKey, HasPartitionKey or [PartitionKey].";

    public static string KeyNotResolved(IReadOnlyEntityType entityType, IReadOnlyList<IReadOnlyProperty> key, IReadOnlyList<string> rest) =>
        $"The key of '{entityType.DisplayName()}' has the properties {Names(key.Select(p => p.Name))}, and DynamoDB's key has a partition key and at most one sort key. "
        + (rest.Count == 0
            ? "All of them are in the sort key; configure HasPartitionKey too."
            : $"Say with HasPartitionKey and HasSortKey where {Names(rest)} go; a template such as "
                + $"HasSortKey(\"{string.Join('#', rest.Select(r => $"{{{r}}}"))}\") holds several.");

    public static string KeyPropertyMissing(IReadOnlyEntityType entityType, string property, KeyConfiguration key) =>
        $"The key '{key.Display}' of '{entityType.DisplayName()}' names the property '{property}', which the type does not have. "
        + "Correct the name, or map the property. (A key that is only text is written as a lambda: HasSortKey(_ => \"PROFILE\").)";

    public static string IndexPropertyMissing(IReadOnlyEntityType entityType, string index, string property) =>
        $"The index '{index}' of '{entityType.DisplayName()}' projects '{property}', which the type does not have.";

    public static string IndexesDisagree(string table, string index, IReadOnlyEntityType entityType) =>
        $"The index '{index}' of table '{table}' is configured differently by '{entityType.DisplayName()}' than by another type of the table. "
        + "Give it the same key attributes and projection everywhere, or another name.";

    public static string NoItemsOfItsOwn(IReadOnlyEntityType entityType) =>
        $"The entity type '{entityType.DisplayName()}' has no items of its own: it is owned and stored within its owner's item, or it has no key.";

    private static string Names(IEnumerable<string> names) => "'" + string.Join("', '", names) + "'";
}
