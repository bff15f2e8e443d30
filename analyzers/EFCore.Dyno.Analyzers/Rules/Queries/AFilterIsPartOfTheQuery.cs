// DYNO1003: what chooses rows stands before the call that reads them (ToList, AsEnumerable …), so that the store chooses, and not after it.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AFilterIsPartOfTheQuery : OperationRule
{
    public const string Id = "DYNO1003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.FilterAfterReadTitle, Messages.FilterAfterRead, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.FilterAfterReadDescription, Messages.HelpLink(Id));

    private static readonly HashSet<string> Choosing = new(StringComparer.Ordinal)
    {
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "All", "Count", "LongCount", "Take",
        "Find", "FindAll", "FindLast", "Exists", "TrueForAll",
    };

    // What may stand before without a change of which rows they are.
    private static readonly HashSet<string> Before = new(StringComparer.Ordinal)
    {
        "Where", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsQueryable", "AsSplitQuery", "AsSingleQuery", "TagWith", "TagWithCallSite", "Include",
        "ThenInclude", "IgnoreAutoIncludes", "IgnoreQueryFilters", "ConsistentRead", "AllowScan", "WithIndex", "ScanInParallel", "OrderBy", "OrderByDescending", "ThenBy",
        "ThenByDescending", "Order", "OrderDescending",
    };

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.PropertyReference];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var (rows, location, name) = context.Operation switch
        {
            IInvocationOperation call when Choosing.Contains(call.TargetMethod.Name) && IsOnRows(call, facts) && IsPlain(call) =>
                (call.Receiver(), DatabaseCall.NameOf(call), call.TargetMethod.Name),
            IPropertyReferenceOperation { Property.Name: "Count" or "Length" } property when IsListOrArray(property.Property.ContainingType) =>
                (property.Instance, NameOf(property), property.Property.Name),
            _ => (null, null, null),
        };

        if (rows is not null && ReadBy(rows) is { } read && DatabaseCall.Of(read, facts) is { Kind: DatabaseCallKind.Query, Source: { IsPartial: false } source }
            && source.Operators.All(o => Before.Contains(o.TargetMethod.Name)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, location!, [context.Operation.Syntax.GetLocation()], RemedyOf(context.Operation, rows, read, name!), name, read.TargetMethod.Name, source.Entity.Name));
        }
    }

    // db.Coupons.ToList().Where(p) is db.Coupons.Where(p).ToList(), and db.Coupons.ToList().First(p) is db.Coupons.First(p).
    private static ImmutableDictionary<string, string?> RemedyOf(IOperation choice, IOperation rows, IInvocationOperation read, string name)
    {
        if (rows.Unawait() != read || Texts.Before(read) is not { } query || (choice is IInvocationOperation call && Texts.Before(call) is null)
            || name is "Find" or "FindAll" or "FindLast" or "Exists" or "TrueForAll")
        {
            return Remedy.None;
        }

        var isAsync = read.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);
        var arguments = choice is IInvocationOperation choosing ? Texts.Arguments(choosing) : "";
        var text = name switch
        {
            "Where" or "Take" => $"{query}.{name}({arguments}).{read.TargetMethod.Name}({Texts.Arguments(read)})",
            "Length" => $"{query}.Count{(isAsync ? "Async" : "")}()",
            _ => $"{query}.{name}{(isAsync ? "Async" : "")}({arguments})",
        };
        return Remedy.None.Write(Messages.MoveBeforeRead, isAsync ? Texts.Await(text, choice.Syntax) : text);
    }

    /// <summary>The call that reads the rows, directly before or in a variable that is used nowhere else.</summary>
    public static IInvocationOperation? ReadBy(IOperation rows)
    {
        rows = rows.Unawait();
        if (rows is ILocalReferenceOperation local)
        {
            if (local.Declaration() is not IVariableDeclaratorOperation declarator || declarator.GetVariableInitializer()?.Value is not { } value
                || Locals.UsesOf(local.Local, local.Root()).Count() != 1
                || IsRepeated(local, declarator))
            {
                return null;
            }

            rows = value.Unawait();
        }

        return rows is IInvocationOperation { TargetMethod.Name: "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsEnumerable" } read ? read : null;
    }

    // Read once and asked many times: a join in memory.
    private static bool IsRepeated(IOperation use, IOperation declarator) =>
        use.Function() != declarator.Function() || (Repetition.Of(use) is { } loop && !loop.Body.Syntax.Span.Contains(declarator.Syntax.Span));

    private static bool IsOnRows(IInvocationOperation call, Facts facts) =>
        facts.Known.IsEnumerableOperator(call.TargetMethod) || IsListOrArray(call.TargetMethod.ContainingType);

    private static bool IsListOrArray(INamedTypeSymbol type) => type is { Name: "List" or "Array", ContainingNamespace.Name: "Generic" or "System" };

    private static Location NameOf(IPropertyReferenceOperation property) =>
        property.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax member ? member.Name.GetLocation() : property.Syntax.GetLocation();

    // A condition that every provider can translate: comparisons of the entity's own properties with values.
    private static bool IsPlain(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unconvert().Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate }
                && !(argument.Value.AsLambda() is { Symbol.Parameters.Length: 1 } lambda && lambda.Result() is { } body && IsPlain(body, lambda.Symbol.Parameters[0])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(IOperation operation, IParameterSymbol entity)
    {
        operation = operation.Unconvert();
        if (!operation.References(entity))
        {
            return operation is not IAwaitOperation;
        }

        return operation switch
        {
            IBinaryOperation binary => IsPlain(binary.LeftOperand, entity) && IsPlain(binary.RightOperand, entity),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } inverse => IsPlain(inverse.Operand, entity),
            IPropertyReferenceOperation property => IsStored(property.Property) && property.Instance?.Unconvert() is IParameterReferenceOperation,
            IInvocationOperation { TargetMethod.Name: "StartsWith" or "Equals" or "Contains", Instance: { } instance } call when call.Arguments.Length == 1 =>
                IsPlain(instance, entity) && IsPlain(call.Arguments[0].Value, entity),
            _ => false,
        };
    }

    // What is computed by code is not stored.
    private static bool IsStored(IPropertySymbol property) =>
        property.SetMethod is not null && !property.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == WellKnown.NotMappedAttribute);
}
