// Binds bodies of methods that stand in other files than what is judged, and keeps in mind which files it looked into: what was read stays true as long as
// these are as they were.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class Bodies(Compilation compilation)
{
    private readonly HashSet<SyntaxTree> _files = [];

    /// <summary>The files that were looked into.</summary>
    public IReadOnlyCollection<SyntaxTree> Files => _files;

    /// <summary>What is taken over was read of these.</summary>
    public void Add(IEnumerable<SyntaxTree> files) => _files.UnionWith(files);

    /// <summary>The operation of each declaration of a method; none of what is written in another project, whose source an editor has as well.</summary>
    public IEnumerable<IOperation> Of(ISymbol method)
    {
        if (!method.IsWrittenIn(compilation))
        {
            yield break;
        }

        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (Of(reference.GetSyntax()) is { } body)
            {
                yield return body;
            }
        }
    }

    /// <summary>The operation of a piece of this compilation's source.</summary>
    public IOperation? Of(SyntaxNode syntax)
    {
        _files.Add(syntax.SyntaxTree);
#pragma warning disable RS1030 // The model lies in other files than the query that is judged; it is bound once, and kept for the compilations that follow.
        return compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
#pragma warning restore RS1030
    }
}
