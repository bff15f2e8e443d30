// Fluent configuration of attribute names.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Names the DynamoDB attributes of properties, complex properties and owned types.</summary>
public static class DynoPropertyBuilderExtensions
{
    /// <summary>Stores the property in the attribute of this name.</summary>
    public static PropertyBuilder HasAttributeName(this PropertyBuilder builder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Metadata.SetAttributeName(name);
        return builder;
    }

    /// <summary>Stores the property in the attribute of this name.</summary>
    public static PropertyBuilder<TProperty> HasAttributeName<TProperty>(this PropertyBuilder<TProperty> builder, string name)
    {
        HasAttributeName((PropertyBuilder)builder, name);
        return builder;
    }

    /// <summary>Stores the property of a complex type in the attribute of this name, within the complex value's map.</summary>
    public static ComplexTypePropertyBuilder<TProperty> HasAttributeName<TProperty>(this ComplexTypePropertyBuilder<TProperty> builder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Metadata.SetAttributeName(name);
        return builder;
    }

    /// <summary>Stores the complex value as a map in the attribute of this name.</summary>
    public static ComplexPropertyBuilder<TComplex> HasAttributeName<TComplex>(this ComplexPropertyBuilder<TComplex> builder, string name)
        where TComplex : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Metadata.SetAttributeName(name);
        return builder;
    }

    /// <summary>Stores the complex values as a list of maps in the attribute of this name.</summary>
    public static ComplexCollectionBuilder<TComplex> HasAttributeName<TComplex>(this ComplexCollectionBuilder<TComplex> builder, string name)
        where TComplex : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Metadata.SetAttributeName(name);
        return builder;
    }

    /// <summary>Stores the owned type as a map, or the owned collection as a list of maps, in the owner's attribute of this name.</summary>
    public static OwnedNavigationBuilder<TOwner, TDependent> HasAttributeName<TOwner, TDependent>(
        this OwnedNavigationBuilder<TOwner, TDependent> builder, string name)
        where TOwner : class
        where TDependent : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.OwnedEntityType.SetAnnotation(DynoAnnotationNames.AttributeName, name);
        return builder;
    }
}
