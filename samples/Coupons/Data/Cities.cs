// Fifty cities with the coordinates of their centres, in degrees.

using Coupons.Geo;

namespace Coupons.Data;

/// <summary>A city.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Center">Its centre.</param>
public sealed record City(string Name, GeoPoint Center);

/// <summary>The cities of the sample.</summary>
public static class Cities
{
    /// <summary>All fifty.</summary>
    public static IReadOnlyList<City> All { get; } =
    [
        Of("Amsterdam", 52.3676, 4.9041), Of("Athens", 37.9838, 23.7275), Of("Atlanta", 33.7490, -84.3880), Of("Auckland", -36.8509, 174.7645),
        Of("Bangkok", 13.7563, 100.5018), Of("Barcelona", 41.3874, 2.1686), Of("Beijing", 39.9042, 116.4074), Of("Berlin", 52.5200, 13.4050),
        Of("Bogota", 4.7110, -74.0721), Of("Boston", 42.3601, -71.0589), Of("Brussels", 50.8503, 4.3517), Of("Budapest", 47.4979, 19.0402),
        Of("Buenos Aires", -34.6037, -58.3816), Of("Cairo", 30.0444, 31.2357), Of("Cape Town", -33.9249, 18.4241), Of("Chicago", 41.8781, -87.6298),
        Of("Copenhagen", 55.6761, 12.5683), Of("Delhi", 28.6139, 77.2090), Of("Dubai", 25.2048, 55.2708), Of("Dublin", 53.3498, -6.2603),
        Of("Helsinki", 60.1699, 24.9384), Of("Hong Kong", 22.3193, 114.1694), Of("Istanbul", 41.0082, 28.9784), Of("Jakarta", -6.2088, 106.8456),
        Of("Johannesburg", -26.2041, 28.0473), Of("Lagos", 6.5244, 3.3792), Of("Lima", -12.0464, -77.0428), Of("Lisbon", 38.7223, -9.1393),
        Of("London", 51.5072, -0.1276), Of("Los Angeles", 34.0522, -118.2437), Of("Madrid", 40.4168, -3.7038), Of("Melbourne", -37.8136, 144.9631),
        Of("Mexico City", 19.4326, -99.1332), Of("Milan", 45.4642, 9.1900), Of("Montreal", 45.5019, -73.5674), Of("Mumbai", 19.0760, 72.8777),
        Of("Nairobi", -1.2921, 36.8219), Of("New York", 40.7128, -74.0060), Of("Oslo", 59.9139, 10.7522), Of("Paris", 48.8566, 2.3522),
        Of("Prague", 50.0755, 14.4378), Of("Rome", 41.9028, 12.4964), Of("San Francisco", 37.7749, -122.4194), Of("Santiago", -33.4489, -70.6693),
        Of("Sao Paulo", -23.5505, -46.6333), Of("Seoul", 37.5665, 126.9780), Of("Singapore", 1.3521, 103.8198), Of("Stockholm", 59.3293, 18.0686),
        Of("Sydney", -33.8688, 151.2093), Of("Tokyo", 35.6762, 139.6503),
    ];

    private static City Of(string name, double latitude, double longitude) => new(name, new GeoPoint(latitude, longitude));
}
