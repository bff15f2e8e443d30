// The root of a query that begins with a PartiQL statement: context.Set<T>().FromPartiQL(…). EF makes a parameter of its arguments, so that
// the same statement with other values is the same compiled query.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class PartiQLQueryRoot : EntityQueryRootExpression
{
    public PartiQLQueryRoot(IAsyncQueryProvider queryProvider, IEntityType entityType, string statement, Expression arguments)
        : base(queryProvider, entityType)
    {
        Statement = statement;
        Arguments = arguments;
    }

    private PartiQLQueryRoot(IEntityType entityType, string statement, Expression arguments)
        : base(entityType)
    {
        Statement = statement;
        Arguments = arguments;
    }

    // With a ? for each argument.
    public string Statement { get; }

    // An array of objects.
    public Expression Arguments { get; }

    public override Expression DetachQueryProvider() => new PartiQLQueryRoot(EntityType, Statement, Arguments);

    public override EntityQueryRootExpression UpdateEntityType(IEntityType entityType) => new PartiQLQueryRoot(entityType, Statement, Arguments);

    public override bool Equals(object? obj) =>
        obj is PartiQLQueryRoot other
        && (ReferenceEquals(this, other)
            || (base.Equals(other) && Statement == other.Statement && ExpressionEqualityComparer.Instance.Equals(Arguments, other.Arguments)));

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Statement, ExpressionEqualityComparer.Instance.GetHashCode(Arguments));

    protected override Expression VisitChildren(ExpressionVisitor visitor) =>
        visitor.Visit(Arguments) is var arguments && arguments != Arguments ? new PartiQLQueryRoot(EntityType, Statement, arguments) : this;

    protected override void Print(ExpressionPrinter expressionPrinter)
    {
        base.Print(expressionPrinter);
        expressionPrinter.Append($".FromPartiQL(\"{Statement}\", ");
        expressionPrinter.Visit(Arguments);
        expressionPrinter.Append(")");
    }
}
