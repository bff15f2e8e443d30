// What the provider knows of a model, worked out once per IModel: tables, their indexes, and for each entity type
// how its items are laid out. The planner, the shaper and the write planner read only this.

using System.Diagnostics.CodeAnalysis;

namespace EFCore.Dyno.Metadata;

internal sealed class DynoModel(IReadOnlyList<DynoTableModel> tables, IReadOnlyDictionary<IReadOnlyEntityType, DynoEntityMap> entities)
{
    public IReadOnlyList<DynoTableModel> Tables { get; } = tables;

    /// <summary>The model's own, built on first use and kept with it.</summary>
    public static DynoModel Of(IModel model) =>
        model.GetOrAddRuntimeAnnotationValue(DynoAnnotationNames.Model, static m => DynoModelBuilder.Build(m!), model);

    /// <summary>The map of an entity type that has items of its own (not owned).</summary>
    public DynoEntityMap For(IReadOnlyEntityType entityType) =>
        entities.TryGetValue(entityType, out var map) ? map : throw new InvalidOperationException(Messages.NoItemsOfItsOwn(entityType));

    public bool TryGet(IReadOnlyEntityType entityType, [NotNullWhen(true)] out DynoEntityMap? map) => entities.TryGetValue(entityType, out map);
}

internal static class DynoModelExtensions
{
    public static DynoModel GetDynoModel(this IModel model) => DynoModel.Of(model);

    public static DynoEntityMap GetDynoMap(this IEntityType entityType) => DynoModel.Of(entityType.Model).For(entityType);
}
