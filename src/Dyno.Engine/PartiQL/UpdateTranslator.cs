// Turns the SET and REMOVE clauses of an UPDATE into the update that UpdateItem makes.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class UpdateTranslator(StatementValues values)
{
    public UpdateExpression Translate(IReadOnlyList<UpdateClause> clauses) => new([.. clauses.Select(Action)]);

    private UpdateAction Action(UpdateClause clause) => clause.Value switch
    {
        null => new RemoveAction(clause.Path),
        CallExpression { Name: "set_add" } call => new AddAction(clause.Path, SetOf(clause.Path, call, "SET_ADD")),
        CallExpression { Name: "set_delete" } call => new DeleteAction(clause.Path, SetOf(clause.Path, call, "SET_DELETE")),
        _ => new SetAction(clause.Path, Value(clause.Value)),
    };

    // a = set_add(a, set): both must be the same path, because it is an action and no value.
    private EncodedValue SetOf(DocumentPath path, CallExpression call, string name)
    {
        if (call.Arguments.Count != 2)
        {
            throw new ValidationException(Messages.SetArguments(name, call.Span));
        }

        if (call.Arguments[0] is not PathExpression target || !target.Path.Equals(path))
        {
            throw new ValidationException(Messages.SetTarget(name, call.Span));
        }

        return values.IsValue(call.Arguments[1]) && values.Of(call.Arguments[1]) is var set && set.Type.IsSet()
            ? set
            : throw new ValidationException(Messages.SetOperand(name, target.Span));
    }

    private SetValue Value(PartiQLExpression expression)
    {
        switch (expression)
        {
            case PathExpression path:
                return new SetOperand(new PathOperand(path.Path));
            case ArithmeticExpression sum:
                var (left, right) = (Value(sum.Left), Value(sum.Right));
                CheckNumber(sum, left);
                CheckNumber(sum, right);
                return sum.IsMinus ? new Minus(left, right) : new Plus(left, right);
            case CallExpression { Name: "list_append" } call:
                if (call.Arguments.Count != 2)
                {
                    throw new ValidationException(ExpressionMessages.OperandCount("list_append", call.Arguments.Count));
                }

                return new ListAppend(List(call.Arguments[0]), List(call.Arguments[1]));
            case CallExpression call:
                throw new ValidationException(Messages.UnrecognizedFunction(call.Name, call.Span));
            default:
                return values.IsValue(expression)
                    ? new SetOperand(new ValueOperand(values.Of(expression)))
                    : throw new ValidationException(Messages.UnsupportedAssignment(expression.Span));
        }
    }

    private SetValue List(PartiQLExpression expression)
    {
        var list = Value(expression);
        return list is SetOperand { Operand: ValueOperand { Value.Type: not AttributeType.L and var type } }
            ? throw new ValidationException(ExpressionMessages.OperandType("list_append", type))
            : list;
    }

    private static void CheckNumber(ArithmeticExpression sum, SetValue operand)
    {
        if (operand is SetOperand { Operand: ValueOperand { Value.Type: not AttributeType.N and var type } })
        {
            throw new ValidationException(ExpressionMessages.OperandType(sum.IsMinus ? "-" : "+", type));
        }
    }
}
