// The items that the provider keeps for itself in a table: counters of generated keys, one sentinel for each value that must be unique, and one that tells
// which values have them all (KeptUniques).
// Invariants: (1) their partition keys lie in a range that no entity may use: S and B begin with "$dyno#", N are -9E+125 and below;
// (2) an entity with such a key is refused when it is saved; (3) they have no attributes of indexes, so they are in none but those over
// the table's own key attributes. The attribute $dyno says what an item is; what it keeps stands beside it.

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Dyno.Expressions;

namespace EFCore.Dyno.Metadata;

internal static class ReservedKeys
{
    public const string Prefix = "$dyno#";
    public const string KindAttribute = "$dyno";

    /// <summary>Whose a sentinel is: the key of the entity's item, a map.</summary>
    public const string OwnerAttribute = "$owner";

    /// <summary>Of what constraint a sentinel is, where its key does not tell.</summary>
    public const string ScopeAttribute = "$of";

    public const string CounterKind = "counter";
    public const string UniqueKind = "unique";
    public const string KeptKind = "kept";

    // Long enough for what people can read, short enough for a key of 2,048 bytes.
    private const int MaxNameBytes = 1024;
    private const int DigestDigits = 37;

    private static readonly byte[] PrefixUtf8 = Encoding.UTF8.GetBytes(Prefix);
    private static readonly EncodedValue PrefixText = EncodedValue.FromString(Prefix);
    private static readonly EncodedValue PrefixBinary = EncodedValue.FromBinary(PrefixUtf8);
    private static readonly EncodedValue Bound = EncodedValue.FromNumber(DynoNumber.Parse("-9E+125"));

    /// <summary>What a Scan must ask of items so that it finds entities only: of the table, and of an index whose keys are all key attributes of the table.</summary>
    public static ConditionNode VisibleFilter(DynoTableModel table)
    {
        var path = new PathOperand(DocumentPath.Of(table.PartitionKey.Name));
        return table.PartitionKey.Type switch
        {
            AttributeType.N => new ComparisonNode(ComparisonOperator.GreaterThan, path, new ValueOperand(Bound)),
            AttributeType.B => new NotNode(new BeginsWithNode(path, new ValueOperand(PrefixBinary))),
            _ => new NotNode(new BeginsWithNode(path, new ValueOperand(PrefixText))),
        };
    }

    /// <summary>Whether a partition key lies in the reserved range.</summary>
    public static bool IsReserved(ValueReader partitionKey) => partitionKey.Type switch
    {
        AttributeType.S => partitionKey.Utf8.StartsWith(PrefixUtf8),
        AttributeType.B => partitionKey.Binary.StartsWith(PrefixUtf8),
        AttributeType.N => partitionKey.NumberBytes.SequenceCompareTo(Bound.Read().NumberBytes) <= 0,
        _ => false,
    };

    /// <summary>Whether keys of this part could be reserved ones at all, so that saving has to look.</summary>
    public static bool CouldBeReserved(KeyPart partitionKey) =>
        partitionKey.LiteralPrefix is "" || partitionKey.LiteralPrefix.StartsWith(Prefix, StringComparison.Ordinal)
        || Prefix.StartsWith(partitionKey.LiteralPrefix, StringComparison.Ordinal);

    /// <summary>The key of the provider's item of a kind and name; different names have different keys.</summary>
    public static Item Key(DynoTableModel table, string kind, string name)
    {
        var writer = ItemWriter.Rent();
        try
        {
            WritePartitionKey(writer, table.PartitionKey, $"{Prefix}{kind}#{name}");
            if (table.SortKey is { } sortKey)
            {
                WriteSortKey(writer, sortKey);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static void WritePartitionKey(ItemWriter writer, DynoAttribute attribute, string text)
    {
        var name = Encoding.UTF8.GetBytes(attribute.Name);
        if (attribute.Type == AttributeType.N)
        {
            writer.WriteNumber(name, DynoNumber.Parse("-9." + Digits(text) + "E+125"));
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length > MaxNameBytes)
        {
            // What it is about remains readable; which value it is, the digest tells.
            utf8 = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 128)] + "~" + Convert.ToHexStringLower(SHA256.HashData(utf8)));
        }

        if (attribute.Type == AttributeType.B)
        {
            writer.WriteBinary(name, utf8);
        }
        else
        {
            writer.WriteUtf8(name, utf8);
        }
    }

    private static void WriteSortKey(ItemWriter writer, DynoAttribute attribute)
    {
        var name = Encoding.UTF8.GetBytes(attribute.Name);
        switch (attribute.Type)
        {
            case AttributeType.N:
                writer.WriteInt64(name, 0);
                break;
            case AttributeType.B:
                writer.WriteBinary(name, PrefixUtf8);
                break;
            default:
                writer.WriteString(name, KindAttribute);
                break;
        }
    }

    // 37 digits of the digest: two of a billion names are the same with a probability below 1E-18.
    private static string Digits(string text)
    {
        var digest = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(text)), isUnsigned: true, isBigEndian: true);
        return (digest % BigInteger.Pow(10, DigestDigits)).ToString(CultureInfo.InvariantCulture).PadLeft(DigestDigits, '0');
    }
}
