// The way out of DYNO3005: the entity is removed, and a copy with the new key is added. Nothing is offered where a copy would lack something (navigations, properties
// that are not the class's own), or where the entity is used on in a place that does not see the copy.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal static class ACopyToAdd
{
    private const string Name = "copy";

    /// <param name="change">The key is given another value.</param>
    /// <param name="instance">The entity as it is written there.</param>
    /// <param name="entity">What is known of it.</param>
    public static Ways For(IOperation change, IOperation instance, TrackedEntity entity)
    {
        var ways = new Ways();
        if (change.Syntax.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement
            || !IsWhole(entity.Model) || IsDeclaredOutside(entity.Variable, statement)
            || LaterUses(change, entity.Variable, block) is not { } later
            || IsSecond(change, entity.Variable, statement, entity.Model))
        {
            return ways;
        }

        var written = instance.Syntax.Parent is PostfixUnaryExpressionSyntax { OperatorToken.ValueText: "!" } certain ? certain : instance.Syntax;
        var (db, old, copy) = (Texts.Of(entity.Context), written.ToString(), Change.FreeName(statement, Name));
        var separator = Change.Separator(statement);
        var type = entity.Variable.Type.WithNullableAnnotation(NullableAnnotation.None)
            .ToMinimalDisplayString(change.SemanticModel!, statement.SpanStart);
        return ways.Add(
            0,
            Messages.AddACopy,
            [
                Change.Before(statement, $"var {copy} = ({type}){db}.Entry({old}).CurrentValues.ToObject();"),
                Change.Of(written, copy),
                Change.After(statement, $"{db}.Remove({old});{separator}{db}.Add({copy});"),
                .. later.Select(u => new Change(u, copy)),
            ]);
    }

    // CurrentValues.ToObject() copies what the class has of the entity's own properties.
    private static bool IsWhole(EntityModel model) =>
        model.Navigations.Count == 0 && model.Base is null && model.Derived.IsEmpty && model.Properties.All(p => p.Symbol is { SetMethod: not null } || p == model.Discriminator)
        && !model.Type.IsAbstract;

    // Read before a loop and changed within it: there would be a copy for each iteration.
    private static bool IsDeclaredOutside(ILocalSymbol variable, StatementSyntax change)
    {
        var declared = variable.DeclaringSyntaxReferences[0].GetSyntax();
        return change.Ancestors().TakeWhile(a => !a.Span.Contains(declared.Span)).Any(a => a is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax);
    }

    // What is used behind the change means the copy: all of it must stand in the block that has the copy.
    private static List<Location>? LaterUses(IOperation change, ILocalSymbol variable, BlockSyntax block)
    {
        var later = Locals.UsesOf(variable, change.Root()).Where(u => u.Syntax.SpanStart >= change.Syntax.Span.End).ToList();
        return later.All(u => block.Span.Contains(u.Syntax.Span)) ? [.. later.Select(u => u.Syntax.GetLocation())] : null;
    }

    // Of several changes the first is the one to begin with: what follows is then done to the copy.
    private static bool IsSecond(IOperation change, ILocalSymbol variable, StatementSyntax statement, EntityModel model) =>
        change.Function().Descendants().Any(o => o.Syntax.Span.End <= statement.SpanStart
            && Locals.Written(o) is IPropertyReferenceOperation { Instance: { } instance, Property.Name: var name }
            && instance.Unconvert().Symbol().IsSame(variable) && model.EfKey.Any(p => p.Name == name));
}
