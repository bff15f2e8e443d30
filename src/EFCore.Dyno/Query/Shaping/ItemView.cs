// A window on one encoded item: where the attributes that a compiled lambda reads begin and end.
// Loading it is one pass over the item's sorted names; nothing is decoded until a property is read.

using System.Text;

namespace EFCore.Dyno.Query;

// The attributes that a lambda reads of an item or of a map in it, sorted by name once it is frozen. A slot is a name's place.
internal sealed class ItemViewShape
{
    private readonly List<string> _names = [];
    private readonly List<(int Name, ItemViewShape Shape)> _children = [];

    public byte[][] SortedNames { get; private set; } = [];

    // From the order in which names were asked for to their place among the sorted names.
    public int[] Places { get; private set; } = [];

    public (int Slot, ItemViewShape Shape)[] Children { get; private set; } = [];

    public IReadOnlyList<string> Names => _names;

    public int SlotOf(string name)
    {
        var slot = _names.IndexOf(name);
        if (slot < 0)
        {
            slot = _names.Count;
            _names.Add(name);
        }

        return slot;
    }

    public int ChildOf(string name)
    {
        var slot = SlotOf(name);
        var child = _children.FindIndex(c => c.Name == slot);
        if (child < 0)
        {
            child = _children.Count;
            _children.Add((slot, new ItemViewShape()));
        }

        return child;
    }

    public ItemViewShape ChildShape(int child) => _children[child].Shape;

    public void Freeze()
    {
        var encoded = _names.Select((name, index) => (Bytes: Encoding.UTF8.GetBytes(name), index)).ToArray();
        Array.Sort(encoded, static (x, y) => x.Bytes.AsSpan().SequenceCompareTo(y.Bytes));
        SortedNames = [.. encoded.Select(e => e.Bytes)];
        Places = new int[encoded.Length];
        for (var i = 0; i < encoded.Length; i++)
        {
            Places[i] = encoded[i].index;
        }

        Children = [.. _children];
        foreach (var (_, shape) in _children)
        {
            shape.Freeze();
        }
    }
}

internal sealed class ItemView
{
    private readonly ItemViewShape _shape;
    private readonly int[] _ranges;
    private readonly ItemView[] _children;
    private ReadOnlyMemory<byte> _bytes;
    private int _start;
    private int _length;

    public ItemView(ItemViewShape shape, ItemView? parent = null)
    {
        _shape = shape;
        Parent = parent;
        _ranges = new int[shape.SortedNames.Length * 2];
        _children = shape.Children.Length == 0 ? [] : new ItemView[shape.Children.Length];
        for (var i = 0; i < _children.Length; i++)
        {
            _children[i] = new ItemView(shape.Children[i].Shape, this);
        }
    }

    // The view that holds this one: an owned entity reads its owner's key there.
    public ItemView? Parent { get; }

    public bool IsPresent { get; private set; }

    public int Ordinal { get; private set; }

    public Item Item { get; private set; }

    public void Load(Item item)
    {
        Item = item;
        _bytes = item.Bytes;
        Locate(item.GetReader());
    }

    public void LoadElement(ReadOnlyMemory<byte> bytes, ValueReader map, int ordinal)
    {
        _bytes = bytes;
        bytes.Span.Overlaps(map.Raw, out _start);
        _length = map.Raw.Length;
        Ordinal = ordinal;
        Locate(map.GetMap());
    }

    public ItemView Child(int index) => _children[index];

    public bool Has(int slot)
    {
        var length = _ranges[slot * 2 + 1];
        return length != 0 && (length != 1 || Value(slot).Type != AttributeType.NULL);
    }

    public ValueReader Value(int slot) => new(_bytes.Span.Slice(_ranges[slot * 2], _ranges[slot * 2 + 1]));

    public ReadOnlyMemory<byte> Bytes => _bytes;

    // A map inside an item, to be a cell of a row.
    public ElementCell? ToCell() => IsPresent ? new(_bytes, _start, _length, Ordinal) : null;

    private void Locate(ItemReader reader)
    {
        IsPresent = true;
        var names = _shape.SortedNames;
        var places = _shape.Places;
        var ranges = _ranges;
        var bytes = _bytes.Span;
        var more = reader.Read();
        for (var i = 0; i < names.Length; i++)
        {
            // Both sides are sorted; where nothing is missing and nothing is left out, each name is the next.
            var name = names[i].AsSpan();
            var isHere = more && reader.NameEquals(name);
            while (more && !isHere && reader.Name.SequenceCompareTo(name) < 0)
            {
                more = reader.Read();
                isHere = more && reader.NameEquals(name);
            }

            var place = places[i] * 2;
            if (isHere)
            {
                var value = reader.Value.Raw;
                bytes.Overlaps(value, out ranges[place]);
                ranges[place + 1] = value.Length;
                more = reader.Read();
            }
            else
            {
                ranges[place + 1] = 0;
            }
        }

        for (var i = 0; i < _children.Length; i++)
        {
            var slot = _shape.Children[i].Slot;
            var child = _children[i];
            if (Has(slot) && Value(slot).Type == AttributeType.M)
            {
                child.LoadElement(_bytes, Value(slot), 0);
            }
            else
            {
                child.Clear();
            }
        }
    }

    public void Clear()
    {
        IsPresent = false;
        Array.Clear(_ranges);
        foreach (var child in _children)
        {
            child.Clear();
        }
    }
}
