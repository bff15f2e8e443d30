// What the protocol says when it refuses a request before the engine sees it; the texts are DynamoDB's.

using Dyno.Server.Shapes;

namespace Dyno.Server;

internal static partial class Messages
{
    public const string UnexpectedValueType = "Unexpected value type in payload";

    public const string UnexpectedFieldType = "Unexpected field type";

    public const string StartOfStructure = "Start of structure or map found where not expected";

    public const string UnexpectedToken = "Unexpected token received from parser";

    public const string BlobWanted = "only base-64-encoded strings are convertible to bytes";

    public const string Base64Character = "Invalid last non-pad Base64 character dectected";

    public const string Parameterized =
        "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class "
        + "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

    public const string MissingToken = "Request is missing Authentication Token";

    public const string TwoSignatures = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";

    public const string Unhandled = "The request could not be carried out; the server's log says why.";

    public static string UnrecognizedCollection(string javaName) => $"Unrecognized collection type {javaName}";

    public static string CannotBeConverted(string found, ScalarType wanted) => $"{found} cannot be converted to {wanted}";

    public static string Base64Length(int length) => $"Base64 encoded length is expected a multiple of 4 bytes but found: {length}";

    public static string Constraint(string value, string path, string message) => $"Value {value} at '{path}' failed to satisfy constraint: {message}";

    public static string ConstraintErrors(List<string> errors) =>
        $"{errors.Count} validation error{(errors.Count > 1 ? "s" : "")} detected: {string.Join("; ", errors)}";

    public static string ParameterRequired(string name) => $"The parameter '{name}' is required but was not present in the request";

    public static string TableNameLength(string name) => $"{name} must be at least 3 characters long and at most 255 characters long";
}
