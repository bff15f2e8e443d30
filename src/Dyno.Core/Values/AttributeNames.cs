// What DynamoDB asks of an attribute's name: not empty, and no longer than 65,535 bytes.

using System.Text;

namespace Dyno;

internal static class AttributeNames
{
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        CheckLength(name.Length > Limits.AttributeNameBytes / 3 ? Encoding.UTF8.GetByteCount(name) : name.Length);
    }

    public static void CheckLength(int utf8Length)
    {
        if (utf8Length == 0)
        {
            throw new ValidationException(ValueMessages.EmptyAttributeName);
        }

        if (utf8Length > Limits.AttributeNameBytes)
        {
            throw new ValidationException(ValueMessages.AttributeNameTooLong);
        }
    }
}
