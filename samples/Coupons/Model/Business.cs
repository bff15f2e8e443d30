// A registered local business.

namespace Coupons.Model;

/// <summary>A registered local business.</summary>
public sealed class Business
{
    /// <summary>Its id, such as <c>B00042</c>.</summary>
    public required string Id { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>The city it is in.</summary>
    public required string City { get; set; }

    /// <summary>What it offers.</summary>
    public required string Category { get; set; }

    /// <summary>How many of its coupons were redeemed.</summary>
    public int Redemptions { get; set; }

    /// <summary>Changes with every write, so that no count is lost.</summary>
    public long Version { get; set; }
}
