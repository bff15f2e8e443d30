// A point on earth, in degrees, and the distance between two.

namespace Coupons.Geo;

/// <summary>A point on earth.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusKilometres = 6371;

    /// <summary>The length of a degree of latitude.</summary>
    public const double KilometresPerDegree = EarthRadiusKilometres * Math.PI / 180;

    /// <summary>The distance along the great circle (haversine).</summary>
    public double KilometresTo(GeoPoint other)
    {
        var latitude = Math.Sin(Radians(other.Latitude - Latitude) / 2);
        var longitude = Math.Sin(Radians(other.Longitude - Longitude) / 2);
        var a = (latitude * latitude) + (Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * longitude * longitude);
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
