// Which members of an entity type are properties, which are embedded in its item and which lead to other entity types: what was configured, then attributes,
// then the type of the member.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed record Member(string Name, MemberKind Kind, IPropertySymbol? Symbol, INamedTypeSymbol? Target = null, bool IsCollection = false);

internal sealed class Members(ConfigurationReader reader)
{
    /// <summary>Owned or Complex for a class that is never an entity type, else null.</summary>
    public MemberKind? IsEmbedded(INamedTypeSymbol type) =>
        reader.Owned.Contains(type) || type.Attribute(WellKnown.OwnedAttribute) is not null ? MemberKind.Owned
        : type.Attribute(WellKnown.ComplexTypeAttribute) is not null ? MemberKind.Complex
        : null;

    /// <param name="entity">The type.</param>
    /// <param name="lineage">It and the mapped types that it derives from.</param>
    public IEnumerable<Member> Of(EntityConfiguration entity, IReadOnlyList<EntityConfiguration> lineage)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in TypeMembers.Of(entity.Type))
        {
            seen.Add(symbol.Name);
            if (Classify(symbol, lineage) is { } member)
            {
                yield return member;
            }
        }

        // Shadow properties, and those of fields and private properties.
        foreach (var property in lineage.SelectMany(l => l.Properties.Values))
        {
            if (seen.Add(property.Name))
            {
                yield return new(property.Name, MemberKind.Property, null);
            }
        }
    }

    public PropertyModel Property(Member member, IReadOnlyList<EntityConfiguration> lineage)
    {
        var configuration = lineage.Select(l => l.Properties.TryGetValue(member.Name, out var property) ? property : null).FirstOrDefault(p => p is not null);
        var type = member.Symbol?.Type ?? configuration?.Type;
        var converted = type is null ? null : reader.ConversionOf(type);
        var storedType = configuration?.HasConversion == true ? configuration.StoredType : converted?.StoredType ?? type;
        var stored = storedType is null ? null : StoredTypes.Of(storedType);
        var symbol = member.Symbol;
        var maxLength = symbol?.Attribute(WellKnown.MaxLengthAttribute) ?? symbol?.Attribute(WellKnown.StringLengthAttribute);
        var isTimestamp = symbol?.Attribute(WellKnown.TimestampAttribute) is not null;
        return new PropertyModel(member.Name, type)
        {
            Symbol = symbol,
            IsUncertain = configuration?.IsUncertain == true || stored is null || converted is { StoredType: null },
            AttributeName = configuration?.AttributeName ?? symbol?.DynoAttribute("DynoAttributeAttribute")?.Text(0) ?? member.Name,
            AttributeType = stored?.Type ?? default,
            HasConversion = configuration?.HasConversion == true || converted is not null || stored is { IsConverted: true },
            IsNullable = IsNullable(symbol, type, configuration),
            MaxLength = configuration?.MaxLength ?? (maxLength?.ConstructorArguments.FirstOrDefault().Value as int?),
            IsConcurrencyToken = configuration?.IsConcurrencyToken == true || isTimestamp || symbol?.Attribute(WellKnown.ConcurrencyCheckAttribute) is not null,
            IsRowVersion = configuration?.IsRowVersion == true || isTimestamp,
            IsGenerated = configuration?.IsGenerated == true || symbol?.Attribute(WellKnown.DatabaseGeneratedAttribute)?.ConstructorArguments.FirstOrDefault().Value is 1 or 2,
            UsesCounter = configuration?.UsesCounter == true,
            UsesUlid = configuration?.UsesUlid == true,
            Location = configuration?.Location ?? symbol?.SourceIn(reader.Compilation),
        };
    }

    private static bool IsNullable(IPropertySymbol? symbol, ITypeSymbol? type, PropertyConfiguration? configuration)
    {
        if (type is { IsValueType: true } && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            return false;
        }

        return configuration?.IsRequired is { } required ? !required
            : symbol?.Attribute(WellKnown.RequiredAttribute) is null
            && (type is not { IsReferenceType: true } || symbol is not { NullableAnnotation: NullableAnnotation.NotAnnotated });
    }

    private Member? Classify(IPropertySymbol symbol, IReadOnlyList<EntityConfiguration> lineage)
    {
        var name = symbol.Name;
        MemberKind? said = null;
        foreach (var type in lineage)
        {
            said ??= type.Members.TryGetValue(name, out var kind) ? kind : null;
        }

        if (said == MemberKind.Ignored || (said is null && symbol.Attribute(WellKnown.NotMappedAttribute) is not null))
        {
            return null;
        }

        var isConfigured = lineage.Any(l => l.Properties.ContainsKey(name));
        if (isConfigured || (said is null && symbol.IsWritable() && (StoredTypes.Of(symbol.Type) is not null || reader.ConversionOf(symbol.Type) is not null)))
        {
            return new(name, MemberKind.Property, symbol);
        }

        var element = StoredTypes.ElementOf(symbol.Type);
        var target = (element ?? symbol.Type).Underlying() as INamedTypeSymbol;
        if (target is not { TypeKind: TypeKind.Class or TypeKind.Struct } || (target.IsValueType && said is null && IsEmbedded(target) is null)
            || (said is null && (target.SpecialType != SpecialType.None || reader.Ignored.Contains(target) || IsOfTheSystem(target))))
        {
            return null;
        }

        var found = said ?? IsEmbedded(target) ?? MemberKind.Navigation;
        return said is null && element is null && !symbol.IsWritable() ? null : new(name, found, symbol, target, element is not null);
    }

    private static bool IsOfTheSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft";
    }
}
