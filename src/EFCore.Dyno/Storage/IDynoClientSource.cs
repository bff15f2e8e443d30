// Where a context's client comes from. Opened on first use; the query executor, the write pipeline and EnsureCreated all ask here.

namespace EFCore.Dyno.Storage;

internal interface IDynoClientSource
{
    IDynoClient Client { get; }

    IDynoTables Tables { get; }
}
