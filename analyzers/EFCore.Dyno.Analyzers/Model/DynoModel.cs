// What is known of the models of a compilation's contexts. A context is read when the first query over it is judged, once, by
// whichever thread comes first; the reading touches the context's own files only. A context of a referenced project is read from the project's source where an
// editor has it, else from the text that the project's assembly carries; and *.dynomodel.json additional files tell what source does not show.

using System.Collections.Concurrent;
using System.Collections.Immutable;
using EFCore.Dyno.Design;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class DynoModel(Compilation compilation, WellKnown known, ImmutableArray<AdditionalText> additionalFiles)
{
    public const string FileEnding = ".dynomodel.json";

    private readonly Lazy<RememberedModels> _remembered = new(() => RememberedModels.Of((CSharpCompilation)compilation));
    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<ContextModel>> _contexts = new(SymbolEqualityComparer.Default);
    private readonly bool _hasFiles = additionalFiles.Any(f => IsModel(f));
    private readonly Lazy<IReadOnlyList<ContextDescription>> _described = new(() => Descriptions(additionalFiles));

    /// <summary>The entity type's table, or null where it is not known for certain.</summary>
    public EntityModel? Find(ITypeSymbol? context, ITypeSymbol entity)
    {
        if (context is not INamedTypeSymbol type || entity is not INamedTypeSymbol named)
        {
            return null;
        }

        return Of(type).Find(named);
    }

    /// <summary>The models of the contexts that this compilation declares.</summary>
    public IEnumerable<ContextModel> Contexts() => _remembered.Value.Contexts(Declared).Select(Context).OfType<ContextModel>();

    /// <summary>The names of the contexts that the rules may find something wrong with in a file.</summary>
    public IReadOnlyList<string> ContextsOf(SyntaxTree file) =>
        [.. _remembered.Value.Contexts(Declared).Where(c => _hasFiles || _remembered.Value.MayHaveFindings(c, file))];

    /// <summary>The model of a context that this compilation declares.</summary>
    public ContextModel? Context(string name) => compilation.Assembly.GetTypeByMetadataName(name) is { } type ? Of(type) : null;

    /// <summary>Keeps in mind in which files the rules found something wrong with a context.</summary>
    public void KeepFindings(ContextModel context, IEnumerable<SyntaxTree> files) => _remembered.Value.KeepFindings(ModelDescriber.NameOf(context.Type), files);

    /// <summary>The model of a context, of this compilation or of one that it references.</summary>
    public ContextModel Of(INamedTypeSymbol context) => _contexts.GetOrAdd(context, t => new Lazy<ContextModel>(() => Read(t))).Value;

    private IReadOnlyList<string> Declared() =>
        [.. ContextModel.Types(compilation.Assembly.GlobalNamespace).Where(t => !t.IsAbstract && !t.IsGenericType && known.IsContext(t)).Select(ModelDescriber.NameOf)];

    private ContextModel Read(INamedTypeSymbol context)
    {
        var isOurs = SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, compilation.Assembly);
        var model = isOurs ? ContextModel.Read(context, compilation, known, _remembered.Value) : new ContextModel(context);
        var name = ModelDescriber.NameOf(context);
        if (_described.Value.FirstOrDefault(d => d.Type == name) is { } told)
        {
            DescribedModel.Complete(model, told, compilation);
        }

        if (!isOurs && (InSource(context.ContainingAssembly, name) ?? InMetadata(context.ContainingAssembly, name)) is { } description)
        {
            DescribedModel.Complete(model, description, compilation);
        }

        return model;
    }

    private ContextDescription? InSource(IAssemblySymbol assembly, string context)
    {
        if ((compilation.GetMetadataReference(assembly) as CompilationReference)?.Compilation is { Language: LanguageNames.CSharp } other
            && other.Assembly.GetTypeByMetadataName(context) is { } type && WellKnown.In(other) is { } names)
        {
            var model = ContextModel.Read(type, other, names);
            return model.IsKnown ? ModelDescriber.Describe(model) : null;
        }

        return null;
    }

    private static ContextDescription? InMetadata(IAssemblySymbol assembly, string context)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "AssemblyMetadataAttribute" && attribute.Text(0) == ModelText.MetadataKey
                && attribute.Text(1) is { } text && ModelText.Read(text) is { } description && description.Type == context)
            {
                return description;
            }
        }

        return null;
    }

    private static IReadOnlyList<ContextDescription> Descriptions(ImmutableArray<AdditionalText> files) =>
        [.. files
            .Where(IsModel)
            .Select(f => f.GetText()?.ToString() is { } text ? ModelText.Read(text) : null)
            .OfType<ContextDescription>()];

    private static bool IsModel(AdditionalText file) => file.Path.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase);
}
