// The attributes of the item that a query's lambdas read: the counterpart of the provider's AttributeCollector.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class ReadAttributes(RowScope scope)
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => [.. _names];

    /// <summary>Whole entities are made, or what is read cannot be told.</summary>
    public bool IsWhole { get; private set; }

    public void Read(IOperation operation)
    {
        operation = RowScope.Strip(operation);
        switch (scope.ValueOf(operation))
        {
            case FieldRow field:
                _names.Add(field.Field.Path.Root);
                break;
            case PartRow part:
                _names.Add(part.Path.Root);
                break;
            case EntityRow or RelatedRow:
                IsWhole = true;
                break;
            case MadeRow made:
                foreach (var member in made.Members.Values)
                {
                    Read(member);
                }

                break;
            default:
                foreach (var child in operation.ChildOperations)
                {
                    Read(child);
                }

                break;
        }
    }
}
