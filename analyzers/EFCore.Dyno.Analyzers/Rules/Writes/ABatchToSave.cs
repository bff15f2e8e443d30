// The ways out of DYNO3001: a loop that saves as many as a transaction takes, where one loop or one AddRange makes all that is saved, or several transactions for one SaveChanges.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal static class ABatchToSave
{
    private const int MaxActions = 100;

    private const string Name = "batch";

    private static readonly HashSet<string> WithRange = new(StringComparer.Ordinal) { "Add", "AddAsync", "Update", "Remove" };

    /// <param name="save">The call of SaveChanges.</param>
    /// <param name="db">The context.</param>
    /// <param name="writes">The calls that add what it saves.</param>
    /// <param name="facts">What is known of the compilation.</param>
    public static Ways For(IInvocationOperation save, IOperation db, IReadOnlyList<IInvocationOperation> writes, Facts facts)
    {
        var ways = new Ways();
        if (save.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !Change.HasRoom(statement))
        {
            return ways;
        }

        if (statement is ExpressionStatementSyntax { Expression: var expression } && expression == save.Awaited().Syntax
            && BatchOf(writes, db, facts) is > 0 and var batch && (InLoop(writes, statement, batch) ?? InChunks(writes, statement, batch)) is { } changes)
        {
            ways.Add(0, Messages.SaveInBatches, changes);
        }

        var behavior = Texts.TypeName(save, "Microsoft.EntityFrameworkCore", "AutoTransactionBehavior");
        return ways.Add(1, Messages.SaveInSeveral, Change.Before(statement, $"{Texts.Of(db)}.Database.AutoTransactionBehavior = {behavior}.Never;"));
    }

    // How often the writes may be repeated for one save. A unique value is an item of its own, and where it changes two.
    private static int BatchOf(IReadOnlyList<IInvocationOperation> writes, IOperation db, Facts facts)
    {
        var actions = 0;
        foreach (var write in writes)
        {
            var constraints = 0;
            for (var entity = EntityOf(write) is { } type ? facts.Model.Find(db.Type, type) : null; entity is not null; entity = entity.Base)
            {
                constraints += entity.Configuration?.UniqueConstraints ?? 0;
            }

            actions += 1 + (write.TargetMethod.Name.StartsWith("Update", StringComparison.Ordinal) ? 2 * constraints : constraints);
        }

        return MaxActions / actions;
    }

    // Of one entity, or of a collection of them.
    private static ITypeSymbol? EntityOf(IInvocationOperation write)
    {
        var type = write.Arguments.FirstOrDefault()?.Value.Unconvert().Type;
        return write.TargetMethod.Name.Contains("Range") ? type is IArrayTypeSymbol array ? array.ElementType : type is INamedTypeSymbol { TypeArguments: [var element] } ? element : null : type;
    }

    // for (var i = 0; i < 500; i++) { db.Add(…); if (i % 100 == 99) { save } }
    private static Change[]? InLoop(IReadOnlyList<IInvocationOperation> writes, StatementSyntax save, int batch)
    {
        var loop = LoopOf(writes[0]) as IForLoopOperation;
        if (loop?.Body.Syntax is not BlockSyntax { Statements: [.., var last] } body || loop.Locals is not [var counter]
            || loop.Before is not [IVariableDeclarationGroupOperation group] || Start(group) is not (0 or 1)
            || writes.Any(w => LoopOf(w) != loop || !IsDirect(w, body) || w.TargetMethod.Name.Contains("Range"))
            || body.Parent!.Parent != save.Parent || IsLeftOrWritten(loop, counter))
        {
            return null;
        }

        var rest = Start(group) == 0 ? batch - 1 : 0;
        return [Change.After(last, Change.Block(last, $"if ({counter.Name} % {batch} == {rest})", save.ToString()))];
    }

    private static int? Start(IVariableDeclarationGroupOperation group) =>
        group.Declarations is [{ Declarators: [var declarator] }] && declarator.GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: int start } ? start : null;

    private static bool IsLeftOrWritten(IForLoopOperation loop, ILocalSymbol counter) =>
        loop.Body.Descendants().Any(o => o is IBranchOperation or IReturnOperation || Locals.Written(o)?.Symbol().IsSame(counter) == true);

    // db.AddRange(seats); save — and foreach (var seat in seats) { db.Add(seat); } save
    private static Change[]? InChunks(IReadOnlyList<IInvocationOperation> writes, StatementSyntax save, int batch)
    {
        if (writes is not [var write] || save.Parent is not BlockSyntax block
            || block.Statements.IndexOf(save) is not (> 0 and var place) || block.Statements[place - 1] is var before && !before.Span.Contains(write.Syntax.Span)
            || write.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments: [var argument] }
            || write.Awaited().Syntax.Parent is not ExpressionStatementSyntax statement)
        {
            return null;
        }

        var (rows, adds) = (argument.Expression, member.Name.ToString());
        if (LoopOf(write) is IForEachLoopOperation { Syntax: ForEachStatementSyntax loop, IsAsynchronous: false } each && loop == before)
        {
            if (!WithRange.Contains(adds) || !(loop.Statement == statement || loop.Statement is BlockSyntax { Statements: [var only] } && only == statement)
                || rows is not IdentifierNameSyntax element || element.Identifier.ValueText != loop.Identifier.ValueText || Change.HasComment(loop))
            {
                return null;
            }

            rows = loop.Expression;
            adds = adds == "AddAsync" ? "AddRangeAsync" : adds + "Range";
        }
        else if (before != statement || !adds.Contains("Range"))
        {
            return null;
        }

        var between = TextSpan.FromBounds(before.Span.End, save.SpanStart);
        if (rows is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            || !Texts.CanCall(write, write.SemanticModel!.GetTypeInfo(rows).Type, "Chunk") || !string.IsNullOrWhiteSpace(save.SyntaxTree.GetText().ToString(between)))
        {
            return null;
        }

        var name = Change.FreeName(save, Name);
        var isAwaited = statement.Expression is AwaitExpressionSyntax;
        var add = $"{(isAwaited ? "await " : "")}{member.Expression}.{adds}({name});";
        var whole = Location.Create(save.SyntaxTree, TextSpan.FromBounds(before.SpanStart, save.Span.End));
        return [new(whole, Change.Block(before, $"foreach (var {name} in {rows}.Chunk({batch}))", add, save.ToString()))];
    }

    private static bool IsDirect(IOperation write, BlockSyntax body) => write.Awaited().Syntax.Parent is ExpressionStatementSyntax { Parent: var parent } && parent == body;

    private static ILoopOperation? LoopOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation loop)
            {
                return loop;
            }
        }

        return null;
    }
}
