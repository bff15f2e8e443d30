// A table as the store describes it, with what a plan compares.

namespace EFCore.Dyno.Schema;

internal sealed record ExistingTable(TableDescription Description, TimeToLiveDescription? TimeToLive, IReadOnlyList<Tag> Tags)
{
    public AttributeType TypeOf(string attributeName) => FindType(attributeName) ?? AttributeType.S;

    public AttributeType? FindType(string attributeName)
    {
        foreach (var definition in Description.AttributeDefinitions)
        {
            if (definition.AttributeName == attributeName)
            {
                return definition.AttributeType;
            }
        }

        return null;
    }

    public static bool IsSame(Projection one, Projection two) =>
        one.ProjectionType == two.ProjectionType
        && new HashSet<string>(one.NonKeyAttributes, StringComparer.Ordinal).SetEquals(two.NonKeyAttributes);
}
