// Checks the constraints of a request whose types are right. DynamoDB reports up to ten at once, in the order of the members.

using System.Text.Json;

namespace Dyno.Server.Shapes;

internal readonly struct ConstraintChecker
{
    private const int MostErrors = 10;

    private readonly List<string> _errors = [];

    public ConstraintChecker()
    {
    }

    public static void Check(JsonElement request, StructShape shape)
    {
        foreach (var member in shape.Members)
        {
            CheckRequired(request, member);
        }

        if (!shape.HasConstraints || Satisfies(request, shape))
        {
            return;
        }

        // Something is wrong: walk again to say what, and where.
        var checker = new ConstraintChecker();
        checker.CheckMembers(request, shape, "");
        throw new ValidationException(Messages.ConstraintErrors(checker._errors));
    }

    private static void CheckRequired(JsonElement request, Member member)
    {
        if (!member.IsRequired && !member.IsTableName)
        {
            return;
        }

        var value = MemberOf(request, member);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new ValidationException(Messages.ParameterRequired(member.Name));
        }

        if (member.IsTableName && value.GetString()! is { Length: < Limits.NameMinLength or > Limits.NameMaxLength } name && !OrTableArnConstraint.IsArn(name))
        {
            throw new ValidationException(Messages.TableNameLength(member.Name));
        }
    }

    // The fast way, without paths and messages.
    private static bool Satisfies(JsonElement value, StructShape shape)
    {
        foreach (var member in shape.Members)
        {
            if (member.IsConstrained && !Satisfies(MemberOf(value, member), member.Shape, member.Constraints))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Satisfies(JsonElement value, Shape shape, Constraint[] constraints)
    {
        var absent = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        foreach (var constraint in constraints)
        {
            if (absent ? constraint is NotNullConstraint : !constraint.Holds(value))
            {
                return false;
            }
        }

        if (absent || !shape.HasConstraints)
        {
            return true;
        }

        switch (shape)
        {
            case StructShape structure:
                return Satisfies(value, structure);
            case ListShape list:
                foreach (var element in value.EnumerateArray())
                {
                    if (!Satisfies(element, list.Element, list.ElementConstraints))
                    {
                        return false;
                    }
                }

                return true;
            case MapShape map:
                foreach (var entry in value.EnumerateObject())
                {
                    if (!Satisfies(entry.Value, map.Value, []))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private void CheckMembers(JsonElement value, StructShape shape, string path)
    {
        foreach (var member in shape.Members)
        {
            Check(MemberOf(value, member), member.Shape, member.Constraints, path + member.PathName);
        }
    }

    // What is inside speaks after what it is in.
    private void Check(JsonElement value, Shape shape, Constraint[] constraints, string path)
    {
        var absent = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        foreach (var constraint in constraints)
        {
            if (_errors.Count < MostErrors && (absent ? constraint is NotNullConstraint : !constraint.Holds(value)))
            {
                _errors.Add(Messages.Constraint(ValuePrinter.Print(value, shape), path, constraint.Message));
            }
        }

        if (absent)
        {
            return;
        }

        switch (shape)
        {
            case StructShape structure:
                CheckMembers(value, structure, path + ".");
                break;
            case ListShape list:
                var number = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Check(element, list.Element, list.ElementConstraints, $"{path}.{++number}.member");
                }

                break;
            case MapShape map:
                foreach (var entry in value.EnumerateObject())
                {
                    Check(entry.Value, map.Value, [], $"{path}.{entry.Name}.member");
                }

                break;
        }
    }

    private static JsonElement MemberOf(JsonElement value, Member member) =>
        value.TryGetProperty(member.Utf8Name, out var found) && found.ValueKind != JsonValueKind.Null ? found : default;
}
