// What one SaveChanges writes: a list of actions on items, each of which carries the entries it came from. A plain value;
// its text is what the log and the tests show.

using System.Text;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal abstract record WriteAction
{
    public required DynoEntityMap Map { get; init; }

    /// <summary>The key attributes of the item.</summary>
    public required Item Key { get; init; }

    public required ConditionExpression Condition { get; init; }

    /// <summary>The entry of the item itself, then those of owned types within it.</summary>
    public required IReadOnlyList<IUpdateEntry> Entries { get; init; }

    public string TableName => Map.Table.Name;
}

internal sealed record PutAction(Item Item) : WriteAction
{
    /// <summary>The item takes the place of one that is deleted in the same save.</summary>
    public bool Replaces { get; init; }

    public override string ToString() => $"Put {TableName} {Item}{WhenText.Of(Condition)}";
}

internal sealed record ItemUpdateAction(UpdateExpression Update) : WriteAction
{
    public override string ToString() => $"Update {TableName} {Key} {Update}{WhenText.Of(Condition)}";
}

/// <summary>An entry that is modified in name only: the store is only asked whether the item is still as it was.</summary>
internal sealed record CheckAction : WriteAction
{
    public override string ToString() => $"Check {TableName} {Key}{WhenText.Of(Condition)}";
}

internal sealed record ItemDeleteAction : WriteAction
{
    public override string ToString() => $"Delete {TableName} {Key}{WhenText.Of(Condition)}";
}

internal static class WhenText
{
    public static string Of(ConditionExpression condition) => $" when {condition}";
}

internal sealed record WritePlan(IReadOnlyList<WriteAction> Actions)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var action in Actions)
        {
            text.Append(action).Append('\n');
        }

        return text.ToString();
    }
}
