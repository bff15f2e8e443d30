// Fluent configuration of generated values.

using System.Reflection;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Says how the values of properties are generated. Guids are generated as version 7, and numbers by counters, without asking.</summary>
public static class DynoValueGenerationExtensions
{
    /// <summary>
    /// Numbers entities by a counter that is kept in their table, from 1. Numbers are reserved in blocks, so that most of them cost no request;
    /// what is left of a block when a process ends is a gap. The number is temporary until the entity is saved.
    /// See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters.
    /// </summary>
    /// <param name="builder">A property of a numeric type.</param>
    /// <param name="name">The counter's name, for properties that share one; by default the type's and the property's.</param>
    public static PropertyBuilder<TProperty> UseCounter<TProperty>(this PropertyBuilder<TProperty> builder, string? name = null)
    {
        builder.ValueGeneratedOnAdd();
        builder.Metadata.SetOrRemoveAnnotation(DynoAnnotationNames.Counter, name);
        return builder;
    }

    /// <summary>
    /// Generates ULIDs: texts of 26 characters that sort by the time they were made, to the millisecond and within a process beyond it. An entity brings none where
    /// the property is as its initializer leaves it, null or empty.
    /// See https://github.com/ulid/spec.
    /// </summary>
    /// <param name="builder">A property of text, nullable or not.</param>
#nullable disable annotations // Without saying which, it is for both.
    public static PropertyBuilder<string> UseUlid(this PropertyBuilder<string> builder)
#nullable restore annotations
    {
        builder.ValueGeneratedOnAdd();
        builder.Metadata.SetAnnotation(DynoAnnotationNames.Ulid, "");
        if (IsEmptyAtFirst(builder.Metadata))
        {
            ((IConventionProperty)builder.Metadata).SetSentinel("", fromDataAnnotation: true);
        }

        return builder;
    }

    /// <summary>
    /// Gives new entities this value where they bring none, that is, where the property has its sentinel (the default of its type) when it is saved.
    /// DynamoDB has no default values: this one is written by the provider, and entities have it once they are saved.
    /// </summary>
    public static PropertyBuilder<TProperty> HasDynoDefaultValue<TProperty>(this PropertyBuilder<TProperty> builder, TProperty value)
    {
        // As far as nothing else was said of when the value is generated.
        ((IConventionProperty)builder.Metadata).SetValueGenerated(ValueGenerated.OnAdd, fromDataAnnotation: true);
        builder.Metadata.SetAnnotation(DynoAnnotationNames.DefaultValue, value);
        if (value is true && TypeRead((IProperty)builder.Metadata) == typeof(bool))
        {
            // False is then a value like any other, and true is what the entity gets anyway.
            builder.HasSentinel(true);
        }

        return builder;
    }

    // Whether new entities have the empty text where nobody said anything (string Id { get; set; } = ""), and not null.
    private static bool IsEmptyAtFirst(IReadOnlyProperty property)
    {
        var type = property.DeclaringType.ClrType;
        if (property.PropertyInfo is not { CanRead: true } read || type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            return false;
        }

        try
        {
            return read.GetValue(Activator.CreateInstance(type)) is "";
        }
        catch (TargetInvocationException)
        {
            // A constructor, or a getter, that wants more than nothing.
            return false;
        }
    }

    // A nullable field behind the property says by null that it is not set.
    private static Type TypeRead(IProperty property) =>
        property.TryGetMemberInfo(forMaterialization: false, forSet: false, out var member, out _) && member is FieldInfo field
            ? field.FieldType
            : property.ClrType;
}
