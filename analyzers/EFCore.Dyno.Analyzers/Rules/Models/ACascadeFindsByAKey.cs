// DYNO2024: what goes with a deleted principal is found by a Query, where a key or an index of the dependents begins with the foreign key. Else SaveChanges scans,
// which the provider warns of when it happens (CascadeScanWarning).

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ACascadeFindsByAKey : ModelRule
{
    public const string Id = "DYNO2024";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.CascadeTitle, Messages.Whole, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true, Messages.CascadeDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts) => model.Relationships.Where(Scans).Select(Create);

    /// <summary>Whether a deletion looks for dependents, and reads their whole table for it.</summary>
    internal static bool Scans(RelationshipModel relationship) => Looks(relationship) && Plan(relationship) is { Kind: AccessKind.Scan };

    // A key cannot be emptied.
    private static bool Looks(RelationshipModel relationship) => relationship.OnDelete switch
    {
        DeleteBehavior.Cascade => true,
        DeleteBehavior.SetNull => relationship.ForeignKey.Any(p => p is { IsNullable: true, IsKey: false }),
        _ => false,
    };

    // As the provider asks for them: every foreign key is equal to a value, and no more is read than is certain.
    private static QueryPlan? Plan(RelationshipModel relationship)
    {
        var dependent = relationship.Dependent;
        if (relationship.ForeignKey.Any(p => p.IsUncertain))
        {
            return null;
        }

        var predicates = relationship.ForeignKey
            .Select(p => Predicate(new CompareFilter(FilterField.Of(p), FilterOperator.Equal, new ParameterTerm(p.Name)), p))
            .ToList();
        if (Discriminators.Filter(dependent) is { } ofType)
        {
            predicates.Add(Predicate(ofType, dependent.Discriminator!));
        }

        return AccessPathPlanner.Plan(new()
        {
            EntityName = dependent.Type.Name,
            Paths = dependent.Paths,
            Discriminator = dependent.Root.Derived.IsEmpty ? dependent.Discriminator : null,
            Predicates = predicates,
            Attributes = [.. relationship.ForeignKey.Select(p => p.AttributeName)],
        });
    }

    private static PlanPredicate Predicate(FilterNode filter, PropertyModel property) => new(filter, filter.ToString()!) { Attributes = [property.AttributeName] };

    private static Diagnostic Create(RelationshipModel relationship) => Diagnostic.Create(
        Rule, relationship.Location ?? Location.None, additionalLocations: null, AnIndexOfTheForeignKey(relationship), Messages.Cascade(relationship));

    // A property that is no key attribute, or that convention makes, has no index that could be written.
    private static ImmutableDictionary<string, string?> AnIndexOfTheForeignKey(RelationshipModel relationship)
    {
        var name = Messages.IndexOfForeignKey(relationship);
        if (relationship.ForeignKey.Length > 2 || relationship.ForeignKey.Any(p => p is not { Symbol: not null, AttributeType: AttributeType.S or AttributeType.N or AttributeType.B })
            || relationship.Dependent.FindIndex(name) is not null)
        {
            return Remedy.None;
        }

        var keys = string.Join(", ", relationship.ForeignKey.Select(p => $"e => e.{p.Name}"));
        return Remedy.None.Configure(
            Messages.AddIndex(name, string.Join("', '", relationship.ForeignKey.Select(p => p.Name))), relationship.Dependent.Context.Type, relationship.Dependent.Type,
            $"HasGlobalSecondaryIndex(\"{name}\", {keys})");
    }
}
