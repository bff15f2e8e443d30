// Messages of saving: what is generated, what must be unique, and what is required.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string RequiredIsNull(IReadOnlyPropertyBase property) =>
        $"The property '{property.DeclaringType.DisplayName()}.{property.Name}' is required and null. Give it a value, or make it optional with IsRequired(false).";

    public static string DependentsChanged(int tries) => tries == 1
        ? "Dependents that are to go with their principal were changed while they were being written. What was written stays: save again."
        : $"Dependents that are to go with their principal were changed by others each time they were to be written, {tries} times. Nothing was saved: save again.";

    // The values are null where they are not to be shown.
    public static string UniqueViolated(UniqueConstraint constraint, string? values) => values is null
        ? $"Cannot save '{constraint.Map.EntityType.DisplayName()}': another one has its values, which EnableSensitiveDataLogging would show, "
            + $"and the index or key '{constraint.Name}' keeps them unique."
        : $"Cannot save '{constraint.Map.EntityType.DisplayName()}': another one has the values {values}, which the index or key '{constraint.Name}' keeps unique.";

    public static string ReservedKey(string entityType, string key) =>
        $"Cannot save '{entityType}' with the key {key}: partition keys that begin with '$dyno#' (numbers of -9E+125 and below) are those of the provider's own items.";

    public static string ShardsOfNothing(IReadOnlyEntityType entityType) =>
        $"The partition key of '{entityType.DisplayName()}' cannot be sharded: nothing of the EF key is left to decide the shard. Add a sort key, or say with WithShards(n, by) what decides.";

    public static string ShardsOfSeveralAttributes(IReadOnlyEntityType entityType, string index) =>
        $"The index '{index}' of '{entityType.DisplayName()}' cannot be sharded: its partition key has several attributes. Make it one with a template.";

    public static string ShardedByOtherProperty(DynoEntityMap map, IReadOnlyProperty property) =>
        $"The partition key of '{map.EntityType.DisplayName()}' is sharded by '{property.Name}', which is not part of its EF key, so that Find could not tell the shard. "
        + "Shard by properties of the key, or add it to HasKey.";

    public static string CounterExhausted(IReadOnlyProperty property, long count) =>
        $"The counter of '{property.DeclaringType.DisplayName()}.{property.Name}' has come to {count}, which its type {property.ClrType.Name} cannot hold. Use a larger type.";

    public static string UpsertOfUnique(string entityType, string constraint) =>
        $"Cannot upsert '{entityType}': '{constraint}' keeps values unique, and it is not known which values the item that is replaced gives up. Load it and change it.";

    public static string UpsertOfCountedVersion(IReadOnlyProperty property) =>
        $"Cannot upsert '{property.DeclaringType.DisplayName()}': its version '{property.Name}' counts on from the item that is replaced, which is not known. "
        + "Use a Guid or byte[] version, or load the entity and change it.";

    public static string NotIncrementable(IReadOnlyProperty property) =>
        $"The property '{property.DeclaringType.DisplayName()}.{property.Name}' cannot be added to in the store: it is not stored as a number, or it is part of a key or of an index.";

    public static string IncrementOfNew(IReadOnlyProperty property) =>
        $"'{property.DeclaringType.DisplayName()}.{property.Name}' can be added to in the store once its entity is saved; set the value of a new one.";

    public static string UpsertOfTracked(IReadOnlyTypeBase type, EntityState state) =>
        $"Cannot upsert '{type.DisplayName()}': the context tracks it as {state}. Change it and save, or upsert it with another context.";

    public static string CheckOfUntracked(IReadOnlyTypeBase type, EntityState state) =>
        $"'{type.DisplayName()}' cannot be required to be unchanged: it is {state}, and only an entity that was loaded or attached has something to compare with.";
}
