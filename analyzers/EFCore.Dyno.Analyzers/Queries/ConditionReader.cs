// A condition as the compiler sees it, in the store's language: the counterpart of the provider's FilterTranslator and MethodFilters, and as strict. What the
// provider would test itself gives null. What may become another condition than it looks like (a comparison of entities, a method that EF may be
// taught) makes the reading uncertain, and then nothing is said of the query.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class ConditionReader(RowScope scope, WellKnown known)
{
    public bool IsUncertain { get; private set; }

    /// <summary>The parts of a condition that must all hold.</summary>
    public static IEnumerable<IOperation> Conjuncts(IOperation condition)
    {
        condition = RowScope.Strip(condition);
        return condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
            ? Conjuncts(both.LeftOperand).Concat(Conjuncts(both.RightOperand))
            : [condition];
    }

    public FilterNode? Read(IOperation operation)
    {
        operation = RowScope.Strip(operation);
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } all when IsBoolean(all.Type):
                return Both(all, static (l, r) => new AndFilter(l, r));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } any when IsBoolean(any.Type):
                return Both(any, Filters.Either);
            case IBinaryOperation binary when OperatorOf(binary.OperatorKind) is { } op:
                return Compare(op, binary.LeftOperand, binary.RightOperand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Read(not.Operand) is { } operand ? new NotFilter(operand) : null;
            case ICoalesceOperation { WhenNull.ConstantValue: { HasValue: true, Value: false } } truth:
                return Read(truth.Value);
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } inner }
                when scope.FieldOf(inner) is { } field:
                return new ExistsFilter(field, true);
            case IInvocationOperation call:
                return Call(call);
            case { ConstantValue: { HasValue: true, Value: bool value } }:
                return new ConstantFilter(value);
            case IConditionalOperation or ICoalesceOperation:
                // EF may simplify these.
                IsUncertain |= scope.References(operation);
                return null;
        }

        if (IsBoolean(operation.Type) && scope.FieldOf(operation) is { } flag)
        {
            return new CompareFilter(flag, FilterOperator.Equal, new ConstantTerm(true));
        }

        return null;
    }

    public FilterNode? Compare(FilterOperator op, IOperation left, IOperation right)
    {
        if (Comparison(op, left, right) is { } comparison)
        {
            return comparison;
        }

        var leftField = scope.FieldOf(left);
        var rightField = scope.FieldOf(right);
        if (leftField is not null && rightField is not null)
        {
            return null;
        }

        if (leftField is null && rightField is not null)
        {
            return Compare(Filters.Turn(op), right, left);
        }

        if (leftField is null)
        {
            // Whole entities are compared by their keys, a related one by the foreign key, an object made of properties by these.
            IsUncertain |= IsWhole(left) || IsWhole(right);
            return null;
        }

        if (TermOf(right) is not { } term)
        {
            return null;
        }

        if (term.IsNull)
        {
            return op switch
            {
                FilterOperator.Equal => new ExistsFilter(leftField, false),
                FilterOperator.NotEqual => new ExistsFilter(leftField, true),
                _ => new ConstantFilter(false),
            };
        }

        return op is FilterOperator.Equal or FilterOperator.NotEqual || (leftField.Property is { } property && KeyText.SortsAsValue(property))
            ? new CompareFilter(leftField, op, term)
            : null;
    }

    /// <summary>A value that is the same for every row, or null.</summary>
    public FilterTerm? TermOf(IOperation operation)
    {
        operation = RowScope.Strip(operation);
        if (operation.ConstantValue.HasValue)
        {
            return new ConstantTerm(operation.ConstantValue.Value);
        }

        if (scope.References(operation))
        {
            IsUncertain |= HasQuery(operation);
            return null;
        }

        if (HasQuery(operation))
        {
            // A query inside may give the value that a key is compared with.
            IsUncertain = true;
            return null;
        }

        return operation.DescendantsAndSelf().Any(IsMomentary) ? null : new ParameterTerm(NameOf(operation));
    }

    private FilterNode? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
        {
            return method.Name switch
            {
                "StartsWith" when Text(call) is var (field, prefix) && field is not null => new BeginsWithFilter(field, prefix!),
                "Contains" when Text(call) is var (field, part) && field is not null => new ContainsFilter(field, part!, IsElement: false),
                "IsNullOrEmpty" when scope.FieldOf(call.Arguments[0].Value) is { } field =>
                    new OrFilter(new ExistsFilter(field, false), new CompareFilter(field, FilterOperator.Equal, new ConstantTerm(""))),
                "Equals" => Equality(call),
                _ => null,
            };
        }

        switch (method.Name)
        {
            case "Equals":
                return Equality(call);
            case WellKnown.Contains when !known.IsQueryable(call.Receiver()?.Type) && call.Arguments.Length > 0:
                return ListContains(call);
        }

        // What is given the whole entity may be expanded into a predicate by what EF is extended with.
        foreach (var argument in call.Arguments)
        {
            IsUncertain |= IsWhole(argument.Value);
        }

        IsUncertain |= (call.Instance is { } target && IsWhole(target)) || (!known.IsQueryOperator(method) && HasQuery(call));
        return null;
    }

    private FilterNode? ListContains(IInvocationOperation call)
    {
        var collection = call.Receiver() ?? call.Arguments[0].Value;
        var item = call.Arguments.FirstOrDefault(a => a.Value != collection && a.Parameter?.Name is "item" or "value" or "key")?.Value;
        if (item is null)
        {
            return null;
        }

        collection = Unspan(collection);
        if (scope.FieldOf(collection) is { } list)
        {
            return TermOf(item) is { IsNull: false } term ? new ContainsFilter(list, term, IsElement: true) : null;
        }

        if (scope.References(collection))
        {
            return null;
        }

        if (scope.FieldOf(item) is not { } field)
        {
            IsUncertain |= IsWhole(item);
            return null;
        }

        if (HasQuery(collection))
        {
            IsUncertain = true;
            return null;
        }

        return new InFilter(field, new ParameterTerm(NameOf(collection)));
    }

    // string.Compare(a, b) < 0 and a.CompareTo(b) < 0.
    private FilterNode? Comparison(FilterOperator op, IOperation left, IOperation right)
    {
        if (RowScope.Strip(right).ConstantValue is { HasValue: true, Value: 0 } && RowScope.Strip(left) is IInvocationOperation call)
        {
            return call.TargetMethod switch
            {
                { Name: "Compare" or "CompareOrdinal", ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 2 } =>
                    Compare(op, call.Arguments[0].Value, call.Arguments[1].Value),
                { Name: "CompareTo", Parameters.Length: 1 } when call.Instance is { } instance => Compare(op, instance, call.Arguments[0].Value),
                _ => null,
            };
        }

        return RowScope.Strip(left).ConstantValue is { HasValue: true, Value: 0 } && RowScope.Strip(right) is IInvocationOperation
            ? Comparison(Filters.Turn(op), right, left)
            : null;
    }

    private FilterNode? Equality(IInvocationOperation call) => call switch
    {
        { Instance: { } instance, Arguments: [var other] } => Compare(FilterOperator.Equal, instance, other.Value),
        { Instance: null, Arguments: [var left, var right] } => Compare(FilterOperator.Equal, left.Value, right.Value),
        _ => null,
    };

    private (FilterField? Field, FilterTerm? Term) Text(IInvocationOperation call) =>
        call.Arguments.Length > 0
        && (call.Arguments.Length == 1 || call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: (int)StringComparison.Ordinal })
        && call.Arguments[0].Value.Type?.SpecialType == SpecialType.System_String
        && call.Instance is { } instance
        && scope.FieldOf(instance) is { Property: { HasConversion: false } property } field
        && KeyText.IsText(property)
        && TermOf(call.Arguments[0].Value) is { IsNull: false } term
            ? (field, term)
            : default;

    private FilterNode? Both(IBinaryOperation binary, Func<FilterNode, FilterNode, FilterNode> combine)
    {
        var left = Read(binary.LeftOperand);
        var right = Read(binary.RightOperand);
        return left is not null && right is not null ? combine(left, right) : null;
    }

    private bool IsWhole(IOperation operation)
    {
        operation = RowScope.Strip(operation);
        return scope.ValueOf(operation) switch
        {
            EntityRow or PartRow or MadeRow or RelatedRow => true,
            null => operation is IAnonymousObjectCreationOperation or IObjectCreationOperation or ITupleOperation && scope.References(operation),
            _ => false,
        };
    }

    private bool HasQuery(IOperation operation) => operation.DescendantsAndSelf().Any(o => known.IsQueryable(o.Type));

    // EF works these out for every row and not beforehand.
    private static bool IsMomentary(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Now" or "UtcNow" or "Today", ContainingType: { Name: "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" } } } => true,
        IInvocationOperation { TargetMethod: { Name: "NewGuid", ContainingType: { Name: "Guid", ContainingNamespace.Name: "System" } } } => true,
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } } => true,
        _ => false,
    };

    // An array's Contains binds to one over spans.
    private static IOperation Unspan(IOperation operation)
    {
        operation = RowScope.Strip(operation);
        return operation is IConversionOperation { OperatorMethod.Name: "op_Implicit", Operand: var array } && operation.Type is { Name: "ReadOnlySpan" or "Span" } ? RowScope.Strip(array)
            : operation is IConversionOperation { Operand: var inner, Type.Name: "ReadOnlySpan" or "Span" } ? RowScope.Strip(inner)
            : operation;
    }

    private static string NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => "p",
    };

    private static bool IsBoolean(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean }
            or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] };

    private static FilterOperator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => FilterOperator.Equal,
        BinaryOperatorKind.NotEquals => FilterOperator.NotEqual,
        BinaryOperatorKind.LessThan => FilterOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => FilterOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => FilterOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => FilterOperator.GreaterOrEqual,
        _ => null,
    };
}
