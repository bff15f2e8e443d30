// Makes the sample's businesses and coupons from a seed: the same seed, the same data.

using Coupons.Geo;
using Coupons.Model;

namespace Coupons.Data;

/// <summary>Makes businesses and coupons from a seed.</summary>
/// <param name="businessCount">How many businesses, spread over the cities.</param>
/// <param name="couponCount">How many coupons, spread over the businesses.</param>
public sealed class CouponGenerator(int businessCount, int couponCount)
{
    private const int Seed = 20_261_121;

    // How far a business lies from its city's centre, in degrees: about 8 km.
    private const double CitySpreadDegrees = 0.07;

    private static readonly string[] Categories = ["bakery", "books", "cafe", "cinema", "flowers", "gym", "hairdresser", "pizza", "spa", "wine"];
    private static readonly string[] Streets = ["Bridge Street", "Canal Street", "Garden Lane", "Harbour Road", "Market Square", "Mill Lane", "Park Avenue", "Station Road"];

    /// <summary>The day on which the sample plays, so that runs can be compared.</summary>
    public static DateTime Today { get; } = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>The id of a business by its number.</summary>
    public static string BusinessId(int number) => $"B{number:D5}";

    /// <summary>The id of a coupon by its number.</summary>
    public static string CouponId(int number) => $"C{number:D7}";

    /// <summary>The city of a business by its number.</summary>
    public static City CityOf(int business) => Cities.All[business % Cities.All.Count];

    /// <summary>All businesses, in the order of their ids.</summary>
    public IEnumerable<Business> Businesses()
    {
        for (var number = 0; number < businessCount; number++)
        {
            var category = Categories[number / Cities.All.Count % Categories.Length];
            yield return new Business
            {
                Id = BusinessId(number),
                Name = $"{char.ToUpperInvariant(category[0])}{category[1..]} No. {number}",
                City = CityOf(number).Name,
                Category = category,
            };
        }
    }

    /// <summary>The coupons from one number up to, but not including, another.</summary>
    public IEnumerable<Coupon> Coupons(int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            yield return Coupon(number);
        }
    }

    /// <summary>How many businesses there are.</summary>
    public int BusinessCount => businessCount;

    /// <summary>How many coupons there are.</summary>
    public int CouponCount => couponCount;

    /// <summary>One coupon; it depends on the seed and its number alone, so that loaders can share the work.</summary>
    public Coupon Coupon(int number)
    {
        var random = new Random(HashCode(number));
        var business = number % businessCount;
        var city = CityOf(business);
        var category = Categories[business / Cities.All.Count % Categories.Length];

        // A business stands where its own number puts it; all of its coupons share the place.
        var placing = new Random(HashCode(-business - 1));
        var point = new GeoPoint(
            city.Center.Latitude + ((placing.NextDouble() - 0.5) * 2 * CitySpreadDegrees),
            city.Center.Longitude + ((placing.NextDouble() - 0.5) * 2 * CitySpreadDegrees));
        var street = $"{Streets[placing.Next(Streets.Length)]} {placing.Next(1, 200)}";

        var discount = 5 * random.Next(1, 11);
        var issued = Today.AddMinutes(-random.Next(60 * 24 * 60));
        return new Coupon
        {
            Id = CouponId(number),
            BusinessId = BusinessId(business),
            Title = $"{discount} % off at the {category}",
            DiscountPercent = discount,
            City = city.Name,
            Cell = Geohash.Cell(point),
            Location = new Place { Street = street, Latitude = Math.Round(point.Latitude, 6), Longitude = Math.Round(point.Longitude, 6) },
            Tags = discount >= 40 ? [category, "hot"] : [category],
            Status = random.Next(10) switch { < 7 => CouponStatus.Open, < 9 => CouponStatus.Redeemed, _ => CouponStatus.Withdrawn },
            IssuedAt = issued,
            ExpiresAt = issued.AddDays(random.Next(61, 120)),
        };
    }

    // A fixed mix, because System.HashCode differs from process to process.
    private static int HashCode(int number) => unchecked((Seed * 397) ^ (int)((uint)number * 2_654_435_761u));
}
