// Changes a request's bytes without knowing what they mean.

using System.Text;

namespace Dyno.Server.Tests.Fuzz;

internal static class ByteMutator
{
    private static readonly byte[][] Pieces =
    [
        .. ((string[])["\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "\\ud800", "null", "1e999", "-", "\"\":", "{\"S\":", "\u0000", "\ufeff", "//", "NaN"]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ];

    public static byte[] Mutate(byte[] body, Random random)
    {
        var bytes = new List<byte>(body);
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(8)));
                    break;
                case 2 when at < bytes.Count:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(64))));
                    break;
                case 3 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4 when random.Next(20) == 0:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"("[random.Next(4)], random.Next(3000)));
                    break;
                default:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
