// A touched attribute, opened as far as the actions reach: containers on the paths are objects, everything else stays bytes.
// List indexes are those of the list as it was: elements are marked as removed and drop out when the list is written, and elements set
// beyond its end follow in the order of their indexes.

namespace Dyno.Expressions;

internal sealed class UpdateNode
{
    private EncodedValue _value;
    private SortedDictionary<byte[], UpdateNode>? _members;
    private List<UpdateNode>? _elements;
    private SortedDictionary<int, UpdateNode>? _appended;
    private bool _removed;

    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((l, r) => l.AsSpan().SequenceCompareTo(r));

    public static UpdateNode Of(ValueReader value) => new() { _value = EncodedValue.Copy(value) };

    /// <summary>What an action makes of a value; the default value where nothing is left.</summary>
    public static EncodedValue Change(UpdateAction action, ValueReader old, EncodedValue operand) => action switch
    {
        SetAction => operand,
        RemoveAction => default,
        AddAction => Add(old, operand),
        _ => Delete(old, operand),
    };

    public void Apply(UpdateAction action, EncodedValue operand)
    {
        var node = this;
        var segments = action.Path.Segments;
        for (var i = 0; i < segments.Length - 1; i++)
        {
            node = node.Step(segments[i]) ?? throw new ValidationException(ExpressionMessages.InvalidUpdatePath);
        }

        node.ApplyLast(segments[^1], action, operand);
    }

    public void Write(ItemWriter writer, ReadOnlySpan<byte> name)
    {
        if (_members is not null)
        {
            writer.StartMap(name);
            foreach (var (member, node) in _members)
            {
                node.Write(writer, member);
            }

            writer.EndMap();
        }
        else if (_elements is not null)
        {
            writer.StartList(name);
            foreach (var element in _elements)
            {
                if (!element._removed)
                {
                    element.Write(writer, []);
                }
            }

            foreach (var element in _appended?.Values ?? Enumerable.Empty<UpdateNode>())
            {
                element.Write(writer, []);
            }

            writer.EndList();
        }
        else
        {
            writer.WriteEncoded(name, _value);
        }
    }

    private UpdateNode? Step(PathSegment segment)
    {
        Open(segment);
        if (segment.Utf8Name is { } name)
        {
            return _members!.GetValueOrDefault(name);
        }

        return segment.Index < _elements!.Count ? _elements[segment.Index] : null;
    }

    private void ApplyLast(PathSegment segment, UpdateAction action, EncodedValue operand)
    {
        var node = Step(segment);
        var result = Change(action, node is null ? default : node._value.Read(), operand);
        if (segment.Utf8Name is { } name)
        {
            if (result.IsDefault)
            {
                _members!.Remove(name);
            }
            else
            {
                _members![name] = new UpdateNode { _value = result };
            }
        }
        else if (node is not null)
        {
            node._value = result;
            node._removed = result.IsDefault;
        }
        else if (!result.IsDefault)
        {
            (_appended ??= [])[segment.Index] = new UpdateNode { _value = result };
        }
    }

    // Turns bytes into the container that the path takes them for.
    private void Open(PathSegment segment)
    {
        if (_members is not null || _elements is not null)
        {
            if (segment.Utf8Name is not null == _members is not null)
            {
                return;
            }

            throw new ValidationException(ExpressionMessages.InvalidUpdatePath);
        }

        var wanted = segment.Utf8Name is not null ? AttributeType.M : AttributeType.L;
        if (_value.Type != wanted)
        {
            throw new ValidationException(ExpressionMessages.InvalidUpdatePath);
        }

        if (wanted == AttributeType.M)
        {
            _members = new SortedDictionary<byte[], UpdateNode>(ByBytes);
            for (var map = _value.Read().GetMap(); map.Read();)
            {
                _members.Add(map.Name.ToArray(), Of(map.Value));
            }
        }
        else
        {
            _elements = [];
            for (var list = _value.Read().GetList(); list.Read();)
            {
                _elements.Add(Of(list.Value));
            }
        }
    }

    private static EncodedValue Add(ValueReader old, EncodedValue operand)
    {
        if (old.IsDefault)
        {
            return operand;
        }

        if (old.Type != operand.Type)
        {
            throw new ValidationException(ExpressionMessages.WrongOperand);
        }

        return operand.Type == AttributeType.N
            ? EncodedValue.FromNumber(DynoNumber.Add(old.GetNumber(), operand.Read().GetNumber()))
            : Combine(old, operand, keepBoth: true);
    }

    private static EncodedValue Delete(ValueReader old, EncodedValue operand)
    {
        if (old.IsDefault)
        {
            return default;
        }

        return old.Type == operand.Type
            ? Combine(old, operand, keepBoth: false)
            : throw new ValidationException(ExpressionMessages.WrongOperand);
    }

    // The union of two sets, or what the first has and the second has not; the default value where that is nothing.
    private static EncodedValue Combine(ValueReader left, EncodedValue right, bool keepBoth)
    {
        var writer = new ItemWriter();
        writer.StartSet("v"u8, left.Type);
        var count = 0;
        for (var reader = left.GetList(); reader.Read();)
        {
            if (keepBoth || !Has(right.Read(), reader.Element))
            {
                WriteElement(writer, left.Type, reader.Element);
                count++;
            }
        }

        if (keepBoth)
        {
            for (var reader = right.Read().GetList(); reader.Read();)
            {
                WriteElement(writer, left.Type, reader.Element);
                count++;
            }
        }

        writer.EndSet();
        return count == 0 ? default : writer.ToValue();
    }

    private static bool Has(ValueReader set, ReadOnlySpan<byte> element)
    {
        for (var reader = set.GetList(); reader.Read();)
        {
            if (reader.Element.SequenceEqual(element))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteElement(ItemWriter writer, AttributeType set, ReadOnlySpan<byte> element)
    {
        switch (set)
        {
            case AttributeType.SS:
                writer.WriteUtf8([], element);
                break;
            case AttributeType.NS:
                writer.WriteNumberBytes([], element);
                break;
            default:
                writer.WriteBinary([], element);
                break;
        }
    }
}
