// Trees of objects to encoded values, with the checks that DynamoDB makes of every value it is given.

using System.Text;

namespace Dyno;

internal static class ItemEncoder
{
    public static void Write(ItemWriter writer, string name, AttributeValue value, int depth)
    {
        AttributeNames.Check(name);
        var max = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> utf8 = max <= 512 ? stackalloc byte[max] : new byte[max];
        Write(writer, utf8[..ItemWriter.ToUtf8(name, utf8)], value, depth);
    }

    private static void Write(ItemWriter writer, ReadOnlySpan<byte> name, AttributeValue value, int depth)
    {
        ArgumentNullException.ThrowIfNull(value);
        switch (value.Type)
        {
            case AttributeType.S:
                writer.WriteString(name, value.AsString());
                break;
            case AttributeType.N:
                writer.WriteNumber(name, value.AsNumber());
                break;
            case AttributeType.B:
                writer.WriteBinary(name, value.AsBinary().Span);
                break;
            case AttributeType.BOOL:
                writer.WriteBoolean(name, value.AsBool());
                break;
            case AttributeType.NULL:
                writer.WriteNull(name);
                break;
            case AttributeType.M:
                CheckDepth(depth);
                writer.StartMap(name);
                foreach (var (key, element) in value.AsMap())
                {
                    Write(writer, key, element, depth + 1);
                }

                writer.EndMap();
                break;
            case AttributeType.L:
                CheckDepth(depth);
                writer.StartList(name);
                foreach (var element in value.AsList())
                {
                    Write(writer, [], element, depth + 1);
                }

                writer.EndList();
                break;
            default:
                WriteSet(writer, name, value);
                break;
        }
    }

    private static void WriteSet(ItemWriter writer, ReadOnlySpan<byte> name, AttributeValue value)
    {
        writer.StartSet(name, value.Type);
        switch (value.Type)
        {
            case AttributeType.SS:
                CheckSet(value.Type, value.AsStringSet(), static s => s, EqualityComparer<string>.Default);
                foreach (var element in value.AsStringSet())
                {
                    writer.WriteString([], element);
                }

                break;
            case AttributeType.NS:
                CheckSet(value.Type, value.AsNumberSet(), static n => n.ToString(), EqualityComparer<DynoNumber>.Default);
                foreach (var element in value.AsNumberSet())
                {
                    writer.WriteNumber([], element);
                }

                break;
            default:
                CheckSet(value.Type, [.. value.AsBinarySet().Select(b => Convert.ToBase64String(b.Span))], static s => s, StringComparer.Ordinal);
                foreach (var element in value.AsBinarySet())
                {
                    writer.WriteBinary([], element.Span);
                }

                break;
        }

        writer.EndSet();
    }

    private static void CheckSet<T>(AttributeType type, IReadOnlyList<T> elements, Func<T, string> text, IEqualityComparer<T> comparer)
    {
        if (elements.Count == 0)
        {
            throw new ValidationException(ValueMessages.EmptySet(type));
        }

        if (elements.Count > 1 && new HashSet<T>(elements, comparer).Count != elements.Count)
        {
            throw new ValidationException(ValueMessages.DuplicateElements(type, string.Join(", ", elements.Select(text))));
        }
    }

    private static void CheckDepth(int depth)
    {
        if (depth > Limits.NestingDepth)
        {
            throw new ValidationException(ValueMessages.NestingTooDeep);
        }
    }
}
