// Primitive collections. Lists and arrays are L and keep order, duplicates and nulls. Sets are SS, NS or BS; DynamoDB has
// no empty set, so an empty set is an absent attribute, and a null set is a NULL attribute.

namespace EFCore.Dyno.Storage;

internal sealed class ListCodec<TCollection, TElement>(PropertyCodec<TElement> element, Func<List<TElement>, TCollection> create)
    : PropertyCodec<TCollection>(AttributeType.L)
    where TCollection : class, IEnumerable<TElement>
{
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TCollection value)
    {
        writer.StartList(utf8Name);
        if (value is List<TElement> list)
        {
            foreach (var item in list)
            {
                WriteElement(writer, item);
            }
        }
        else
        {
            foreach (var item in value)
            {
                WriteElement(writer, item);
            }
        }

        writer.EndList();
    }

    public override TCollection Read(ValueReader value)
    {
        var list = new List<TElement>();
        var reader = value.GetList();
        while (reader.Read())
        {
            list.Add(element.ReadOrNull(reader.Value));
        }

        return create(list);
    }

    private void WriteElement(ItemWriter writer, TElement value)
    {
        if (!element.TryWrite(writer, default, value))
        {
            writer.WriteNull(default);
        }
    }
}

internal sealed class SetCodec<TCollection, TElement>(PropertyCodec<TElement> element, AttributeType setType, Func<HashSet<TElement>, TCollection> create)
    : PropertyCodec<TCollection>(setType)
    where TCollection : class, IEnumerable<TElement>
{
    public override TCollection Absent => create([]);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TCollection value)
    {
        writer.StartSet(utf8Name, AttributeType);
        foreach (var item in value)
        {
            element.Write(writer, default, item!);
        }

        writer.EndSet();
    }

    public override bool TryWrite(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TCollection? value)
    {
        if (value is null)
        {
            writer.WriteNull(utf8Name);
            return true;
        }

        if (!value.Any())
        {
            return false;
        }

        Write(writer, utf8Name, value);
        return true;
    }

    public override TCollection Read(ValueReader value)
    {
        // Elements of a set have no type of their own, and codecs read values that have one: as a list, they do.
        var writer = ItemWriter.Rent();
        try
        {
            writer.StartList("v"u8);
            var elements = value.GetList();
            while (elements.Read())
            {
                WriteValue(writer, value.Type, elements.Element);
            }

            writer.EndList();
            var item = new ItemReader(writer.WrittenSpan);
            item.Read();
            var set = new HashSet<TElement>();
            var values = item.Value.GetList();
            while (values.Read())
            {
                set.Add(element.Read(values.Value));
            }

            return create(set);
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static void WriteValue(ItemWriter writer, AttributeType setType, ReadOnlySpan<byte> content)
    {
        switch (setType)
        {
            case AttributeType.SS:
                writer.WriteUtf8(default, content);
                break;
            case AttributeType.NS:
                writer.WriteNumberBytes(default, content);
                break;
            default:
                writer.WriteBinary(default, content);
                break;
        }
    }
}
