// What is said of the parts of an entity type: properties, indexes, owned and complex types, relationships, discriminators. The builder of a part is
// followed back to the call that gave it.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed partial class ConfigurationReader
{
    private const int LongestChain = 64;

    /// <summary>A call on an entity's, owned type's or complex type's builder that names one of its members.</summary>
    private void ReadMemberCall(EntityConfiguration type, IInvocationOperation call, int first, bool isConditional)
    {
        switch (call.TargetMethod.Name)
        {
            case "Property" or "PrimitiveCollection":
                if (PropertyOf(type, call) is { } property)
                {
                    property.IsUncertain |= isConditional;
                }
                else
                {
                    type.IsUncertain = true;
                }

                break;
            case "Ignore":
                SetMember(type, call.At(first), MemberKind.Ignored, isConditional);
                break;
            case "OwnsOne" or "OwnsMany":
                SetMember(type, call.At(first), MemberKind.Owned, isConditional);
                if (call.TargetMethod.TypeArguments is [INamedTypeSymbol owned, ..])
                {
                    Owned.Add(owned);
                }

                break;
            case "ComplexProperty" or "ComplexCollection":
                SetMember(type, call.At(first), MemberKind.Complex, isConditional);
                break;
            case "HasOne" or "HasMany" or "Navigation":
                if (KeyLambda.ReadName(call.At(first), known) is { } navigation)
                {
                    SetMember(type, navigation, MemberKind.Navigation, isConditional: false);
                }

                break;
            case "HasAlternateKey":
                type.UniqueConstraints++;
                break;
            case "HasDiscriminator":
                ReadDiscriminator(type, call, first, isConditional);
                break;
            case "HasNoDiscriminator":
                type.Discriminator = new() { IsUncertain = true };
                break;
        }
    }

    private void SetMember(EntityConfiguration type, IOperation? argument, MemberKind kind, bool isConditional)
    {
        if (KeyLambda.ReadName(argument, known) is { } name)
        {
            SetMember(type, name, kind, isConditional);
        }
        else
        {
            type.IsUncertain = true;
        }
    }

    private static void SetMember(EntityConfiguration type, string name, MemberKind kind, bool isConditional)
    {
        // What is said of an owned member again (Navigation) leaves it what it is.
        if (kind != MemberKind.Navigation || !type.Members.ContainsKey(name))
        {
            type.Members[name] = kind;
        }

        type.IsUncertain |= isConditional;
    }

    private PropertyConfiguration? PropertyOf(EntityConfiguration type, IInvocationOperation call)
    {
        // Property(o => o.A), Property<int>("A"), Property(typeof(int), "A")
        var last = call.At(call.Instance is null ? 1 : 0) is { } given && given.Unconvert() is ITypeOfOperation ? call.At(call.Instance is null ? 2 : 1) : call.At(call.Instance is null ? 1 : 0);
        if (KeyLambda.ReadName(last, known) is not { } name)
        {
            return null;
        }

        var property = type.Property(name);
        property.Location ??= NameOf(call);
        property.Type ??= call.At(0)?.Unconvert() is ITypeOfOperation typed ? typed.TypeOperand
            : call.TargetMethod.TypeArguments.Length == 1 && last.Text() is not null ? call.TargetMethod.TypeArguments[0]
            : null;
        return property;
    }

    private void ReadDiscriminator(EntityConfiguration type, IInvocationOperation call, int first, bool isConditional)
    {
        type.Discriminator = new() { IsUncertain = isConditional };
        if (call.Arguments.Length - first == 0)
        {
            return;
        }

        type.Discriminator.PropertyName = KeyLambda.ReadName(call.At(first), known);
        type.Discriminator.Type = call.TargetMethod.TypeArguments.Length > 0
            ? call.TargetMethod.TypeArguments[call.TargetMethod.TypeArguments.Length - 1]
            : null;
        type.Discriminator.IsUncertain |= type.Discriminator.PropertyName is null || type.Discriminator.Type is null;
    }

    private void ReadPartCall(string builder, IInvocationOperation call, IOperation receiver, INamedTypeSymbol? outer, bool isConditional)
    {
        var first = call.Instance is null ? 1 : 0;
        switch (builder)
        {
            case "PropertyBuilder" or "PrimitiveCollectionBuilder" or "ComplexTypePropertyBuilder" or "ComplexTypePrimitiveCollectionBuilder":
                ReadPropertyCall(call, receiver, first, outer, isConditional);
                break;
            case "IndexBuilder" when call.TargetMethod.Name == "IsUnique" && call.At(first)?.ConstantValue is not { HasValue: true, Value: false }
                && EntityOf(receiver.Type, outer) is { } indexed:
                indexed.UniqueConstraints++;
                break;
            case "IndexBuilder" when call.TargetMethod.Name == "IsGlobalSecondaryIndex" && EntityOf(receiver.Type, outer) is { } made:
                made.IsUncertain |= isConditional || !TryAddIndex(made, call, receiver, first);
                break;
            case "DynoIndexBuilder":
                ReadIndexCall(call, receiver, first, outer, isConditional);
                break;
            case "OwnedNavigationBuilder" or "ComplexPropertyBuilder" or "ComplexCollectionBuilder":
                ReadEmbeddedCall(call, receiver, first, outer, isConditional);
                break;
            case "DiscriminatorBuilder":
                ReadDiscriminatorValue(call, receiver, first, outer, isConditional);
                break;
            case var relationship when IsRelationshipBuilder(relationship):
                ReadRelationshipCall(call, receiver, first, isConditional);
                ReadInverse(call, receiver, first);
                break;
        }
    }

    private void ReadPropertyCall(IInvocationOperation call, IOperation receiver, int first, INamedTypeSymbol? outer, bool isConditional)
    {
        if (OriginProperty(receiver, outer) is not { } property)
        {
            MakePartUncertain("PropertyBuilder", receiver, outer);
            return;
        }

        var isUnderstood = true;
        switch (call.TargetMethod.Name)
        {
            case "HasAttributeName":
                property.AttributeName = call.At(first).Text();
                isUnderstood = property.AttributeName is not null;
                break;
            case "HasConversion":
                property.HasConversion = true;
                property.StoredType = ConvertedTo(call, first);
                isUnderstood = property.StoredType is not null;
                break;
            case "IsRequired":
                property.IsRequired = call.At(first)?.ConstantValue is { HasValue: true, Value: bool required } ? required : null;
                isUnderstood = property.IsRequired is not null;
                break;
            case "HasMaxLength":
                property.MaxLength = call.At(first)?.ConstantValue is { HasValue: true, Value: int length } ? length : null;
                break;
            case "IsConcurrencyToken":
                property.IsConcurrencyToken = call.At(first)?.ConstantValue is not { HasValue: true, Value: false };
                break;
            case "IsRowVersion":
                property.IsRowVersion = property.IsConcurrencyToken = true;
                break;
            case "UseCounter":
                property.UsesCounter = property.IsGenerated = true;
                break;
            case "UseUlid":
                property.UsesUlid = property.IsGenerated = true;
                break;
            case "ValueGeneratedOnAdd" or "ValueGeneratedOnAddOrUpdate" or "ValueGeneratedOnUpdate" or "HasValueGenerator" or "HasValueGeneratorFactory" or "HasDynoDefaultValue":
                property.IsGenerated = true;
                break;
            case "HasAnnotation":
                isUnderstood = call.At(first).Text() is { } name && !name.StartsWith("Dyno:", StringComparison.Ordinal);
                break;
            case "Metadata":
                isUnderstood = false;
                break;
        }

        property.IsUncertain |= isConditional || !isUnderstood;
    }

    internal static ITypeSymbol? ConvertedTo(IInvocationOperation call, int first)
    {
        var method = call.TargetMethod;
        if (method.TypeArguments.Length > 0)
        {
            // HasConversion<string>(), HasConversion<MyConverter>(), HasConversion(to, from)
            return ProviderTypeOf(method.TypeArguments[0]) ?? (IsConverter(method.TypeArguments[0]) ? null : method.TypeArguments[0]);
        }

        var argument = call.At(first)?.Unconvert();
        return argument switch
        {
            ITypeOfOperation type => ProviderTypeOf(type.TypeOperand) ?? (IsConverter(type.TypeOperand) ? null : type.TypeOperand),
            { Type: { } type } when ProviderTypeOf(type) is { } stored => stored,
            _ => null,
        };
    }

    /// <summary>What a ValueConverter stores, or null for a type that is none.</summary>
    internal static ITypeSymbol? ProviderTypeOf(ITypeSymbol? converter)
    {
        for (var type = converter as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (type is { Name: "ValueConverter", TypeArguments.Length: 2 })
            {
                return type.TypeArguments[1] is ITypeParameterSymbol ? null : type.TypeArguments[1];
            }
        }

        return null;
    }

    private static bool IsConverter(ITypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Name is "ValueConverter" or "ValueComparer")
            {
                return true;
            }
        }

        return false;
    }

    // HasIndex(…).IsGlobalSecondaryIndex(): the names and their order are HasIndex's.
    private bool TryAddIndex(EntityConfiguration entity, IInvocationOperation call, IOperation receiver, int first)
    {
        if (Origin(receiver, static name => name == "HasIndex") is not { } declared || (!IsNull(call.At(first)) && call.At(first).Text() is null))
        {
            return false;
        }

        var at = declared.Instance is null ? 1 : 0;
        if (KeyLambda.ReadNames(declared.At(at), known) is not { Count: > 0 } names)
        {
            return false;
        }

        var name = call.At(first).Text() ?? declared.At(at + 1).Text() ?? "By" + string.Concat(names);
        var sort = names.Count switch { 1 => null, 2 => KeyConfiguration.OfProperty(names[1]), _ => KeyConfiguration.OfComposed([.. names.Skip(1)]) };
        entity.Indexes[name] = new IndexConfiguration(name, KeyConfiguration.OfProperty(names[0]), sort, NameOf(call));
        return true;
    }

    private void ReadIndexCall(IInvocationOperation call, IOperation receiver, int first, INamedTypeSymbol? outer, bool isConditional)
    {
        if (Origin(receiver, static name => name is "HasGlobalSecondaryIndex" or "HasLocalSecondaryIndex") is not { } origin)
        {
            MakePartUncertain("DynoIndexBuilder", receiver, outer);
            return;
        }

        if (!_indexes.TryGetValue(origin, out var index))
        {
            // The index itself was not understood: its entity type is uncertain already.
            return;
        }

        var isUnderstood = true;
        switch (call.TargetMethod.Name)
        {
            case "Projects":
                var included = KeyLambda.ReadNames(call.At(first), known);
                isUnderstood = included is not null;
                index.Projection = ProjectionKind.Include;
                index.Included = included ?? [];
                break;
            case "ProjectsKeysOnly":
                index.Projection = ProjectionKind.KeysOnly;
                index.Included = [];
                break;
            case "WithShards":
                index.Shards = ReadShards(call, first, out isUnderstood);
                break;
            case "When":
                var condition = ConditionLambda.Read(call.At(first), known);
                isUnderstood = condition is not null;
                index.Condition = condition ?? [];
                break;
        }

        if (isConditional || !isUnderstood)
        {
            MakePartUncertain("DynoIndexBuilder", receiver, outer);
        }
    }

    private void ReadEmbeddedCall(IInvocationOperation call, IOperation receiver, int first, INamedTypeSymbol? outer, bool isConditional)
    {
        if (EmbeddedOf(receiver.Type) is not { } embedded)
        {
            MakePartUncertain("OwnedNavigationBuilder", receiver, outer);
            return;
        }

        if (call.TargetMethod.Name != "HasAttributeName")
        {
            ReadMemberCall(embedded, call, first, isConditional);
            return;
        }

        var origin = Origin(receiver, static name => name is "OwnsOne" or "OwnsMany" or "ComplexProperty" or "ComplexCollection");
        if (origin is null || OwnerOf(origin, outer) is not { } owner
            || KeyLambda.ReadName(origin.At(origin.Instance is null ? 1 : 0), known) is not { } member)
        {
            MakePartUncertain("OwnedNavigationBuilder", receiver, outer);
            return;
        }

        owner.MemberAttributes[member] = isConditional ? null : call.At(first).Text();
    }

    private EntityConfiguration? EmbeddedOf(ITypeSymbol? builder)
    {
        if (builder is not INamedTypeSymbol { TypeArguments: [.., INamedTypeSymbol type] })
        {
            return null;
        }

        if (!Parts.TryGetValue(type, out var embedded))
        {
            Parts.Add(type, embedded = new EntityConfiguration(type));
        }

        return embedded;
    }

    private void ReadDiscriminatorValue(IInvocationOperation call, IOperation receiver, int first, INamedTypeSymbol? outer, bool isConditional)
    {
        var origin = Origin(receiver, static name => name == "HasDiscriminator");
        if (origin is null || OwnerOf(origin, outer) is not { Discriminator: { } discriminator } owner)
        {
            MakePartUncertain("DiscriminatorBuilder", receiver, outer);
            return;
        }

        if (call.TargetMethod.Name != "HasValue")
        {
            return;
        }

        // HasValue<T>(value), HasValue(typeof(T), value), HasValue(value)
        var typed = call.At(first)?.Unconvert() as ITypeOfOperation;
        var type = call.TargetMethod.TypeArguments is [INamedTypeSymbol derived] ? derived : typed is null ? owner.Type : typed.TypeOperand as INamedTypeSymbol;
        var value = call.At(typed is null ? first : first + 1)?.Unconvert().ConstantValue;
        if (type is null || isConditional)
        {
            discriminator.IsUncertain = true;
            return;
        }

        discriminator.Values[type] = value is { HasValue: true, Value: { } text } ? Convert.ToString(text, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    // The other end of a relationship is a navigation too.
    private void ReadInverse(IInvocationOperation call, IOperation receiver, int first)
    {
        if (call.TargetMethod.Name is "WithOne" or "WithMany"
            && receiver.Type is INamedTypeSymbol { TypeArguments: [_, INamedTypeSymbol other] }
            && KeyLambda.ReadName(call.At(first), known) is { } name)
        {
            if (Entities.TryGetValue(other, out var entity))
            {
                SetMember(entity, name, MemberKind.Navigation, isConditional: false);
            }
            else
            {
                _needsOthers = true;
            }
        }
    }

    private PropertyConfiguration? OriginProperty(IOperation receiver, INamedTypeSymbol? outer) =>
        Origin(receiver, static name => name is "Property" or "PrimitiveCollection") is { } origin && OwnerOf(origin, outer) is { } owner
            ? PropertyOf(owner, origin)
            : null;

    // The type whose builder a call is made on.
    private EntityConfiguration? OwnerOf(IInvocationOperation call, INamedTypeSymbol? outer)
    {
        var type = call.Receiver()?.Unconvert().Type;
        return IsEntityTypeBuilder(type) ? EntityOf(type, outer) : BuilderName(type) is not null ? EmbeddedOf(type) : null;
    }

    /// <summary>The call that gave a builder: through chains, locals and the parameter of the lambda that it was given to.</summary>
    private static IInvocationOperation? Origin(IOperation? builder, Func<string, bool> isOrigin)
    {
        for (var i = 0; i < LongestChain && builder is not null; i++)
        {
            builder = builder.Unconvert();
            switch (builder)
            {
                case IInvocationOperation call when isOrigin(call.TargetMethod.Name):
                    return call;
                case IInvocationOperation call:
                    builder = call.Receiver();
                    break;
                case ILocalReferenceOperation local:
                    builder = local.InitializerOrNull();
                    break;
                case IParameterReferenceOperation parameter:
                    builder = CallThatGives(parameter);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static IInvocationOperation? CallThatGives(IParameterReferenceOperation parameter)
    {
        for (var parent = parameter.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.Parameter.ContainingSymbol))
            {
                for (parent = lambda.Parent; parent is not null; parent = parent.Parent)
                {
                    if (parent is IInvocationOperation call)
                    {
                        return call;
                    }
                }

                return null;
            }
        }

        return null;
    }

    // The entity type that the part belongs to, if it can be found; else any.
    private void MakePartUncertain(string builder, IOperation part, INamedTypeSymbol? outer)
    {
        var type = part.Unconvert().Type;
        if (IsRelationshipBuilder(builder))
        {
            MakeRelationshipUncertain(part);
        }
        else if (builder == "DynoIndexBuilder" && type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol entity] })
        {
            Entity(entity).IsUncertain = true;
        }
        else if (builder is "OwnedNavigationBuilder" or "ComplexPropertyBuilder" or "ComplexCollectionBuilder" && EmbeddedOf(type) is { } embedded)
        {
            embedded.IsUncertain = true;
        }
        else if (builder is "PropertyBuilder" or "PrimitiveCollectionBuilder" or "DiscriminatorBuilder" or "ComplexTypePropertyBuilder")
        {
            var origin = Origin(part, static name => name is "Property" or "PrimitiveCollection" or "HasDiscriminator");
            var owner = origin is null ? null : OwnerOf(origin, outer);
            if (owner is not null && origin!.TargetMethod.Name != "HasDiscriminator" && PropertyOf(owner, origin) is { } property)
            {
                property.IsUncertain = true;
            }
            else
            {
                MakeUncertain(owner);
            }
        }
    }
}
