// Reads OnModelCreating, what it calls, and IEntityTypeConfiguration<T>: every use of a ModelBuilder or EntityTypeBuilder is either
// understood, or known not to matter, or makes what it may change uncertain.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed partial class ConfigurationReader(Compilation compilation, WellKnown known, RememberedModels? remembered = null)
{
    private readonly HashSet<IMethodSymbol> _reading = new(SymbolEqualityComparer.Default);

    public Compilation Compilation => compilation;

    public Bodies Bodies { get; } = new(compilation);

    public Dictionary<INamedTypeSymbol, EntityConfiguration> Entities { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The owned and complex types, by what is said of them wherever they stand.</summary>
    public Dictionary<INamedTypeSymbol, EntityConfiguration> Parts { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<INamedTypeSymbol> Owned { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<INamedTypeSymbol> Ignored { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Something was said that may change any entity type.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>What all properties of a type are stored as, where the conventions that the application configured say so; null StoredType: not known.</summary>
    public Dictionary<ITypeSymbol, PropertyConfiguration> Conversions { get; } = new(SymbolEqualityComparer.Default);

    public PropertyConfiguration? ConversionOf(ITypeSymbol type) => Conversions.TryGetValue(type.Underlying(), out var conversion) ? conversion : null;

    public EntityConfiguration Entity(INamedTypeSymbol type)
    {
        if (!Entities.TryGetValue(type, out var entity))
        {
            Entities.Add(type, new EntityConfiguration(type));
            ReadConfigurationAttribute(type);
            entity = Entities[type];
        }

        return entity;
    }

    /// <param name="method">A method that is given a builder.</param>
    /// <param name="entity">What a builder of a type parameter builds, where that is known.</param>
    /// <param name="isConditional">The method is called only sometimes.</param>
    public void ReadMethod(IMethodSymbol method, INamedTypeSymbol? entity, bool isConditional)
    {
        method = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (!_reading.Add(method))
        {
            // The same helper for another entity type is read again after this; a recursion is not followed.
            IsUncertain = true;
            return;
        }

        foreach (var body in Bodies.Of(method))
        {
            ReadOperations(body, entity, isConditional);
        }

        _reading.Remove(method);
    }

    // In the order in which they run: of a chain of calls the first one first.
    private void ReadOperations(IOperation operation, INamedTypeSymbol? entity, bool isConditional)
    {
        foreach (var child in operation.ChildOperations)
        {
            ReadOperations(child, entity, isConditional);
        }

        switch (operation)
        {
            case IInvocationOperation call:
                ReadCall(call, entity, isConditional || IsConditional(call));
                break;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                ReadProperty(instance, property.Property, entity);
                break;

            // A builder that is kept in a field, a collection or an object is out of sight.
            case IAssignmentOperation { Target: not ILocalReferenceOperation } assignment:
                Leave(assignment.Value, entity);
                break;
            case IArgumentOperation { Parent: not IInvocationOperation } argument:
                Leave(argument.Value, entity);
                break;
        }
    }

    private void Leave(IOperation value, INamedTypeSymbol? entity)
    {
        var type = value.Unconvert().Type;
        if (Is(type, known.ModelBuilder) || IsEntityTypeBuilder(type))
        {
            MakeUncertain(EntityOf(type, entity));
        }
    }

    private void ReadProperty(IOperation instance, IPropertySymbol property, INamedTypeSymbol? entity)
    {
        // The mutable metadata can change anything.
        if (property.Name == "Model" && Is(instance.Type, known.ModelBuilder))
        {
            IsUncertain = true;
        }
        else if (property.Name == "Metadata" && IsEntityTypeBuilder(instance.Type))
        {
            MakeUncertain(EntityOf(instance.Type, entity));
        }
        else if (property.Name is "Metadata" or "OwnedEntityType" && BuilderName(instance.Type) is { } builder)
        {
            MakePartUncertain(builder, instance, entity);
        }
    }

    private void ReadCall(IInvocationOperation call, INamedTypeSymbol? entity, bool isConditional)
    {
        var receiver = call.Receiver()?.Unconvert();
        if (Is(receiver?.Type, known.ModelBuilder) && call.Instance is not null)
        {
            ReadModelCall(call, isConditional);
        }
        else if (IsEntityTypeBuilder(receiver?.Type) && IsFromEntityFramework(call.TargetMethod))
        {
            ReadEntityCall(call, EntityOf(receiver!.Type, entity), isConditional);
        }
        else if (BuilderName(receiver?.Type) is { } builder && IsFromEntityFramework(call.TargetMethod))
        {
            ReadPartCall(builder, call, receiver!, entity, isConditional);
        }
        else
        {
            ReadHelper(call, entity, isConditional);
        }
    }

    private void ReadModelCall(IInvocationOperation call, bool isConditional)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Entity" when method.TypeArguments.Length == 1 && method.TypeArguments[0] is INamedTypeSymbol type:
                var configured = Entity(type);
                configured.IsUncertain |= isConditional;
                configured.Location ??= NameOf(call);
                ReadDelegate(call.At(0), type, isConditional);
                break;
            case "Owned" or "Ignore":
                if (TypeOf(call) is { } named && !isConditional)
                {
                    (method.Name == "Owned" ? Owned : Ignored).Add(named);
                }
                else
                {
                    IsUncertain = true;
                }

                break;
            case "Entity" when call.At(0) is ITypeOfOperation { TypeOperand: INamedTypeSymbol type }:
                // The builder that this gives does not say in its type whose it is.
                Entity(type).IsUncertain = true;
                break;
            case "ApplyConfiguration" when call.At(0)?.Unconvert() is IObjectCreationOperation { Type: INamedTypeSymbol type }:
                ReadConfiguration(type, isConditional);
                break;
            case "ApplyConfigurationsFromAssembly" when IsThisAssembly(call.At(0)):
                var isFiltered = call.At(1) is { ConstantValue: not { HasValue: true, Value: null } } filter
                    && filter.Unconvert() is not IDefaultValueOperation;
                foreach (var type in ContextModel.Types(known.Assembly.GlobalNamespace))
                {
                    if (!type.IsAbstract && !type.IsGenericType)
                    {
                        ReadConfiguration(type, isConditional || isFiltered);
                    }
                }

                break;
            default:
                IsUncertain |= !WellKnown.HarmlessOnModel.Contains(method.Name);
                break;
        }
    }

    // Owned<T>() or Owned(typeof(T))
    private static INamedTypeSymbol? TypeOf(IInvocationOperation call) =>
        (call.TargetMethod.TypeArguments is [var type] ? type : (call.At(0)?.Unconvert() as ITypeOfOperation)?.TypeOperand) as INamedTypeSymbol;

    // Entity<T>(Configure): a lambda is read where it stands, a method is followed, another delegate may do anything.
    private void ReadDelegate(IOperation? argument, INamedTypeSymbol type, bool isConditional)
    {
        if (argument is null || argument.AsLambda() is not null)
        {
            return;
        }

        if (argument.Unconvert() is IDelegateCreationOperation { Target: IMethodReferenceOperation { IsVirtual: false, Method: var method } }
            && method.IsWrittenIn(compilation))
        {
            ReadMethod(method, type, isConditional);
        }
        else
        {
            Entity(type).IsUncertain = true;
        }
    }

    private void ReadConfiguration(INamedTypeSymbol type, bool isConditional)
    {
        foreach (var contract in type.AllInterfaces)
        {
            if (!Is(contract.OriginalDefinition, known.EntityTypeConfiguration) || contract.TypeArguments[0] is not INamedTypeSymbol entity)
            {
                continue;
            }

            var configured = Entity(entity);
            configured.IsUncertain |= isConditional;
            var configure = contract.GetMembers(WellKnown.Configure).OfType<IMethodSymbol>().FirstOrDefault();
            if (configure is not null
                && type.FindImplementationForInterfaceMember(configure) is IMethodSymbol method && method.IsWrittenIn(compilation))
            {
                configured.Location ??= method.Locations.FirstOrDefault();
                if (isConditional || !TryTakeOver(type, entity, method))
                {
                    ReadMethod(method, entity, isConditional);
                }
            }
            else
            {
                configured.IsUncertain = true;
            }
        }
    }

    private void ReadConfigurationAttribute(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            var name = attribute.AttributeClass?.OriginalDefinition.ToDisplayString() ?? "";
            if (!name.StartsWith(WellKnown.EntityTypeConfigurationAttribute, StringComparison.Ordinal))
            {
                continue;
            }

            var configuration = attribute.AttributeClass!.IsGenericType
                ? attribute.AttributeClass.TypeArguments[0]
                : attribute.ConstructorArguments.FirstOrDefault().Value;
            _needsOthers = true;
            if (configuration is INamedTypeSymbol named && !_isAlone)
            {
                ReadConfiguration(named, isConditional: false);
            }
        }
    }

    // A builder that is handed to a method of this compilation is followed; to any other, it may be told anything there.
    private void ReadHelper(IInvocationOperation call, INamedTypeSymbol? entity, bool isConditional)
    {
        foreach (var argument in call.Arguments)
        {
            var type = argument.Value.Unconvert().Type;
            var isModel = Is(type, known.ModelBuilder);
            if (!isModel && !IsEntityTypeBuilder(type))
            {
                // The builder of a part is not followed: what a helper tells it is not known.
                if (BuilderName(type) is { } part && argument.Value.Unconvert() is not IAnonymousFunctionOperation && !IsFromEntityFramework(call.TargetMethod))
                {
                    MakePartUncertain(part, argument.Value, entity);
                }

                continue;
            }

            var method = call.TargetMethod;
            var built = isModel ? entity : EntityOf(type, entity)?.Type;
            if (method.IsWrittenIn(compilation) && !call.IsVirtual)
            {
                ReadMethod(method, built, isConditional);
            }
            else if (!IsFromEntityFramework(method) || method.Name == WellKnown.AllIndexes)
            {
                MakeUncertain(isModel || built is null ? null : Entity(built));
            }

            return;
        }
    }

    private void MakeUncertain(EntityConfiguration? entity)
    {
        if (entity is null)
        {
            IsUncertain = true;
        }
        else
        {
            entity.IsUncertain = true;
        }
    }

    private EntityConfiguration? EntityOf(ITypeSymbol? builder, INamedTypeSymbol? outer) =>
        builder is INamedTypeSymbol { TypeArguments.Length: 1 } typed && typed.TypeArguments[0] is INamedTypeSymbol type ? Entity(type)
        : builder is INamedTypeSymbol { TypeArguments.Length: 1 } && outer is not null ? Entity(outer)
        : null;

    private bool IsEntityTypeBuilder(ITypeSymbol? type) =>
        Is(type?.OriginalDefinition, known.EntityTypeBuilder) || Is(type, known.UntypedEntityTypeBuilder);

    // The builders of properties, indexes, owned types and whatever else belongs to an entity type.
    private static string? BuilderName(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: var name } named && name.EndsWith("Builder", StringComparison.Ordinal)
        && named.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore.Metadata.Builders" ? name : null;

    internal static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Name.GetLocation() : call.Syntax.GetLocation();

    // EF Core, and the provider, whose extensions stand in EF Core's namespace.
    private static bool IsFromEntityFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace.ToDisplayString();
        return space == WellKnown.EntityFrameworkAssemblies
            || space.StartsWith(WellKnown.EntityFrameworkAssemblies + ".", StringComparison.Ordinal);
    }

    private bool IsThisAssembly(IOperation? operation) => operation?.Unconvert() switch
    {
        // typeof(X).Assembly
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: ITypeOfOperation type } =>
            SymbolEqualityComparer.Default.Equals(type.TypeOperand.ContainingAssembly, known.Assembly),
        // GetType().Assembly of the context, which is of this assembly or derives from one that is
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: IInvocationOperation { Instance: IInstanceReferenceOperation } } => true,
        IInvocationOperation { TargetMethod.Name: "GetExecutingAssembly" } => true,
        _ => false,
    };

    internal static bool IsConditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ILoopOperation or ISwitchCaseOperation or ISwitchExpressionOperation or ICatchClauseOperation
                or IConditionalAccessOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
