// Evaluates the right side of SET on the item as it was.

namespace Dyno.Expressions;

internal static class SetEvaluator
{
    public static EncodedValue Evaluate(SetValue value, Item item) => value switch
    {
        SetOperand { Operand: ValueOperand operand } => operand.Value,
        SetOperand { Operand: PathOperand path } => Find(path.Path, item) ?? throw new ValidationException(ExpressionMessages.MissingOperand),
        IfNotExists otherwise => Find(otherwise.Path, item) ?? Evaluate(otherwise.Otherwise, item),
        ListAppend append => Append(Evaluate(append.First, item), Evaluate(append.Second, item)),
        Plus plus => EncodedValue.FromNumber(DynoNumber.Add(Number(plus.Left, item), Number(plus.Right, item))),
        Minus minus => EncodedValue.FromNumber(DynoNumber.Subtract(Number(minus.Left, item), Number(minus.Right, item))),
        _ => throw new ValidationException(ExpressionMessages.WrongOperand),
    };

    private static EncodedValue? Find(DocumentPath path, Item item) =>
        path.TryFind(item, out var found) ? EncodedValue.Copy(found) : default(EncodedValue?);

    private static DynoNumber Number(SetValue operand, Item item)
    {
        var value = Evaluate(operand, item);
        return value.Type == AttributeType.N ? value.Read().GetNumber() : throw new ValidationException(ExpressionMessages.WrongOperand);
    }

    private static EncodedValue Append(EncodedValue first, EncodedValue second)
    {
        if (first.Type != AttributeType.L || second.Type != AttributeType.L)
        {
            throw new ValidationException(ExpressionMessages.WrongOperand);
        }

        var writer = new ItemWriter();
        writer.StartList("v"u8);
        foreach (var list in new[] { first, second })
        {
            for (var reader = list.Read().GetList(); reader.Read();)
            {
                writer.WriteEncoded([], reader.Value.Raw);
            }
        }

        writer.EndList();
        return writer.ToValue();
    }
}
