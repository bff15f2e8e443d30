// The condition of an entry that is only to be checked: that its tokens are as they were loaded, or without tokens all its properties.

using Dyno.Expressions;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class Checks
{
    public static ConditionExpression Of(EntityWrites writes, IUpdateEntry entry)
    {
        if (writes.Tokens.Length > 0 || EntryMarks.Find(entry) is not { IsCheck: true })
        {
            return writes.Unchanged(entry);
        }

        ConditionNode? all = null;
        foreach (var token in TokenPath.AllOf(writes.Map))
        {
            if (entry.CanHaveOriginalValue(token.Property.Property))
            {
                var node = token.IsAsLoaded(entry);
                all = all is null ? node : new AndNode(all, node);
            }
        }

        return writes.Unchanged(entry, all);
    }
}
