// Geohash cells: a point on earth as a short text whose prefix names the cell it lies in, so that "near" becomes a
// handful of partition keys. https://en.wikipedia.org/wiki/Geohash

namespace Coupons.Geo;

/// <summary>Encodes points as geohash cells and finds the cells around a point.</summary>
public static class Geohash
{
    private const string Alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

    /// <summary>Five characters: a cell of about 4.9 by 4.9 km at the equator, narrower towards the poles.</summary>
    public const int CellLength = 5;

    // 25 bits, the first of them longitude's: 13 for the longitude, 12 for the latitude.
    private const int LongitudeBits = 13;
    private const int LatitudeBits = 12;

    /// <summary>The cell that a point lies in.</summary>
    public static string Cell(GeoPoint point)
    {
        var (column, row) = Grid(point);
        return Name(column, row);
    }

    /// <summary>The cell of the point and every cell that a circle around it touches.</summary>
    public static IReadOnlyList<string> CellsWithin(GeoPoint center, double radiusKilometres)
    {
        var latitudeReach = radiusKilometres / GeoPoint.KilometresPerDegree;
        var longitudeReach = latitudeReach / Math.Max(0.01, Math.Cos(center.Latitude * Math.PI / 180));
        var (left, bottom) = Grid(new GeoPoint(center.Latitude - latitudeReach, center.Longitude - longitudeReach));
        var (right, top) = Grid(new GeoPoint(center.Latitude + latitudeReach, center.Longitude + longitudeReach));

        var cells = new List<string>();
        for (var row = bottom; row <= top; row++)
        {
            for (var column = left; column <= right; column++)
            {
                cells.Add(Name(column, row));
            }
        }

        return cells;
    }

    private static (int Column, int Row) Grid(GeoPoint point) => (
        (int)Math.Clamp((point.Longitude + 180) / 360 * (1 << LongitudeBits), 0, (1 << LongitudeBits) - 1),
        (int)Math.Clamp((point.Latitude + 90) / 180 * (1 << LatitudeBits), 0, (1 << LatitudeBits) - 1));

    // Bits alternate, longitude first, and five of them make a character.
    private static string Name(int column, int row) => string.Create(CellLength, (column, row), static (text, cell) =>
    {
        var (c, r) = (LongitudeBits - 1, LatitudeBits - 1);
        var longitude = true;
        for (var i = 0; i < text.Length; i++)
        {
            var five = 0;
            for (var bit = 0; bit < 5; bit++, longitude = !longitude)
            {
                five = (five << 1) | (longitude ? (cell.column >> c--) & 1 : (cell.row >> r--) & 1);
            }

            text[i] = Alphabet[five];
        }
    });
}
