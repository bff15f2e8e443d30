// The list of pending changes: what is found as the newest state of a key, in whatever order callers take their changes out.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Tests;

public class KeyStripeTests
{
    private static readonly TableState Table = new(new TableRecord
    {
        Id = 1,
        TableName = "things",
        TableId = "id",
        CreationDateTime = default,
        AttributeDefinitions = [new("pk", AttributeType.S)],
        PartitionKey = "pk",
        Indexes = [],
    });

    [Fact]
    public void Newest_change_of_a_key_is_found()
    {
        var stripe = new KeyStripe(0);
        var (first, other, second) = (Change(1), Change(2), Change(1));
        stripe.Add(first);
        stripe.Add(other);
        stripe.Add(second);
        Assert.Same(second, stripe.Find([1]));
        Assert.Same(other, stripe.Find([2]));
        Assert.Null(stripe.Find([3]));
    }

    // The newer commit's caller may wake first: the older change is durable then too, and must not come back as the newest.
    [Fact]
    public void Older_changes_of_a_key_go_with_a_newer_one()
    {
        var stripe = new KeyStripe(0);
        var (first, other, second, third) = (Change(1), Change(2), Change(1), Change(1));
        stripe.Add(first);
        stripe.Add(other);
        stripe.Add(second);
        stripe.Add(third);
        stripe.Remove(second);
        Assert.Same(third, stripe.Find([1]));
        stripe.Remove(third);
        Assert.Null(stripe.Find([1]));
        stripe.Remove(first);
        Assert.Same(other, stripe.Find([2]));
        stripe.Remove(other);
        Assert.Null(stripe.Find([2]));
    }

    private static ItemChange Change(byte key) => new(Table, [key]);
}
