// ListTables: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
namespace Dyno.Engine.Operations;

internal sealed class ListTablesOperation(EngineContext context)
{
    public ListTablesResult Execute(ListTablesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = request.Limit ?? Limits.ListTablesPage;
        if (limit < 1)
        {
            throw new ValidationException(Messages.TooSmall(limit, "limit", 1));
        }

        if (limit > Limits.ListTablesPage)
        {
            throw new ValidationException(Messages.TooBig(limit, "limit", Limits.ListTablesPage));
        }

        var start = request.ExclusiveStartTableName;
        if (start is not null)
        {
            TableValidation.CheckIndexName(start, "exclusiveStartTableName");
        }

        var page = new List<string>();
        foreach (var name in context.Catalog.Names())
        {
            if (start is not null && string.CompareOrdinal(name, start) <= 0)
            {
                continue;
            }

            if (page.Count == limit)
            {
                return new ListTablesResult { TableNames = page, LastEvaluatedTableName = page[^1] };
            }

            page.Add(name);
        }

        return new ListTablesResult { TableNames = page };
    }
}
