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
        var set = new HashSet<TElement>();
        var reader = value.GetList();
        while (reader.Read())
        {
            set.Add(element.Read(reader.Value));
        }

        return create(set);
    }
}
