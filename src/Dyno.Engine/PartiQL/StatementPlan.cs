// What a statement does: the requests of the other operations that it stands for. Plain values, which print for people and for golden files.
using System.Text;
using Dyno.Expressions;

namespace Dyno.Engine.PartiQL;

internal abstract record StatementPlan(TableState Table)
{
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Print(text);
        return text.ToString();
    }

    protected abstract void Print(StringBuilder text);

    protected static void Line(StringBuilder text, string name, object? value)
    {
        if (value is not null && value.ToString() is { Length: > 0 } shown)
        {
            text.Append("  ").Append(name).Append(": ").Append(shown).Append('\n');
        }
    }
}

// A shape of null is every attribute.
internal abstract record ReadPlan(TableState Table, RowShape? Shape) : StatementPlan(Table);

internal sealed record GetPlan(TableState Table, RowShape? Shape, GetItemRequest Request) : ReadPlan(Table, Shape)
{
    protected override void Print(StringBuilder text)
    {
        text.Append("GetItem ").Append(Request.TableName).Append('\n');
        Line(text, "key", Request.Key);
        Line(text, "columns", Shape);
    }
}

// Queries that follow each other; no item is in two of them.
internal sealed record QueryPlan(TableState Table, RowShape? Shape, IReadOnlyList<QueryRequest> Requests) : ReadPlan(Table, Shape)
{
    protected override void Print(StringBuilder text)
    {
        foreach (var request in Requests)
        {
            text.Append("Query ").Append(request.TableName).Append(request.IndexName is null ? "" : "." + request.IndexName)
                .Append(request.ScanIndexForward ? "" : " backwards").Append('\n');
            Line(text, "key", request.KeyConditionExpression);
            Line(text, "filter", request.FilterExpression);
        }

        Line(text, "columns", Shape);
    }
}

internal sealed record ScanPlan(TableState Table, RowShape? Shape, ScanRequest Request) : ReadPlan(Table, Shape)
{
    protected override void Print(StringBuilder text)
    {
        text.Append("Scan ").Append(Request.TableName).Append(Request.IndexName is null ? "" : "." + Request.IndexName).Append('\n');
        Line(text, "filter", Request.FilterExpression);
        Line(text, "columns", Shape);
    }
}

// A write, or the check of an EXISTS, as the action of a transaction: what a request of its own needs is there too.
internal sealed record WritePlan(TableState Table, TransactWriteItem Action, ReturnValue Returning) : StatementPlan(Table)
{
    public bool IsInsert => Action is TransactPut;

    protected override void Print(StringBuilder text)
    {
        var (verb, key, update) = Action switch
        {
            TransactPut put => ("PutItem", put.Item, default(UpdateExpression)),
            TransactUpdate change => ("UpdateItem", change.Key, change.UpdateExpression),
            TransactDelete delete => ("DeleteItem", delete.Key, null),
            TransactConditionCheck check => ("ConditionCheck", check.Key, null),
            _ => throw new InvalidOperationException(Action.GetType().Name),
        };
        text.Append(verb).Append(' ').Append(Action.TableName).Append('\n');
        Line(text, IsInsert ? "item" : "key", key);
        Line(text, "update", update);
        Line(text, "if", Action.ConditionExpression);
        Line(text, "returns", Returning == ReturnValue.NONE ? null : Returning);
    }
}
