// What the rule about relationships says.

using EFCore.Dyno.Analyzers.Model;

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string CascadeTitle = "Cascade scans the table";

    public const string CascadeDescription =
        "When SaveChanges deletes an entity, the dependents that the context does not track go with it, or lose their foreign key. They are found by a Query where a key or an index begins "
        + "with the foreign key; else every deletion reads the whole table.";

    public static string Cascade(RelationshipModel relationship)
    {
        var (dependent, isDeleted) = (relationship.Dependent, relationship.OnDelete == DeleteBehavior.Cascade);
        var keys = relationship.ForeignKey.Select(p => p.Name).ToList();
        var index = keys.Count == 1 ? $"HasGlobalSecondaryIndex(\"{IndexOfForeignKey(relationship)}\", x => x.{keys[0]})"
            : $"HasIndex(x => new {{ {string.Join(", ", keys.Select(k => "x." + k))} }}).IsGlobalSecondaryIndex()";
        return $"Deleting a '{relationship.Principal.Type.Name}' reads all of {Table(dependent)} for {(isDeleted ? "what goes with it" : "what loses its foreign key")} "
            + $"(relationship {NameOf(relationship)}, foreign key {Names(keys)}): no key or index begins with the foreign key. "
            + $"Add {index}, let a key begin with it, or leave alone what is not loaded: OnDelete(DeleteBehavior.{(isDeleted ? nameof(DeleteBehavior.ClientCascade) : nameof(DeleteBehavior.ClientSetNull))}).";
    }

    public static string IndexOfForeignKey(RelationshipModel relationship) => "By" + string.Concat(relationship.ForeignKey.Select(p => p.Name));

    private static string NameOf(RelationshipModel relationship) =>
        relationship.ToPrincipal is { } reference ? $"'{relationship.Dependent.Type.Name}.{reference.Name}'"
        : relationship.ToDependents is { } collection ? $"'{relationship.Principal.Type.Name}.{collection.Name}'"
        : $"of '{relationship.Dependent.Type.Name}'";
}
