// What is said of relationships: HasOne and HasMany on the builder of an entity type, and the calls that follow. A relationship whose beginning is not found may
// be any of the context's.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed partial class ConfigurationReader
{
    private readonly Dictionary<IOperation, RelationshipConfiguration> _relationships = [];

    public List<RelationshipConfiguration> Relationships { get; } = [];

    /// <summary>Something was said that may change any relationship.</summary>
    public bool AreRelationshipsUncertain { get; set; }

    private static bool IsRelationshipBuilder(string builder) =>
        builder is "ReferenceNavigationBuilder" or "CollectionNavigationBuilder" or "ReferenceCollectionBuilder" or "ReferenceReferenceBuilder" or "CollectionCollectionBuilder";

    private void AddRelationship(EntityConfiguration type, IInvocationOperation call, int first, bool isConditional)
    {
        // The overloads without a type argument name the other type, or the navigation, by a text.
        if (call.TargetMethod.TypeArguments is not [INamedTypeSymbol other] || !TryReadNavigation(call.At(first), out var navigation))
        {
            AreRelationshipsUncertain = true;
            return;
        }

        var relationship = new RelationshipConfiguration(type.Type, navigation, call.TargetMethod.Name == "HasMany", other, NameOf(call)) { IsUncertain = isConditional };
        if (!isConditional)
        {
            // It is an entity type by that.
            Entity(other);
        }

        Relationships.Add(relationship);
        _relationships[call] = relationship;
    }

    private void ReadRelationshipCall(IInvocationOperation call, IOperation receiver, int first, bool isConditional)
    {
        if (RelationshipOf(receiver) is not { } relationship)
        {
            AreRelationshipsUncertain = true;
            return;
        }

        var isUnderstood = true;
        switch (call.TargetMethod.Name)
        {
            case "WithOne" or "WithMany":
                isUnderstood = TryReadNavigation(call.At(first), out var inverse);
                (relationship.Inverse, relationship.IsInverseCollection) = (inverse, call.TargetMethod.Name == "WithMany");
                break;
            case "HasForeignKey":
                relationship.ForeignKey = KeyLambda.ReadNames(call.At(first), known);
                relationship.Dependent = call.TargetMethod.TypeArguments is [INamedTypeSymbol dependent] ? dependent : null;
                isUnderstood = relationship.ForeignKey is { Count: > 0 };
                break;
            case "HasPrincipalKey":
                relationship.HasPrincipalKey = true;
                break;
            case "IsRequired":
                relationship.IsRequired = call.At(first)?.ConstantValue is { HasValue: true, Value: bool required } ? required : null;
                isUnderstood = relationship.IsRequired is not null;
                break;
            case "OnDelete":
                relationship.OnDelete = call.At(first)?.ConstantValue is { HasValue: true, Value: int behavior } ? (DeleteBehavior)behavior : null;
                isUnderstood = relationship.OnDelete is not null;
                break;
        }

        relationship.IsUncertain |= isConditional || !isUnderstood;
    }

    private void MakeRelationshipUncertain(IOperation builder)
    {
        if (RelationshipOf(builder) is { } relationship)
        {
            relationship.IsUncertain = true;
        }
        else
        {
            AreRelationshipsUncertain = true;
        }
    }

    private RelationshipConfiguration? RelationshipOf(IOperation builder) =>
        Origin(builder, static name => name is "HasOne" or "HasMany") is { } origin && _relationships.TryGetValue(origin, out var relationship) ? relationship : null;

    // HasOne(x => x.Author), HasOne<Author>("Author"), HasOne<Author>()
    private bool TryReadNavigation(IOperation? argument, out string? name)
    {
        name = IsNull(argument) ? null : KeyLambda.ReadName(argument, known);
        return name is not null || IsNull(argument);
    }
}
