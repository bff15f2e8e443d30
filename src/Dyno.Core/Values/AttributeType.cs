// DynamoDB's ten data types, under the names they have on the wire.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

namespace Dyno;

/// <summary>DynamoDB's data types.</summary>
public enum AttributeType : byte
{
    /// <summary>String: UTF-8 text.</summary>
    S,

    /// <summary>Number: 38 decimal digits.</summary>
    N,

    /// <summary>Binary: bytes.</summary>
    B,

    /// <summary>Boolean.</summary>
    BOOL,

    /// <summary>Null: an attribute that is there and has no value.</summary>
    NULL,

    /// <summary>Map: names and values.</summary>
    M,

    /// <summary>List: values in order.</summary>
    L,

    /// <summary>Set of strings; never empty.</summary>
    SS,

    /// <summary>Set of numbers; never empty.</summary>
    NS,

    /// <summary>Set of binaries; never empty.</summary>
    BS,
}

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
