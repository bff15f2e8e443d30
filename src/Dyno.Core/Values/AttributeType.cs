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
