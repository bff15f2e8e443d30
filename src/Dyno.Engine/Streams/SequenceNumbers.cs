// Sequence numbers as DynamoDB writes them: decimal digits, here always 21 (the fewest that DynamoDB's own API model allows), so that they sort as text too.
using System.Globalization;

namespace Dyno.Engine.Streams;

internal static class SequenceNumbers
{
    private const char First = '1';
    private const int Digits = 20;

    public static string ToText(ulong number) => First + number.ToString("D20", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out ulong number)
    {
        number = 0;
        return text.Length == 1 + Digits && text[0] == First
            && ulong.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
