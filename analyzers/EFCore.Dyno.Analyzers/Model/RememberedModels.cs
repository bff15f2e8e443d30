// What was read of a project's contexts, kept from one compilation to the next. A key that is pressed makes a new compilation, and most keys change the body of
// one method: then all declarations are as they were, and what was read of files that are the very same holds. Anything else is read anew.
//
// It hangs on the first files of the project, and is gone with them. It holds files and texts, and nothing that belongs to a compilation.

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class RememberedModels
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<RememberedModels?>> Newest = new();

    private readonly string? _project;
    private readonly ImmutableArray<SyntaxTree> _files;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<ReferenceOf> _references;
    private readonly ConcurrentDictionary<string, (RememberedConfiguration? Configuration, IReadOnlyCollection<SyntaxTree> Files)> _contexts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (RememberedConfiguration? Recipe, IReadOnlyCollection<SyntaxTree> Files)> _recipes = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<string>? _names;
    private readonly ConcurrentDictionary<string, IReadOnlyCollection<int>> _filesWithFindings = new(StringComparer.Ordinal);

    private RememberedModels(CSharpCompilation compilation, RememberedModels? before)
    {
        _project = compilation.AssemblyName;
        _files = compilation.SyntaxTrees;
        _options = compilation.Options;
        _references = before?._references ?? [.. compilation.References.Select(r => new ReferenceOf(r))];
        if (before is null)
        {
            return;
        }

        _names = before._names;
        var changed = new HashSet<SyntaxTree>(before._files);
        changed.ExceptWith(_files);
        foreach (var recipe in before._recipes.ToArray())
        {
            if (!changed.Overlaps(recipe.Value.Files))
            {
                _recipes.TryAdd(recipe.Key, recipe.Value);
            }
        }

        foreach (var context in before._contexts.ToArray())
        {
            if (changed.Overlaps(context.Value.Files))
            {
                continue;
            }

            _contexts.TryAdd(context.Key, context.Value);

            // Places within a file may have moved, but not into another one.
            if (before._files.Length == _files.Length && before._filesWithFindings.TryGetValue(context.Key, out var found))
            {
                _filesWithFindings.TryAdd(context.Key, found);
            }
        }
    }

    /// <summary>What is known of a compilation from the one before it; empty where something changed that may mean anything.</summary>
    public static RememberedModels Of(CSharpCompilation compilation)
    {
        var files = compilation.SyntaxTrees;
        var before = files.Take(2).Select(f => Newest.TryGetValue(f, out var box) ? box.Value : null).FirstOrDefault(m => m?._project == compilation.AssemblyName);
        if (before is not null && before._files.SequenceEqual(files) && before.IsOf(compilation))
        {
            return before;
        }

        var models = new RememberedModels(compilation, before is not null && before.IsOf(compilation) && before.DeclaresTheSame(files) ? before : null);
        foreach (var file in files.Take(2))
        {
            Newest.GetOrCreateValue(file).Value = models;
        }

        return models;
    }

    /// <summary>Whether the configuration of a context was read: null where it gave nothing that is certain.</summary>
    public bool TryGet(string context, out RememberedConfiguration? configuration)
    {
        var isKnown = _contexts.TryGetValue(context, out var known);
        configuration = known.Configuration;
        return isKnown;
    }

    public void Keep(string context, RememberedConfiguration? configuration, IReadOnlyCollection<SyntaxTree> files) => _contexts[context] = (configuration, [.. files]);

    /// <summary>Whether a configuration class was read by itself: null where it has to be read in its turn.</summary>
    public bool TryGetRecipe(string name, out RememberedConfiguration? recipe, out IReadOnlyCollection<SyntaxTree> files)
    {
        var isKnown = _recipes.TryGetValue(name, out var known);
        (recipe, files) = (known.Recipe, known.Files ?? []);
        return isKnown;
    }

    public void KeepRecipe(string name, RememberedConfiguration? recipe, IReadOnlyCollection<SyntaxTree> files) => _recipes[name] = (recipe, [.. files]);

    /// <summary>The names of the contexts that the project declares.</summary>
    public IReadOnlyList<string> Contexts(Func<IReadOnlyList<string>> find) => _names ??= find();

    /// <summary>Whether a file may hold something that the rules find in the model of a context.</summary>
    public bool MayHaveFindings(string context, SyntaxTree file) => !_filesWithFindings.TryGetValue(context, out var found) || found.Contains(_files.IndexOf(file));

    public void KeepFindings(string context, IEnumerable<SyntaxTree> files) => _filesWithFindings[context] = new HashSet<int>(files.Select(f => _files.IndexOf(f)));

    private bool IsOf(CSharpCompilation compilation)
    {
        if (!_options.Equals(compilation.Options) && !_options.WithSyntaxTreeOptionsProvider(null).Equals(compilation.Options.WithSyntaxTreeOptionsProvider(null)))
        {
            return false;
        }

        var i = 0;
        foreach (var reference in compilation.References)
        {
            if (i >= _references.Length || !_references[i++].IsTo(reference))
            {
                return false;
            }
        }

        return i == _references.Length;
    }

    private bool DeclaresTheSame(ImmutableArray<SyntaxTree> files)
    {
        // Files that a generator adds to what was written may say something of the assembly alone.
        IReadOnlyList<SyntaxTree> before = _files.Length == files.Length ? _files : [.. _files.Where(Declarations.AreIn)];
        IReadOnlyList<SyntaxTree> after = _files.Length == files.Length ? files : [.. files.Where(Declarations.AreIn)];
        if (before.Count != after.Count)
        {
            return false;
        }

        for (var i = 0; i < before.Count; i++)
        {
            if (!Declarations.AreSame(before[i], after[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Weak: in an editor a reference may be to the compilation of another project.
    private readonly struct ReferenceOf(MetadataReference reference)
    {
        private readonly MetadataReferenceProperties _properties = reference.Properties;
        private readonly WeakReference<object> _target = new(Target(reference));

        public bool IsTo(MetadataReference other) => _target.TryGetTarget(out var target) && target == Target(other) && _properties.Equals(other.Properties);

        private static object Target(MetadataReference reference) => reference is CompilationReference project ? project.Compilation : reference;
    }
}
