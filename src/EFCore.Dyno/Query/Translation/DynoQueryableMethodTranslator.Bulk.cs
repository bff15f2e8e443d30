// ExecuteUpdate and ExecuteDelete: which item of the row is written, and with what.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed partial class DynoQueryableMethodTranslator
{
    protected override Expression? TranslateExecuteDelete(ShapedQueryExpression source)
    {
        if (RowBinder.ShaperOf(source.ShaperExpression) is not { StructuralType: var type, ValueBufferExpression: DynoSource item })
        {
            return Refused(QueryMessages.DeleteOfNoEntity());
        }

        var isElement = item is { IsElement: true, Slot: not null };
        if (BulkSetters.ItemOf(item) is not { } target || (item.Embedded is not null && !isElement))
        {
            return Refused(QueryMessages.DeleteOfEmbedded(type.DisplayName()));
        }

        return IsWritable(target, nameof(EntityFrameworkQueryableExtensions.ExecuteDelete))
            ? new BulkWriteExpression(new(ShapedQueries.SelectOf(source), target, [], isElement ? item : null))
            : null;
    }

    protected override Expression? TranslateExecuteUpdate(ShapedQueryExpression source, IReadOnlyList<ExecuteUpdateSetter> setters)
    {
        var shaper = IncludePruner.Prune(source.ShaperExpression);
        var translator = new BulkSetters(_rows);
        var translated = new List<BulkSetter>(setters.Count);
        DynoSource? item = null;
        foreach (var setter in setters)
        {
            var value = setter.ValueExpression is LambdaExpression lambda ? OfRow(lambda, shaper) : setter.ValueExpression;
            var selected = OfRow(setter.PropertySelector, shaper);
            if (translator.Translate(selected, value) is not { } found || BulkSetters.ItemOf(found.Holder) is not { } target)
            {
                return Refused(QueryMessages.NotSettable(ExpressionPrinter.Print(setter.PropertySelector)));
            }

            if (item is not null && item.Slot != target.Slot)
            {
                return Refused(QueryMessages.SetsSeveralItems(translated[0].Member.Name, found.Member.Name));
            }

            item ??= target;
            translated.Add(found);
        }

        return IsWritable(item!, nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate))
            ? new BulkWriteExpression(new(ShapedQueries.SelectOf(source), item!, [.. translated]))
            : null;
    }

    // EF joins what a setter's navigations lead to as it comes to them: a lambda that it came to before is of the row without what was joined since, its outer part.
    private static Expression OfRow(LambdaExpression lambda, Expression shaper)
    {
        while (shaper.Type != lambda.Parameters[0].Type && shaper is NewExpression { Arguments: [var outer, _] })
        {
            shaper = outer;
        }

        return ReplacingExpressionVisitor.Replace(lambda.Parameters[0], shaper, lambda.Body);
    }

    private bool IsWritable(DynoSource item, string operation)
    {
        if (item.Map is DynoEntityMap { IsKeyless: false })
        {
            return true;
        }

        Refused(QueryMessages.BulkWithoutKey(operation, item.Map.Type.DisplayName()));
        return false;
    }

    private Expression? Refused(string details)
    {
        AddTranslationErrorDetails(details);
        return null;
    }
}
