// What JSON an operation takes: a tree of shapes, with the names that DynamoDB's messages give them. Shapes only describe; ShapeReader checks types,
// ConstraintChecker checks the rest, and both find their way by the same tree.

namespace Dyno.Server.Shapes;

internal enum ScalarType
{
    String,
    Blob,
    Boolean,
    Integer,
    Long,
    Double,
}

internal abstract record Shape
{
    public static readonly Shape String = new ScalarShape(ScalarType.String);
    public static readonly Shape Blob = new ScalarShape(ScalarType.Blob);
    public static readonly Shape Boolean = new ScalarShape(ScalarType.Boolean);
    public static readonly Shape Integer = new ScalarShape(ScalarType.Integer);
    public static readonly Shape Long = new ScalarShape(ScalarType.Long);
    public static readonly Shape Double = new ScalarShape(ScalarType.Double);

    // Any attribute value; an item is a map of them.
    public static readonly Shape AttributeValue = new AttributeValueShape();
    public static readonly Shape AttributeMap = new MapShape(AttributeValue);

    // The class that DynamoDB names when it finds an array where this was wanted.
    public abstract string JavaName { get; }

    // Whether anything below has constraints, so that it has to be walked for them.
    public virtual bool HasConstraints => false;
}

internal sealed record ScalarShape(ScalarType Type) : Shape
{
    public override string JavaName => Type == ScalarType.Blob ? "class java.nio.ByteBuffer" : $"class java.lang.{Type}";
}

internal sealed record AttributeValueShape : Shape
{
    public override string JavaName => "class com.amazonaws.dynamodb.v20120810.AttributeValue";
}

// Constraints stand at the element itself, as "member".
internal sealed record ListShape(Shape Element, params Constraint[] Constraints) : Shape
{
    public override string JavaName => $"java.util.List<{Bare(Element.JavaName)}>";

    // A structure in a list may not be null.
    public Constraint[] ElementConstraints { get; } = Element is StructShape ? [Constraint.NotNull, .. Constraints] : Constraints;

    public override bool HasConstraints { get; } = Constraints.Length > 0 || Element is StructShape || Element.HasConstraints;

    public static string Bare(string javaName) => javaName.StartsWith("class ", StringComparison.Ordinal) ? javaName["class ".Length..] : javaName;
}

internal sealed record MapShape(Shape Value) : Shape
{
    public override string JavaName => $"java.util.Map<java.lang.String, {ListShape.Bare(Value.JavaName)}>";

    public override bool HasConstraints { get; } = Value.HasConstraints;
}

internal sealed record StructShape(string Name, params Member[] Members) : Shape
{
    public override string JavaName => $"class com.amazonaws.dynamodb.v20120810.{Name}";

    public override bool HasConstraints { get; } = Members.Any(m => m.IsConstrained);

    public Member? Find(ReadOnlySpan<byte> utf8Name)
    {
        foreach (var member in Members)
        {
            if (utf8Name.SequenceEqual(member.Utf8Name))
            {
                return member;
            }
        }

        return null;
    }
}

// A member of a structure: members stand in the order in which DynamoDB reports what is wrong with them.
internal sealed class Member(string name, Shape shape, params Constraint[] constraints)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = System.Text.Encoding.UTF8.GetBytes(name);

    // As messages write it.
    public string PathName { get; } = char.ToLowerInvariant(name[0]) + name[1..];

    public Shape Shape { get; } = shape;

    public Constraint[] Constraints { get; } = constraints;

    // Refused before every constraint: the message is not one of a list.
    public bool IsRequired { get; init; }

    public bool IsTableName { get; init; }

    public bool IsConstrained { get; } = constraints.Length > 0 || shape.HasConstraints;
}
