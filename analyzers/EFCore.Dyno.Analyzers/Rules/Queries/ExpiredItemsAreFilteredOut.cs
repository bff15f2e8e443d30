// DYNO1020: expired items are filtered out. DynamoDB deletes an item within days after its time; until then every read still finds it.

using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ExpiredItemsAreFilteredOut : QueryRule
{
    public const string Id = "DYNO1020";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ExpiredVisibleTitle, Messages.ExpiredVisible, Categories.Correctness, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.ExpiredVisibleDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Entity.TimeToLive is { } expiry && query.Plan is not null && query.Query.Terminal is not ("ExecuteDelete" or "ExecuteUpdate")
            && !query.Translation.AllowsScan && !MentionedProperties.Of(query.Translation).Contains(expiry))
        {
            var ways = AConditionOnExpiry.For(query, expiry);
            query.Report(Diagnostic.Create(Rule, query.Location, ways.Places, ways.Properties, query.Entity.Type.Name, expiry.Name));
        }
    }
}
