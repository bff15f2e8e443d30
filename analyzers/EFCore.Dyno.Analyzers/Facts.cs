// What is known of one compilation, shared by all rules and worked out when it is first asked for.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers;

internal sealed class Facts
{
    public Facts(Compilation compilation, WellKnown known, ImmutableArray<AdditionalText> additionalFiles = default)
    {
        Compilation = compilation;
        Known = known;
        Model = new(compilation, known, additionalFiles.IsDefault ? [] : additionalFiles);
        Contexts = new(compilation, known);
        ModelFindings = new(this);
    }

    public Compilation Compilation { get; }

    public WellKnown Known { get; }

    public DynoModel Model { get; }

    public Contexts Contexts { get; }

    public DatabaseCalls DatabaseCalls { get; } = new();

    public ModelFindings ModelFindings { get; }
}
