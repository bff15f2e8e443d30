// An attribute that is part of the key of a table or index.
using System.Text;

namespace Dyno.Engine;

internal readonly record struct KeyAttribute(string Name, byte[] Utf8Name, AttributeType Type)
{
    public KeyAttribute(string name, AttributeType type)
        : this(name, Encoding.UTF8.GetBytes(name), type)
    {
    }

    public override string ToString() => $"{Name} ({Type.ToName()})";
}
