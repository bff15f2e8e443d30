// DYNO2017: the indexes of a table project at most a hundred attributes by name, counted index by index.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class IndexesProjectAHundredAttributes : ModelRule
{
    public const string Id = "DYNO2017";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ProjectedTitle, Messages.Projected, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.ProjectedDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts)
    {
        foreach (var table in model.Tables)
        {
            // Types that share an index project its attributes together.
            var projected = 0;
            Location? location = null;
            foreach (var index in TableIndexes.Declared(table).Where(i => i.Projection == ProjectionKind.Include).GroupBy(i => i.Name, StringComparer.Ordinal))
            {
                projected += index.SelectMany(i => i.Included.Select(name => AttributeOf(i.DeclaredBy, name))).Distinct(StringComparer.Ordinal).Count();
                location ??= projected > Limits.ProjectedAttributes ? index.Last().Location ?? index.Last().DeclaredBy.Location : null;
            }

            if (location is not null)
            {
                yield return Diagnostic.Create(Rule, location, table.Key, projected, Limits.ProjectedAttributes);
            }
        }
    }

    private static string AttributeOf(EntityModel entity, string name) => entity.Find(name)?.AttributeName ?? entity.FindNavigation(name)?.AttributeName ?? name;
}
