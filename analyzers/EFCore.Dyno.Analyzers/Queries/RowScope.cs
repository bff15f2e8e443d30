// What the parameters of a query's lambdas stand for, and so what an expression over them reads. Every lambda has parameters of its own, so one
// scope serves the whole query.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class RowScope(WellKnown known)
{
    private readonly Dictionary<IParameterSymbol, RowValue> _rows = new(SymbolEqualityComparer.Default);

    public void Add(IParameterSymbol parameter, RowValue value) => _rows[parameter] = value;

    /// <summary>Null for what is no row, nor a part of one.</summary>
    public RowValue? ValueOf(IOperation operation)
    {
        operation = Strip(operation);
        switch (operation)
        {
            case IParameterReferenceOperation reference:
                return _rows.TryGetValue(reference.Parameter, out var row) ? row : null;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                return ValueOf(instance) is { } owner ? Member(owner, property) : null;
            case IFieldReferenceOperation { Instance: { } instance } field:
                return ValueOf(instance) is MadeRow made && made.Members.TryGetValue(field.Field.Name, out var element) ? ValueOf(element) ?? OpaqueRow.Instance
                    : ValueOf(instance) is null ? null : OpaqueRow.Instance;
            case IInvocationOperation call when known.IsEfProperty(call.TargetMethod):
                return call.At(0) is { } entity && ValueOf(entity) is EntityRow holder && call.At(1).Text() is { } name && holder.Find(name) is { } found
                    ? new FieldRow(FilterField.Of(found))
                    : OpaqueRow.Instance;
            default:
                return null;
        }
    }

    /// <summary>The stored attribute that an expression reads, beneath conversions that change nothing of its value.</summary>
    public FilterField? FieldOf(IOperation operation) => ValueOf(operation) is FieldRow row ? row.Field : null;

    /// <summary>What a projection makes of a row.</summary>
    public RowValue Project(IOperation body)
    {
        body = Strip(body);
        return body switch
        {
            IAnonymousObjectCreationOperation made => new MadeRow(Members(made.Initializers)),
            IObjectCreationOperation { Initializer: { } initializer } => new MadeRow(Members(initializer.Initializers)),
            _ => ValueOf(body) ?? OpaqueRow.Instance,
        };
    }

    public bool References(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IParameterReferenceOperation reference && _rows.ContainsKey(reference.Parameter))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes away parentheses and the conversions that the provider's own translation sees through: widening integers, enums, nullables, references.</summary>
    public static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion when Keeps(conversion.Operand.Type, conversion.Type):
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    // What is read after this is what the member of a row's value stands for.
    private RowValue Member(RowValue holder, IPropertyReferenceOperation property)
    {
        var symbol = property.Property;
        switch (holder)
        {
            case EntityRow row:
                if (row.Find(symbol.Name) is { } found)
                {
                    return new FieldRow(FilterField.Of(found));
                }

                return row.Entity.FindNavigation(symbol.Name) is { } navigation
                    ? navigation is { IsEmbedded: true, IsCollection: false } ? new PartRow(new(navigation.AttributeName, navigation.AttributeName)) : new RelatedRow()
                    : OpaqueRow.Instance;
            case PartRow { Path: var path }:
                var inner = new FieldPath(path.Root, $"{path.Text}.{symbol.Name}");
                return IsScalar(symbol.Type)
                    ? new FieldRow(new(inner, Nested(symbol), IsKeyCandidate: false))
                    : new PartRow(inner);
            case FieldRow field when symbol is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                return field;
            case MadeRow made when made.Members.TryGetValue(symbol.Name, out var member):
                return ValueOf(member) ?? OpaqueRow.Instance;
            case RelatedRow:
                return holder;
            default:
                return OpaqueRow.Instance;
        }
    }

    private static PropertyModel Nested(IPropertySymbol symbol) => new(symbol.Name, symbol.Type)
    {
        IsNullable = symbol.Type.IsReferenceType || symbol.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        AttributeType = symbol.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double ? AttributeType.N : AttributeType.S,
        Symbol = symbol,
    };

    private static bool IsScalar(ITypeSymbol type) =>
        type.SpecialType is not SpecialType.None and not SpecialType.System_Object
        || type.TypeKind == TypeKind.Enum
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static Dictionary<string, IOperation> Members(IEnumerable<IOperation> initializers)
    {
        var members = new Dictionary<string, IOperation>(StringComparer.Ordinal);
        foreach (var initializer in initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                members[target.Property.Name] = assignment.Value;
            }
        }

        return members;
    }

    private static bool Keeps(ITypeSymbol? from, ITypeSymbol? to)
    {
        if (from is null || to is null)
        {
            return false;
        }

        (from, to) = (Bare(from), Bare(to));
        return SymbolEqualityComparer.Default.Equals(from, to)
            || to.SpecialType == SpecialType.System_Object || from.SpecialType == SpecialType.System_Object
            || (from.IsReferenceType && to.IsReferenceType)
            || from.TypeKind == TypeKind.TypeParameter
            || (Width(from) is var width && width > 0 && Width(to) >= width);
    }

    private static ITypeSymbol Bare(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number } ? number : type;
    }

    private static int Width(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => 8,
        SpecialType.System_Decimal => 16,
        _ => 0,
    };
}
