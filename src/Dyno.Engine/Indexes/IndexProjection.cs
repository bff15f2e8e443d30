// What of an item stands in an index entry. The names to project are sorted as the item's are: one walk finds them all.
namespace Dyno.Engine.Indexes;

internal static class IndexProjection
{
    public static Item Project(IndexState index, in Item item)
    {
        if (index.ProjectsAll)
        {
            return item;
        }

        var writer = ItemWriter.Rent();
        try
        {
            var reader = item.GetReader();
            foreach (var name in index.ProjectedNames)
            {
                if (reader.TryFind(name, out var value))
                {
                    writer.WriteEncoded(name, value.Raw);
                }
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }
}
