// Lists the paths in a condition.

namespace Dyno.Expressions;

internal static class PathCollector
{
    public static IEnumerable<DocumentPath> Collect(ConditionNode node) => node switch
    {
        AndNode n => Collect(n.Left).Concat(Collect(n.Right)),
        OrNode n => Collect(n.Left).Concat(Collect(n.Right)),
        NotNode n => Collect(n.Operand),
        ComparisonNode n => Of(n.Left, n.Right),
        BetweenNode n => Of(n.Operand, n.Low, n.High),
        InNode n => Of([n.Operand, .. n.List]),
        AttributeExistsNode n => [n.Path],
        AttributeNotExistsNode n => [n.Path],
        AttributeTypeNode n => [n.Path],
        BeginsWithNode n => Of(n.Operand, n.Prefix),
        ContainsNode n => Of(n.Operand, n.Part),
        _ => [],
    };

    private static IEnumerable<DocumentPath> Of(params Operand[] operands)
    {
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case PathOperand path:
                    yield return path.Path;
                    break;
                case SizeOperand size:
                    yield return size.Path;
                    break;
            }
        }
    }
}
