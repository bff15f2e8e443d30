// Variables that hold an entity which the context has read and tracks: from Find or First in the same method, or the variable of a loop over such a query.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

/// <param name="Variable">The local.</param>
/// <param name="Model">What is known of its entity type.</param>
/// <param name="Read">The query or Find that it comes from.</param>
/// <param name="Context">The expression that gives the context.</param>
internal sealed record TrackedEntity(ILocalSymbol Variable, EntityModel Model, IOperation Read, IOperation Context);

internal static class TrackedEntities
{
    private static readonly HashSet<string> OneRow = new(StringComparer.Ordinal) { "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault" };

    /// <summary>What is changed there, where it is certainly tracked, and saved by the same context afterwards in the same method.</summary>
    public static TrackedEntity? SavedAfter(IOperation change, IOperation? instance, Facts facts) =>
        instance?.Unconvert() is ILocalReferenceOperation local && Of(local, facts) is { } entity && IsSaved(change, entity, facts) ? entity : null;

    private static TrackedEntity? Of(ILocalReferenceOperation local, Facts facts)
    {
        IOperation? read;
        switch (local.Declaration())
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer()?.Value is { } value && !Locals.IsWrittenAgain(local):
                read = value is ICoalesceOperation { WhenNull: IThrowOperation or IConversionOperation { Operand: IThrowOperation } } required ? required.Value : value;
                if (read.Unawait() is not IInvocationOperation call || DatabaseCall.Of(call, facts) is not { Kind: DatabaseCallKind.Find or DatabaseCallKind.Query } made
                    || (made.Kind == DatabaseCallKind.Query && !OneRow.Contains(made.Name)))
                {
                    return null;
                }

                return made.Source is null || IsTracking(made.Source) ? Make(local.Local, call, made.Context, made.Entity, facts) : null;
            case IForEachLoopOperation loop:
                read = loop.Collection.Resolve().Unawait();
                if (read is IInvocationOperation { TargetMethod.Name: "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsAsyncEnumerable" or "AsEnumerable" } rows)
                {
                    read = rows.Receiver();
                }

                return QuerySource.Find(read, facts) is { } source && IsTracking(source) ? Make(local.Local, read!, source.Context, source.Entity, facts) : null;
            default:
                return null;
        }
    }

    private static TrackedEntity? Make(ILocalSymbol variable, IOperation read, IOperation? context, ITypeSymbol? entity, Facts facts) =>
        context is not null && entity is not null && SymbolEqualityComparer.Default.Equals(variable.Type.OriginalDefinition, entity)
            && facts.Model.Find(context.Type, entity) is { } model
            ? new TrackedEntity(variable, model, read, context)
            : null;

    private static bool IsTracking(QuerySource source) =>
        !source.IsPartial && !source.Has("AsNoTracking", "AsNoTrackingWithIdentityResolution", "Select", "SelectMany", "Join", "GroupJoin");

    private static bool IsSaved(IOperation change, TrackedEntity entity, Facts facts)
    {
        var isSaved = false;
        foreach (var operation in change.Function().Descendants())
        {
            switch (operation)
            {
                // What is done to the entry, or to the whole tracker, may be that this is not saved.
                case IInvocationOperation { TargetMethod: { Name: "Clear", ContainingType.Name: "ChangeTracker" } }:
                case IPropertyReferenceOperation { Property.Name: "QueryTrackingBehavior" or "AutoDetectChangesEnabled" }:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var given } } argument
                    when argument.Value.Unconvert() is ILocalReferenceOperation handed && handed.Local.IsSame(entity.Variable)
                        && (facts.Known.IsContext(given.ContainingType) || facts.Known.IsDbSet(given.ContainingType)):
                    return false;
                case IInvocationOperation { TargetMethod.Name: "SaveChanges" or "SaveChangesAsync" } save
                    when save.Syntax.SpanStart > change.Syntax.SpanStart && DatabaseCall.Of(save, facts) is { Kind: DatabaseCallKind.Save } made
                        && made.Context.Symbol().IsSame(entity.Context.Symbol()):
                    isSaved = true;
                    break;
            }
        }

        return isSaved;
    }
}
