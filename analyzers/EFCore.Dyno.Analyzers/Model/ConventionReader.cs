// Reads ConfigureConventions: what all properties of a type are stored as. A convention of the application's own may set keys, and whatever else is not
// understood makes the context uncertain.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class ConventionReader
{
    private const string Builder = "ModelConfigurationBuilder";

    public static void Read(ISymbol method, ConfigurationReader reader)
    {
        foreach (var call in reader.Bodies.Of(method).SelectMany(b => b.Descendants()).OfType<IInvocationOperation>())
        {
            Read(call, reader);
        }
    }

    private static void Read(IInvocationOperation call, ConfigurationReader reader)
    {
        switch (call.TargetMethod.Name)
        {
            case "Add" or "Remove" or "Replace":
                reader.IsUncertain = true;
                break;
            case "HaveConversion":
                if (TypeOf(call.Instance) is { } type && !ConfigurationReader.IsConditional(call))
                {
                    reader.Conversions[type] = new PropertyConfiguration(type.Name) { HasConversion = true, StoredType = ConfigurationReader.ConvertedTo(call, 0) };
                }
                else
                {
                    reader.IsUncertain = true;
                }

                break;
            case "IgnoreAny" or "ComplexProperties":
                reader.IsUncertain = true;
                break;
            default:
                // A helper that is given the builder may say anything.
                reader.IsUncertain |= call.TargetMethod.Name != "ConfigureConventions"
                    && call.Arguments.Any(a => a.Value.Unconvert().Type?.Name == Builder);
                break;
        }
    }

    // The T of Properties<T>(), where it is the very type of the properties: of a base type all that derive from it are meant.
    private static ITypeSymbol? TypeOf(IOperation? builder)
    {
        while (builder?.Unconvert() is IInvocationOperation call)
        {
            if (call.TargetMethod.Name == "Properties")
            {
                return call.TargetMethod.TypeArguments is [{ } type] && (type.IsValueType || type.IsSealed) ? type.Underlying() : null;
            }

            builder = call.Instance;
        }

        return null;
    }
}
