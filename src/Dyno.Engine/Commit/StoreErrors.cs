// Gives the store's errors DynamoDB's name. The store's messages name the file and the cure; they are kept.
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal static class StoreErrors
{
    public static InternalServerErrorException Translate(StoreException exception) => new(
        exception is StoreCorruptedException ? Messages.StoreDamaged(exception.Message) : Messages.StoreFailed(exception.Message), exception);

    public static void Commit(Store store, WriteBatch batch)
    {
        try
        {
            store.Commit(batch);
        }
        catch (StoreException exception)
        {
            throw Translate(exception);
        }
    }

    public static void Complete(Store store, WriteBatch batch)
    {
        try
        {
            store.Complete(batch);
        }
        catch (StoreException exception)
        {
            throw Translate(exception);
        }
    }
}
