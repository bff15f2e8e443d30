// The names of the data types on the wire, and what is asked of a type.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

namespace Dyno;

/// <summary>Names of types.</summary>
public static class AttributeTypes
{
    private static readonly string[] Names = Enum.GetNames<AttributeType>();

    /// <summary>The type's name on the wire, such as <c>SS</c>.</summary>
    public static string ToName(this AttributeType type) => Names[(int)type];

    /// <summary>Reads a name such as <c>SS</c>; names are case-sensitive.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out AttributeType type)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                type = (AttributeType)i;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>Whether the type is one of the three sets.</summary>
    public static bool IsSet(this AttributeType type) => type is AttributeType.SS or AttributeType.NS or AttributeType.BS;
}
