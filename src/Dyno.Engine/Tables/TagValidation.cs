// Checks resource names and tags, with DynamoDB's messages and in its order.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html#TaggingRestrictions
using System.Globalization;
using System.Text;

namespace Dyno.Engine;

internal static class TagValidation
{
    // The name of the table; DynamoDB refuses what is no resource name at all before it looks at anything else of the request.
    public static void CheckResource(string resourceArn, string operation)
    {
        ArgumentNullException.ThrowIfNull(resourceArn);
        var parts = resourceArn.Split(':', 6);
        var slash = parts.Length == 6 ? parts[5].IndexOf('/', StringComparison.Ordinal) : -1;
        if (slash <= 0 || slash == parts[5].Length - 1 || Array.Exists(parts, string.IsNullOrEmpty))
        {
            throw new AccessDeniedException(Messages.AccessDenied(operation, resourceArn));
        }
    }

    // A remote caller may leave it out; DynamoDB says so only now.
    public static void CheckPresent(object? list, string member)
    {
        if (list is null)
        {
            throw new ValidationException(Messages.NullMember(member));
        }
    }

    public static void CheckTableArn(string resourceArn)
    {
        var parts = resourceArn.Split(':', 6);
        var name = parts[5].StartsWith("table/", StringComparison.Ordinal) ? parts[5]["table/".Length..] : "";
        if (parts[0] != "arn" || parts[1] != "aws" || parts[2] != "dynamodb" || !parts[4].All(char.IsAsciiDigit)
            || name.Length < Limits.NameMinLength || name.Contains('/', StringComparison.Ordinal))
        {
            throw new ValidationException(Messages.InvalidTableArn(resourceArn));
        }
    }

    // The tags of one request. Their number on the table is checked when they are put together.
    public static void Check(IReadOnlyList<Tag> tags)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tags.Count; i++)
        {
            var (key, value) = tags[i];
            if (key.Length == 0)
            {
                throw new ValidationException(Messages.TooShort(key, $"tags.{i + 1}.member.key", 1));
            }

            CheckText(key, $"tags.{i + 1}.member.key", Limits.TagKeyLength);
            CheckText(value, $"tags.{i + 1}.member.value", Limits.TagValueLength);
            if (!keys.Add(key))
            {
                throw new ValidationException(Messages.DuplicateTag(key));
            }
        }
    }

    public static IReadOnlyList<Tag> Sorted(IReadOnlyList<Tag> tags) =>
        tags.Count > Limits.Tags ? throw new ValidationException(Messages.TooManyTags(tags.Count)) : TableSettings.Sorted(tags);

    private static void CheckText(string text, string member, int most)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            if (!IsAllowed(rune))
            {
                throw new ValidationException(Messages.TagPattern(text, member));
            }
        }

        if (length > most)
        {
            throw new ValidationException(Messages.TooLong(text, member, most));
        }
    }

    // Letters, marks of letters, digits and separators of all languages, and a few signs.
    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => rune.Value is '_' or '.' or ':' or '/' or '=' or '+' or '-' or '@',
    };
}
