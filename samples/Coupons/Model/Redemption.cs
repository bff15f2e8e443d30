// The record that a user redeemed a coupon.

namespace Coupons.Model;

/// <summary>The record that a user redeemed a coupon.</summary>
public sealed class Redemption
{
    /// <summary>The coupon; the partition key.</summary>
    public required string CouponId { get; set; }

    /// <summary>The user; the sort key.</summary>
    public required string UserId { get; set; }

    /// <summary>When.</summary>
    public DateTime RedeemedAt { get; set; }
}
