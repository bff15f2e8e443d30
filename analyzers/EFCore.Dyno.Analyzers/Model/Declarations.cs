// Whether two texts of one file declare the same: whatever is read of other files then has the same meaning. The bodies of methods, and with them the
// statements of a program, declare nothing that another file sees.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EFCore.Dyno.Analyzers.Model;

internal static class Declarations
{
    public static bool AreSame(SyntaxTree one, SyntaxTree other)
    {
        if (one == other)
        {
            return true;
        }

        if (one.FilePath != other.FilePath || !one.Options.Equals(other.Options))
        {
            return false;
        }

        if (one.GetRoot() is not CompilationUnitSyntax before || other.GetRoot() is not CompilationUnitSyntax after
            || !(IsProgram(before) && IsProgram(after)))
        {
            return SyntaxFactory.AreEquivalent(one, other, topLevel: true);
        }

        return AreSame(before.Externs, after.Externs) && AreSame(before.Usings, after.Usings) && AreSame(before.AttributeLists, after.AttributeLists)
            && AreSame(Types(before), Types(after));
    }

    /// <summary>Whether a file says anything that another one sees; attributes of the assembly alone do not.</summary>
    public static bool AreIn(SyntaxTree tree) =>
        tree.GetRoot() is not CompilationUnitSyntax { Members.Count: 0, Externs.Count: 0 } root || root.Usings.Any(u => !u.GlobalKeyword.IsKind(SyntaxKind.None));

    private static bool IsProgram(CompilationUnitSyntax root) => root.Members.Any(m => m is GlobalStatementSyntax);

    private static IReadOnlyList<MemberDeclarationSyntax> Types(CompilationUnitSyntax root) => [.. root.Members.Where(m => m is not GlobalStatementSyntax)];

    private static bool AreSame(IReadOnlyList<SyntaxNode> before, IReadOnlyList<SyntaxNode> after)
    {
        if (before.Count != after.Count)
        {
            return false;
        }

        for (var i = 0; i < before.Count; i++)
        {
            if (!SyntaxFactory.AreEquivalent(before[i], after[i], topLevel: true))
            {
                return false;
            }
        }

        return true;
    }
}
