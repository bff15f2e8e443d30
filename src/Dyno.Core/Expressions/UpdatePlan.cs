// Applies an update: attributes that no action touches are copied as bytes, a touched attribute is set, spliced or dropped.

namespace Dyno.Expressions;

internal sealed class UpdatePlan
{
    private readonly IReadOnlyList<UpdateAction> _actions;

    // The actions by the attribute they touch, attributes sorted by their bytes; indexes into _actions.
    private readonly (byte[] Name, int[] Actions)[] _roots;
    private ProjectionExpression? _touched;

    public UpdatePlan(IReadOnlyList<UpdateAction> actions)
    {
        _actions = actions;
        _roots =
        [
            .. actions.Select((action, index) => (action, index))
                .GroupBy(a => a.action.Path.Root, StringComparer.Ordinal)
                .Select(g => (Name: g.First().action.Path.RootUtf8.ToArray(), Actions: g.Select(a => a.index).ToArray())),
        ];
        Array.Sort(_roots, static (l, r) => l.Name.AsSpan().SequenceCompareTo(r.Name));
    }

    public ProjectionExpression Touched => _touched ??= new ProjectionExpression([.. _actions.Select(a => a.Path)]);

    public Item Apply(Item before)
    {
        var values = new EncodedValue[_actions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _actions[i] switch
            {
                SetAction set => SetEvaluator.Evaluate(set.Value, before),
                AddAction add => add.Value,
                DeleteAction delete => delete.Value,
                _ => default,
            };
        }

        var writer = ItemWriter.Rent();
        try
        {
            var reader = before.GetReader();
            var next = 0;
            while (reader.Read())
            {
                for (; next < _roots.Length && _roots[next].Name.AsSpan().SequenceCompareTo(reader.Name) < 0; next++)
                {
                    WriteRoot(writer, _roots[next], default, values);
                }

                if (next < _roots.Length && reader.NameEquals(_roots[next].Name))
                {
                    WriteRoot(writer, _roots[next++], reader.Value, values);
                }
                else
                {
                    writer.WriteEncoded(reader.Name, reader.Value.Raw);
                }
            }

            for (; next < _roots.Length; next++)
            {
                WriteRoot(writer, _roots[next], default, values);
            }

            return writer.ToItem();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // No two actions touch the same: a name that is written twice was there twice.
            throw ItemFormat.Corrupt();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private void WriteRoot(ItemWriter writer, (byte[] Name, int[] Actions) root, ValueReader old, EncodedValue[] values)
    {
        var first = _actions[root.Actions[0]];
        if (first.Path.IsTopLevel)
        {
            // Two actions on one attribute would overlap, so this is the only one.
            var value = UpdateNode.Change(first, old, values[root.Actions[0]]);
            if (!value.IsDefault)
            {
                writer.WriteEncoded(root.Name, value);
            }

            return;
        }

        if (old.IsDefault)
        {
            throw new ValidationException(ExpressionMessages.InvalidUpdatePath);
        }

        var node = UpdateNode.Of(old);
        foreach (var index in root.Actions)
        {
            CheckDepth(_actions[index].Path, values[index]);
            node.Apply(_actions[index], values[index]);
        }

        node.Write(writer, root.Name);
    }

    // A value may be as deep as it can be and still not stand where it is put: no item has more levels than a request could carry.
    private static void CheckDepth(DocumentPath path, EncodedValue value)
    {
        if (!value.IsDefault && path.Segments.Length + Depth(value.Read()) > Limits.NestingDepth)
        {
            throw new ValidationException(ValueMessages.NestingTooDeep);
        }
    }

    private static int Depth(ValueReader value)
    {
        var deepest = 0;
        switch (value.Type)
        {
            case AttributeType.M:
                for (var map = value.GetMap(); map.Read();)
                {
                    deepest = Math.Max(deepest, Depth(map.Value));
                }

                return deepest + 1;
            case AttributeType.L:
                for (var list = value.GetList(); list.Read();)
                {
                    deepest = Math.Max(deepest, Depth(list.Value));
                }

                return deepest + 1;
            default:
                return 0;
        }
    }
}
