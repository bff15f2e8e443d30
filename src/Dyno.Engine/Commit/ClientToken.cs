// A client request token of a transaction, with the fingerprint of the request that it stands for.
namespace Dyno.Engine.Commit;

internal sealed record ClientToken(string Text, byte[] Fingerprint)
{
    // Its key in the family `meta`.
    public byte[] Key { get; } = MetaKeys.Token(Text);
}
