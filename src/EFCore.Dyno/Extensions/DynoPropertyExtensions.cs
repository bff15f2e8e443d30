// Reading and setting the attribute names of properties, complex properties and owned types.

using EFCore.Dyno.Metadata;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What the Dyno provider knows of properties and navigations. See also <see cref="DynoPropertyBuilderExtensions"/>.</summary>
public static class DynoPropertyExtensions
{
    /// <summary>The attribute that stores this property; by convention the property's name.</summary>
    public static string GetAttributeName(this IReadOnlyPropertyBase property) =>
        property[DynoAnnotationNames.AttributeName] as string ?? property.Name;

    /// <summary>Sets the attribute that stores this property, or with null goes back to the convention.</summary>
    public static void SetAttributeName(this IMutablePropertyBase property, string? attributeName) =>
        property.SetOrRemoveAnnotation(DynoAnnotationNames.AttributeName, attributeName);

    /// <summary>Sets the attribute that stores this property unless that was set more explicitly; returns what holds.</summary>
    public static string? SetAttributeName(this IConventionPropertyBase property, string? attributeName, bool fromDataAnnotation = false) =>
        (string?)property.SetOrRemoveAnnotation(DynoAnnotationNames.AttributeName, attributeName, fromDataAnnotation)?.Value;

    /// <summary>The attribute of the owner's item that holds the owned type (a map) or types (a list of maps).</summary>
    public static string GetContainingAttributeName(this IReadOnlyNavigation navigation) =>
        navigation.TargetEntityType[DynoAnnotationNames.AttributeName] as string ?? navigation.Name;

    /// <summary>
    /// Whether the property has an attribute. The keys of owned types do not where they follow from the place in the owner's item:
    /// the owner's key, and the position in a collection.
    /// </summary>
    internal static bool IsStored(this IReadOnlyProperty property)
    {
        if (property.DeclaringType is not IReadOnlyEntityType entityType || !entityType.IsOwned() || !property.IsPrimaryKey())
        {
            return true;
        }

        return !entityType.FindOwnership()!.Properties.Contains(property) && !property.IsOrdinalKey();
    }

    /// <summary>Whether the property is the position of an owned entity in its collection: a shadow integer at the key's end, from 1, that the application does not set.</summary>
    internal static bool IsOrdinalKey(this IReadOnlyProperty property) =>
        property.IsShadowProperty()
        && property.ClrType == typeof(int)
        && property.DeclaringType is IReadOnlyEntityType entityType
        && entityType.FindOwnership() is { IsUnique: false } ownership
        && !ownership.Properties.Contains(property)
        && entityType.FindPrimaryKey()?.Properties is { Count: > 1 } key
        && key[^1] == property
        && !IsSetByApplication(property);

    // Never is what a property begins with, too: before the conventions are done it counts only where it was said.
    private static bool IsSetByApplication(IReadOnlyProperty property) =>
        property.ValueGenerated == ValueGenerated.Never
        && (property is not IConventionProperty convention || convention.GetValueGeneratedConfigurationSource() is not null);
}
