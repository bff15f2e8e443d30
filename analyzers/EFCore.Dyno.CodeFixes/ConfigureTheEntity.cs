// Adds a call where an entity type is configured (Remedy.Configuration): at the end of its lambda in OnModelCreating, of its IEntityTypeConfiguration, or
// else of OnModelCreating itself, which is written where the context has none. Text is inserted and nothing is formatted anew.

using System.Collections.Immutable;
using System.Composition;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.CodeFixes;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConfigureTheEntity)), Shared]
internal sealed class ConfigureTheEntity : DynoFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => AllIds;

    // Two diagnostics may ask for one index: it is added once, and the editor then judges again.
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override async Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(Remedy.Configuration, out var call)
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || Resolve(diagnostic, Remedy.Context, compilation) is not { } context
            || Resolve(diagnostic, Remedy.Entity, compilation) is not { } entity)
        {
            return null;
        }

        var solution = document.Project.Solution;
        context = await SymbolFinder.FindSourceDefinitionAsync(context, solution, cancellationToken).ConfigureAwait(false) as INamedTypeSymbol;
        entity = await SymbolFinder.FindSourceDefinitionAsync(entity, solution, cancellationToken).ConfigureAwait(false) as INamedTypeSymbol ?? entity;
        compilation = context is null || solution.GetProject(context.ContainingAssembly, cancellationToken) is not { } project
            ? compilation
            : await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) ?? compilation;
        var place = context is null ? null : FindPlace(compilation, context, entity);
        return place is null
            ? null
            : new Offer(diagnostic.Properties[Remedy.ConfigurationTitle]!, token => AddAsync(solution, place, entity, call!, token));
    }

    private static INamedTypeSymbol? Resolve(Diagnostic diagnostic, string property, Compilation compilation) =>
        diagnostic.Properties.TryGetValue(property, out var id) && id is not null
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol
            : null;

    // The syntax into which the call goes, the best first.
    private static SyntaxNode? FindPlace(Compilation compilation, INamedTypeSymbol context, INamedTypeSymbol entity)
    {
        var methods = new List<MethodDeclarationSyntax>();
        for (var type = context; type is not null; type = type.BaseType)
        {
            methods.AddRange(type.GetMembers("OnModelCreating").SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.GetSyntax()).OfType<MethodDeclarationSyntax>());
        }

        return methods.SelectMany(m => m.DescendantNodes()).FirstOrDefault(n => IsLambdaOf(n, entity, compilation))
            ?? FindConfiguration(context, entity)
            ?? (SyntaxNode?)methods.FirstOrDefault(m => m.Body is not null || m.ExpressionBody is not null)
            ?? context.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<ClassDeclarationSyntax>()
                .FirstOrDefault(c => !c.CloseBraceToken.IsMissing && c.CloseBraceToken.RawKind != 0);
    }

    // Entity<Coupon>(coupon => { … })
    private static bool IsLambdaOf(SyntaxNode node, INamedTypeSymbol entity, Compilation compilation) =>
        node is LambdaExpressionSyntax
        {
            Block: not null,
            Parent: ArgumentSyntax
            {
                Parent: ArgumentListSyntax
                {
                    Parent: InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: "Entity", TypeArgumentList.Arguments: [var type] } },
                    },
                },
            },
        } && SymbolEqualityComparer.Default.Equals(Declaring(type.SyntaxTree, compilation)?.GetSemanticModel(type.SyntaxTree).GetTypeInfo(type).Type, entity);

    // An editor has the source of the projects that are referenced as well.
    private static Compilation? Declaring(SyntaxTree tree, Compilation compilation) =>
        compilation.ContainsSyntaxTree(tree) ? compilation
        : compilation.References.OfType<CompilationReference>().Select(r => r.Compilation).FirstOrDefault(c => c.ContainsSyntaxTree(tree));

    private static MethodDeclarationSyntax? FindConfiguration(INamedTypeSymbol context, INamedTypeSymbol entity)
    {
        var types = new Stack<INamespaceOrTypeSymbol>([context.ContainingAssembly.GlobalNamespace]);
        while (types.Count > 0)
        {
            var next = types.Pop();
            foreach (var member in next.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                types.Push(member);
            }

            if (next is INamedTypeSymbol type && type.AllInterfaces.Any(i => i.Name == "IEntityTypeConfiguration" && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], entity)))
            {
                return type.GetMembers("Configure").SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.GetSyntax()).OfType<MethodDeclarationSyntax>()
                    .FirstOrDefault(m => m.Body is not null || m.ExpressionBody is not null);
            }
        }

        return null;
    }

    private static async Task<Solution> AddAsync(Solution solution, SyntaxNode place, INamedTypeSymbol entity, string call, CancellationToken cancellationToken)
    {
        if (solution.GetDocument(place.SyntaxTree) is not { } document)
        {
            return solution;
        }

        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var name = entity.ToMinimalDisplayString(model!, place.SpanStart);
        var change = place switch
        {
            LambdaExpressionSyntax lambda => IntoBlock(text, lambda.Block!, $"{ParameterOf(lambda)}.{call};"),
            MethodDeclarationSyntax { Identifier.Text: "Configure" } method => IntoMethod(text, method, $"{ParameterOf(method)}.{call};"),
            MethodDeclarationSyntax method => IntoMethod(text, method, $"{ParameterOf(method)}.Entity<{name}>().{call};"),
            ClassDeclarationSyntax type => IntoClass(text, type, $"modelBuilder.Entity<{name}>().{call};"),
            _ => throw new InvalidOperationException(place.Kind().ToString()),
        };
        return document.WithText(text.WithChanges(change)).Project.Solution;
    }

    private static string ParameterOf(SyntaxNode method) => method switch
    {
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters[0].Identifier.Text,
        MethodDeclarationSyntax declaration => declaration.ParameterList.Parameters[0].Identifier.Text,
        _ => throw new InvalidOperationException(method.Kind().ToString()),
    };

    private static TextChange IntoBlock(SourceText text, BlockSyntax block, string statement)
    {
        var close = block.CloseBraceToken.SpanStart;
        var line = text.Lines.GetLineFromPosition(close);
        var indent = IndentOf(text, close);
        if (line.Start + indent.Length < close)
        {
            return new TextChange(new TextSpan(close, 0), statement + " ");
        }

        var inner = block.Statements.Count > 0 ? IndentOf(text, block.Statements.Last().SpanStart) : indent + "    ";
        return new TextChange(new TextSpan(line.Start, 0), inner + statement + Imports.NewLineOf(text));
    }

    private static TextChange IntoMethod(SourceText text, MethodDeclarationSyntax method, string statement)
    {
        if (method.Body is { } body)
        {
            return IntoBlock(text, body, statement);
        }

        var newLine = Imports.NewLineOf(text);
        var indent = IndentOf(text, method.SpanStart);
        var block = $"{newLine}{indent}{{{newLine}{indent}    {method.ExpressionBody!.Expression};{newLine}{indent}    {statement}{newLine}{indent}}}";
        return new TextChange(TextSpan.FromBounds(method.ParameterList.Span.End, method.SemicolonToken.Span.End), block);
    }

    private static TextChange IntoClass(SourceText text, ClassDeclarationSyntax type, string statement)
    {
        var newLine = Imports.NewLineOf(text);
        var indent = IndentOf(text, type.SpanStart);
        var member = string.Join(
            newLine,
            $"{indent}    protected override void OnModelCreating(ModelBuilder modelBuilder)",
            $"{indent}    {{",
            $"{indent}        {statement}",
            $"{indent}    }}",
            "");
        var close = type.CloseBraceToken.SpanStart;
        var line = text.Lines.GetLineFromPosition(close);
        return IndentOf(text, close).Length + line.Start == close
            ? new TextChange(new TextSpan(line.Start, 0), (type.Members.Count > 0 ? newLine : "") + member)
            : new TextChange(new TextSpan(close, 0), newLine + newLine + member + indent);
    }

    private static string IndentOf(SourceText text, int position)
    {
        var line = text.ToString(text.Lines.GetLineFromPosition(position).Span);
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
