// DYNO1014: an index has what is read. One that lacks a single attribute of the query cannot answer it, and the table is scanned instead.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AnIndexHasWhatIsRead : QueryRule
{
    public const string Id = "DYNO1014";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.IndexLacksTitle, Messages.IndexLacks, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.IndexLacksDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (Lacking(query) is var (index, attribute) && index is not null)
        {
            query.Report(Diagnostic.Create(Rule, query.Location, index, attribute is null ? Messages.WholeEntities : $"'{attribute}'", Messages.Table(query.Entity)));
        }
    }

    /// <summary>The index that would answer a query that scans, and the attribute that it lacks, or null for whole entities.</summary>
    public static (string? Index, string? Attribute) Lacking(QueryUse query)
    {
        if (query is not { Plan: { Kind: AccessKind.Scan, ScanAllowed: false, Path.IndexName: null }, Translation.HasUnknownAttributes: false })
        {
            return default;
        }

        var request = query.Translation.Request();
        var keys = new KeyMatcher(request.Predicates);
        foreach (var path in query.Entity.Paths)
        {
            if (path.Attributes is not null && keys.MatchPartition(path) is not null && Implications.Missing(path.Condition, request.Predicates, request.Follows) is null
                && AccessPathPlanner.Lacking(request, path) is { } lacking)
            {
                return (path.IndexName, lacking == AccessPathPlanner.WholeEntities ? null : lacking);
            }
        }

        return default;
    }
}
