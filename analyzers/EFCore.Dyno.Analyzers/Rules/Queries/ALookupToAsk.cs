// The way out of DYNO1016 for queries: one query before the loop for the keys of all elements, and a lookup by the key within it. Nothing is offered where the loop
// itself may change what a query finds, or where the query is more than conditions with one equality that differs.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ALookupToAsk
{
    /// <summary>Operators that leave it open which rows are asked for, and the rows whole.</summary>
    public static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "Where", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "Include", "ThenInclude", "IgnoreAutoIncludes",
        "IgnoreQueryFilters", "ConsistentRead", "AllowScan", "WithIndex", "TagWith", "TagWithCallSite", "AsQueryable",
    };

    private readonly Repetition _loop;
    private readonly ForEachStatementSyntax _each;

    // What is asked for each element, with the call that runs it, and the declaration of the variable that holds it, if it has one.
    private readonly IOperation _asked;
    private IOperation _query;
    private LocalDeclarationStatementSyntax? _alias;

    // order.CustomerId == customer.Id
    private IPropertyReferenceOperation _property = null!;
    private IOperation _key = null!;
    private SyntaxNode _equality = null!;

    private ALookupToAsk(Repetition loop, ForEachStatementSyntax each, IOperation asked, IOperation query) => (_loop, _each, _asked, _query) = (loop, each, asked, query);

    /// <param name="loop">Goes through the elements.</param>
    /// <param name="query">The query, without the call that runs it.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="run">Runs it: ToList or ToArray; null for a foreach over the query.</param>
    public static Ways For(Repetition loop, IOperation query, QuerySource source, IInvocationOperation? run)
    {
        var asked = run is null ? query : run.Awaited();
        if (loop.Operation is not IForEachLoopOperation { IsAsynchronous: false, Syntax: ForEachStatementSyntax each } || !Change.HasRoom(each)
            || Repetition.Of(query)?.Operation != loop.Operation
            || (run is not null && (asked is IAwaitOperation) != run.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal))
            || source.IsPartial || !source.Operators.All(o => Plain.Contains(o.TargetMethod.Name)))
        {
            return new Ways();
        }

        var lookup = new ALookupToAsk(loop, each, asked, query);
        return lookup.FollowAlias() && lookup.FindEquality() && lookup.IsTheSameBeforeTheLoop(run) ? lookup.Write(run) : new Ways();
    }

    // var own = db.Orders.Where(…); for this one use.
    private bool FollowAlias()
    {
        if (_query.Unconvert() is not ILocalReferenceOperation local || !_loop.Declares(local.Local))
        {
            return true;
        }

        if (local.Declaration() is not IVariableDeclaratorOperation { Syntax: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } statement } } declarator
            || declarator.GetVariableInitializer()?.Value is not { } value || !Change.HasRoom(statement) || Locals.UsesOf(local.Local, local.Root()).Count() != 1)
        {
            return false;
        }

        (_query, _alias) = (value, statement);
        return true;
    }

    private bool FindEquality()
    {
        foreach (var operation in _query.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality && LambdaOf(equality) is { } lambda)
            {
                foreach (var (left, right) in new[] { (equality.LeftOperand, equality.RightOperand), (equality.RightOperand, equality.LeftOperand) })
                {
                    if (left.Unconvert() is IPropertyReferenceOperation { Instance: { } row } property && row.Unconvert() is IParameterReferenceOperation parameter
                        && parameter.Parameter.IsSame(lambda.Symbol.Parameters[0]) && _loop.Varies(right) && KeyText(right) is not null
                        && IsComparable(property.Type) && SymbolEqualityComparer.Default.Equals(property.Type, right.Unconvert().Type))
                    {
                        (_property, _key, _equality) = (property, right, equality.Syntax);
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // The lambda of a Where whose every row satisfies the comparison.
    private static IAnonymousFunctionOperation? LambdaOf(IOperation comparison)
    {
        var parent = comparison.Parent;
        while (parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } or IConversionOperation or IReturnOperation or IBlockOperation)
        {
            parent = parent.Parent;
        }

        if (parent is not IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 } lambda)
        {
            return null;
        }

        parent = lambda.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: WellKnown.Where } } ? lambda : null;
    }

    private static bool IsComparable(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) } or { TypeKind: TypeKind.Enum }
            or { Name: nameof(Guid), ContainingNamespace.Name: "System" };

    // The element, or what the element has: customer.Id.
    private string? KeyText(IOperation key)
    {
        var resolved = key.Resolve();
        var root = resolved;
        while (root is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } property)
        {
            if (_loop.Body.Descendants().Any(o => Locals.Written(o) is IPropertyReferenceOperation written && written.Property.IsSame(property.Property)))
            {
                return null;
            }

            root = instance.Unconvert();
        }

        return root is ILocalReferenceOperation element && _loop.Elements.Contains(element.Local, SymbolEqualityComparer.Default) ? resolved.Syntax.ToString() : null;
    }

    // The rest of the query, and how it is run, knows nothing of the loop, and the loop writes nothing that a query finds.
    private bool IsTheSameBeforeTheLoop(IInvocationOperation? run)
    {
        var rest = _query.DescendantsAndSelf().Concat(run?.Arguments.Where(a => a.Value.Unconvert() != _query.Unconvert() && a.Parameter?.Ordinal > 0).SelectMany(a => a.DescendantsAndSelf()) ?? []);
        var symbols = rest.Where(o => !_key.Syntax.Span.Contains(o.Syntax.Span)).Select(o => o.Symbol())
            .Where(s => s is ILocalSymbol or IParameterSymbol or IFieldSymbol).ToImmutableHashSet<ISymbol?>(SymbolEqualityComparer.Default);
        return !symbols.Any(_loop.Declares) && !symbols.Overlaps(_loop.Elements)
            && !_loop.Body.Descendants().Any(o => (Locals.Written(o)?.Symbol() is { } written && symbols.Contains(written))
                || (o is IInvocationOperation call && WellKnown.WithoutAsync(call.TargetMethod.Name) is "SaveChanges" or "ExecuteUpdate" or "ExecuteDelete" or "Clear" or "Reload"));
    }

    private Ways Write(IInvocationOperation? run)
    {
        var ways = new Ways();
        var (elements, hoisted) = Elements();
        if (elements is null || !Texts.CanCall(_loop.Operation, _loop.Collection!.Type, "Select"))
        {
            return ways;
        }

        var path = KeyText(_key)!;
        var element = _each.Identifier.ValueText;
        var keys = path == element ? elements : $"{elements}.Select({element} => {path})";
        var column = _property.Syntax.ToString();
        var rows = Change.FreeName(_each, "by" + _property.Property.Name);
        var query = Texts.Whole(_query);
        var asked = Replaced(query, _asked is IAwaitOperation ? _asked.Syntax : query, $"{keys}.Contains({column})");
        var parameter = _property.Instance!.Syntax.ToString();
        var made = $"var {rows} = {(_asked is IAwaitOperation || query is QueryExpressionSyntax ? $"({asked})" : asked)}.ToLookup({parameter} => {column});";
        var read = $"{rows}[{_key.Syntax}]{(run is null ? "" : $".{WellKnown.WithoutAsync(run.TargetMethod.Name)}()")}";

        var changes = new List<Change> { Change.Before(_each, hoisted is null ? made : hoisted + Change.Separator(_each) + made), Change.Of(run is null ? Texts.Whole(_asked) : _asked.Syntax, read) };
        if (hoisted is not null)
        {
            changes.Add(Change.Of(_each.Expression, elements));
        }

        if (_alias is not null)
        {
            changes.Add(Change.Without(_alias));
        }

        return ways.Add(0, Messages.AskOnce, changes);
    }

    // What is gone through, which is asked twice then: a variable, or one that is made for it.
    private (string? Elements, string? Hoisted) Elements()
    {
        var type = _loop.Collection!.Type;
        if (type is not IArrayTypeSymbol && type?.AllInterfaces.Any(i => i.Name is "ICollection" or "IReadOnlyCollection") != true)
        {
            return default;
        }

        if (_each.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            return (_each.Expression.ToString(), null);
        }

        var name = Change.FreeName(_each, _each.Identifier.ValueText.Length > 1 ? _each.Identifier.ValueText + "s" : "elements");
        return (name, $"var {name} = {_each.Expression};");
    }

    // The query in one piece, with another condition in place of the equality.
    private string Replaced(SyntaxNode query, SyntaxNode written, string condition)
    {
        var start = query.SpanStart;
        var text = query.ToString();
        var span = new TextSpan(_equality.SpanStart - start, _equality.Span.Length);
        text = text.Substring(0, span.Start) + condition + text.Substring(span.End);
        if (written == query)
        {
            return text;
        }

        // await own.ToListAsync(token), or the query itself.
        var inside = _alias is null ? query : written.DescendantNodes().OfType<IdentifierNameSyntax>().First(n => n.Identifier.ValueText == _alias.Declaration.Variables[0].Identifier.ValueText);
        var around = written.ToString();
        var at = new TextSpan(inside.SpanStart - written.SpanStart, inside.Span.Length);
        return around.Substring(0, at.Start) + text + around.Substring(at.End);
    }
}
