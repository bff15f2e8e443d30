// How many values a key has, as far as the types and names of its properties tell: a bool has two, an enum its members, text alone one, and all that is
// written on a day has one date. A name such as Category only suggests that there are few. Where one property may have many values, the key has.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

/// <param name="Values">About how many there are, of dates at one time.</param>
/// <param name="IsCertain">Types say it, and they are so few that traffic cannot spread over them.</param>
/// <param name="Why">For a message: "'Status' has 3 values".</param>
/// <param name="IsDates">There are more with time.</param>
internal sealed record Cardinality(int Values, bool IsCertain, string Why, bool IsDates = false)
{
    private const int Few = 20;
    private const int Many = 250;

    /// <summary>Of a key, which may be of several attributes; null where it has, or may have, many values.</summary>
    public static Cardinality? Of(IEnumerable<KeyShape> keys)
    {
        var (values, isCertain, isDates, reasons) = (1L, true, false, new List<string>());
        foreach (var segment in keys.SelectMany(k => k.Segments))
        {
            if (segment.Literal is not null)
            {
                continue;
            }

            if (segment.Property is not { } property || Of(property, segment.Format) is not { } part)
            {
                return null;
            }

            values *= part.Values;
            isCertain &= part.IsCertain;
            isDates |= part.IsDates;
            reasons.Add(part.Why);
            if (values > Many)
            {
                return null;
            }
        }

        return reasons.Count == 0
            ? new Cardinality(1, true, Messages.ConstantKey)
            : new Cardinality((int)values, isCertain && values <= Few, string.Join(", ", reasons), isDates);
    }

    private static Cardinality? Of(PropertyModel property, string? format)
    {
        if (property.BareType is not { } type)
        {
            return null;
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return new(2, true, Messages.BooleanKey(property.Name));
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return OfEnum(property.Name, enumeration);
        }

        if (TimeParts.Of(type, format) is { } unit)
        {
            return unit is TimeUnit.Instant or TimeUnit.Time || PropertyWords.IsFixedDate(property.Name)
                ? null
                : new(1, unit != TimeUnit.Day || PropertyWords.IsTimeOfWriting(property.Name), Messages.DateKey(property.Name, unit.ToString().ToLowerInvariant()), unit != TimeUnit.Part);
        }

        // A formatted number or text would be something else than its name says.
        return format is null
            && type.SpecialType is SpecialType.System_String or SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_UInt32)
            && PropertyWords.ValuesByName(property.Name) is { } few
                ? new(few, false, Messages.KeyNamedAsFew(property.Name))
                : null;
    }

    private static Cardinality? OfEnum(string name, INamedTypeSymbol type)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.ConstantValue).Distinct().Count();
        if (type.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" }))
        {
            members = members < 16 ? 1 << members : int.MaxValue;
        }

        return members is 0 or > Many ? null : new(members, true, Messages.EnumKey(name, members));
    }
}
