// What the fluent configuration says of one relationship: HasOne or HasMany, and what follows. It is completed by conventions in Relationships.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

/// <summary>EF Core's own, by its numbers.</summary>
internal enum DeleteBehavior
{
    ClientSetNull,
    Restrict,
    SetNull,
    Cascade,
    ClientCascade,
    NoAction,
    ClientNoAction,
}

/// <param name="Type">Whose builder began it.</param>
/// <param name="Navigation">The member of the type that leads to the other; null for none.</param>
/// <param name="IsCollection">Begun by HasMany.</param>
/// <param name="Other">The type at the other end.</param>
/// <param name="Location">The name of the call.</param>
internal sealed record RelationshipConfiguration(INamedTypeSymbol Type, string? Navigation, bool IsCollection, INamedTypeSymbol Other, Location Location)
{
    /// <summary>Something was said that is not understood, or the other end is not named.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The member of the other type that leads back.</summary>
    public string? Inverse { get; set; }

    /// <summary>By WithMany or WithOne; null as long as neither was said.</summary>
    public bool? IsInverseCollection { get; set; }

    public IReadOnlyList<string>? ForeignKey { get; set; }

    /// <summary>What <c>HasForeignKey&lt;T&gt;</c> of a one-to-one relationship says.</summary>
    public INamedTypeSymbol? Dependent { get; set; }

    /// <summary>The dependents name another key of the principal than its own.</summary>
    public bool HasPrincipalKey { get; set; }

    public bool? IsRequired { get; set; }

    public DeleteBehavior? OnDelete { get; set; }
}
