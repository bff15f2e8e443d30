// DYNO1012: a key is compared as it is stored. What a method makes of it (ToLower, EndsWith, Substring) is known to no index: the items have to be read.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AKeyIsComparedAsItIsStored : QueryRule
{
    public const string Id = "DYNO1012";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeyIsComputedTitle, Messages.KeyIsComputed, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.KeyIsComputedDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is not { Kind: AccessKind.Scan or AccessKind.Query, ScanAllowed: false } plan)
        {
            return;
        }

        // In a partition the items are ordered by its sort key; of the rest of the table every key would have served.
        var keys = plan.Kind == AccessKind.Query
            ? plan.Path.SortKeys.SelectMany(k => k.Properties)
            : query.Entity.Paths.SelectMany(p => p.PartitionKeys).SelectMany(k => k.Properties);
        var properties = new HashSet<PropertyModel>(keys);
        foreach (var condition in query.Filters())
        {
            if (condition is { Operation: { } operation, Filter: null or ContainsFilter } && KeyCall(query, operation, properties) is var (call, property) && call is not null)
            {
                query.Report(Diagnostic.Create(Rule, query.At(call), property!.Name, call.TargetMethod.Name));
            }
        }
    }

    private static (IInvocationOperation? Call, PropertyModel? Property) KeyCall(QueryUse query, IOperation condition, HashSet<PropertyModel> keys)
    {
        foreach (var part in condition.DescendantsAndSelf())
        {
            if (part is IInvocationOperation { Instance: { } instance, TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call
                && call.TargetMethod.Name is not ("StartsWith" or "CompareTo" or "Equals")
                && query.Translation.FieldOf(instance) is { Property: { } property } && keys.Contains(property))
            {
                return (call, property);
            }
        }

        return default;
    }
}
