// From a translated bulk write to a plan: one request where a whole key is given and nothing of the item has to be known; else the query that
// reads, for each row, its item's key, what has to be known of it, and the values to set.

using System.Linq.Expressions;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal sealed class BulkCompiler(QueryBuild build, BulkWrite write, Type contextType)
{
    private readonly DynoEntityMap _map = (DynoEntityMap)write.Target.Map;
    private readonly List<DynoSource> _elements = [];

    public BulkPlan Compile()
    {
        var type = new BulkTypeWrites(_map, write);
        var types = BulkTypeWrites.ByDiscriminator(_map, write);
        var assignments = write.Setters.Select(Assignment).ToArray();
        var needsItem = types is null ? type.NeedsItem : types.Values.Any(t => t.NeedsItem);
        return (needsItem || write.Select.IsCascade ? null : Keyed(type, types, assignments)) ?? Read(type, types, assignments);
    }

    private BulkPlan? Keyed(BulkTypeWrites type, IReadOnlyDictionary<object, BulkTypeWrites>? types, BulkAssignment[] assignments)
    {
        if (write.Element is not null || write.Select is not { IsOpen: true, Store: { } store } || store.Source.Slot != write.Target.Slot
            || (types is not null && types.Values.Any(t => t.Versions.Length > 0))
            || !assignments.All(a => a is { IsHolderCertain: true, IsElement: false } && (a.Add is not null || RowReferences.Of(a.Setter.Value).Count == 0)))
        {
            return null;
        }

        var builder = new PipelineBuilder(build, write.Select, [], "", 0);
        return builder.WholeKey(store) is not { } key
            ? null
            : Make(type, types, assignments, key, [], BulkPlan.Describe(write, _map, key, [], type, assignments), null,
                [.. assignments.Select(a => a.Add is null ? builder.Constant(a.Setter.Value) : null)]);
    }

    private BulkPlan Read(BulkTypeWrites type, IReadOnlyDictionary<object, BulkTypeWrites>? types, BulkAssignment[] assignments)
    {
        var all = types is null ? [type] : types.Values.ToArray();
        var values = assignments.Select(a => a.Add is null ? Checked(a.Setter.Value) : Expression.Constant(null)).ToArray();
        var guards = BulkGuards.Collect(SelectExpressions.Of(write.Select).Concat(values), write.Target.Slot!);
        guards.UnionWith(all.SelectMany(t => t.Reads));
        var element = write.Element is null ? null : new BulkPath(write.Element, null, null, Column);
        guards.UnionWith(assignments.Select(a => a.Path.List).Append(element?.List).OfType<DocumentPath>());
        guards.RemoveWhere(p => p.Root == _map.Table.PartitionKey.Name || p.Root == _map.Table.SortKey?.Name);

        var attributes = guards.Select(g => g.Root).Concat(assignments.Where(a => a.Holder is not null || a.IsElement).Select(a => a.Path.Root));
        if (write.Select.IsCascade)
        {
            attributes = attributes.Concat(KeysOfDependents());
        }

        if (types is not null)
        {
            attributes = attributes.Append(_map.Discriminator!.AttributeName);
        }

        var item = new ItemRead(write.Target, [.. attributes.Distinct()]);
        var shaper = Expression.NewArrayInit(typeof(object), [item, .. values.Concat(_elements.Select(e => new OrdinalRead(e))).Select(v => Expression.Convert(v, typeof(object)))]);
        var header = BulkPlan.Describe(write, _map, null, guards, all.FirstOrDefault(t => t.NeedsItem) ?? type, assignments);
        build.Outline.Add(0, "", header);
        var rows = (Pipe<object?[]>)new PipelineBuilder(build, write.Select, [], "read", 1).Build(shaper);
        return Make(type, types, assignments, null, guards, build.Outline.ToString(), rows, [], element);
    }

    // What the dependents of what is found are found by, and what tells whose it is itself.
    private IEnumerable<string> KeysOfDependents() => _map.EntityType.GetDerivedTypesInclusive()
        .SelectMany(t => t.GetReferencingForeignKeys().SelectMany(f => f.PrincipalKey.Properties).Concat(t.GetForeignKeys().SelectMany(f => f.Properties)))
        .Select(p => p.GetAttributeName()).Distinct();

    private BulkPlan Make(
        BulkTypeWrites type, IReadOnlyDictionary<object, BulkTypeWrites>? types, BulkAssignment[] assignments, SourcePlan? key,
        IReadOnlyCollection<DocumentPath> guards, string text, Pipe<object?[]>? rows, ComputedValue?[] values,
        BulkPath? element = null) => new()
        {
            Write = write,
            Map = _map,
            Type = type,
            Types = types,
            Assignments = assignments,
            Key = key,
            Guards = guards,
            Rows = rows,
            Values = values,
            Element = element,
            ContextType = contextType,
            Origin = new(text.ReplaceLineEndings(";"), build.Tags),
        };

    private BulkAssignment Assignment(BulkSetter setter)
    {
        var builder = new PipelineBuilder(build, write.Select, [], "", 0);
        return new(setter, setter.Element is { } element ? builder.Constant(element) : null, Add(setter, builder), Column);
    }

    // Columns: the item, the values, then the places of elements.
    private int Column(DynoSource element)
    {
        if (!_elements.Contains(element))
        {
            _elements.Add(element);
        }

        return 1 + write.Setters.Length + _elements.IndexOf(element);
    }

    // x = x + value.
    private static EncodedAdd? Add(BulkSetter setter, PipelineBuilder builder)
    {
        if (setter is not { Property: { } property, Element: null } || setter.Holder.FindProperty(property) is not { } map || !EncodedAdd.IsSafe(map)
            || setter.Value is not (BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract } or UnaryExpression { Operand: BinaryExpression }))
        {
            return null;
        }

        var sum = setter.Value as BinaryExpression ?? (BinaryExpression)((UnaryExpression)setter.Value).Operand;
        if (sum.NodeType is not (ExpressionType.Add or ExpressionType.Subtract) || sum.Type != property.ClrType)
        {
            return null;
        }

        return IsSame(sum.Left, setter) && RowReferences.Of(sum.Right).Count == 0 ? new(map, builder.Constant(sum.Right), sum.NodeType == ExpressionType.Subtract)
            : sum.NodeType == ExpressionType.Add && IsSame(sum.Right, setter) && RowReferences.Of(sum.Left).Count == 0 ? new(map, builder.Constant(sum.Left), false)
            : null;
    }

    private static bool IsSame(Expression operand, BulkSetter setter) =>
        operand is PropertyRead read && read.Property == setter.Member && read.Source == setter.Holder;

    // Beyond its type a number is an error, as in other stores, and no other number.
    private static Expression Checked(Expression value) => value switch
    {
        BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply, Method: null } sum when IsInteger(sum.Type) =>
            Expression.MakeBinary(
                sum.NodeType switch
                {
                    ExpressionType.Add => ExpressionType.AddChecked,
                    ExpressionType.Subtract => ExpressionType.SubtractChecked,
                    _ => ExpressionType.MultiplyChecked,
                },
                sum.Left, sum.Right),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } lifted when lifted.Type == Nulls.Lift(lifted.Operand.Type) =>
            lifted.Update(Checked(lifted.Operand)),
        _ => value,
    };

    private static bool IsInteger(Type type) => Type.GetTypeCode(Nulls.Bare(type)) is >= TypeCode.Int16 and <= TypeCode.UInt64;
}
