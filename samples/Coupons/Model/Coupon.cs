// A coupon of a business, and its state.

using Coupons.Geo;

namespace Coupons.Model;

/// <summary>The state of a coupon.</summary>
public enum CouponStatus
{
    /// <summary>Can be redeemed.</summary>
    Open,

    /// <summary>Was redeemed.</summary>
    Redeemed,

    /// <summary>Was withdrawn by the business.</summary>
    Withdrawn,
}

/// <summary>A coupon of a business, for one redemption.</summary>
public sealed class Coupon
{
    /// <summary>Its id, such as <c>C0000042</c>.</summary>
    public required string Id { get; set; }

    /// <summary>The business that offers it.</summary>
    public required string BusinessId { get; set; }

    /// <summary>What the customer reads.</summary>
    public required string Title { get; set; }

    /// <summary>The discount in percent.</summary>
    public int DiscountPercent { get; set; }

    /// <summary>The city it is valid in.</summary>
    public required string City { get; set; }

    /// <summary>The geohash cell of <see cref="Location"/>; the key of the index <c>ByCell</c>.</summary>
    public required string Cell { get; set; }

    /// <summary>Where it is valid.</summary>
    public required Place Location { get; set; }

    /// <summary>Words to search by.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Its state.</summary>
    public CouponStatus Status { get; set; }

    /// <summary>When it was offered.</summary>
    public DateTime IssuedAt { get; set; }

    /// <summary>When it ends.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>Changes with every write, so that a coupon is redeemed once.</summary>
    public long Version { get; set; }
}

/// <summary>Where a coupon is valid; a map inside the coupon's item.</summary>
public sealed class Place
{
    /// <summary>The street.</summary>
    public required string Street { get; set; }

    /// <summary>Degrees north.</summary>
    public double Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    public double Longitude { get; set; }

    /// <summary>The place as a point.</summary>
    public GeoPoint ToPoint() => new(Latitude, Longitude);
}
