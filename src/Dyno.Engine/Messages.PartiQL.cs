// What PartiQL statements say when they are refused after they were read. The sentences are DynamoDB's where it is known what DynamoDB says.
using Dyno.PartiQL;

namespace Dyno.Engine;

internal static partial class Messages
{
    public const string DuplicateItem = "Duplicate primary key exists in table";

    public const string ParameterCount = "Number of parameters in request and statement don't match.";

    public const string EmptyParameters =
        OneError + "Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string EmptyStatement =
        OneError + "Value '' at 'statement' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string EmptyStatements =
        OneError + "Value '[]' at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string EmptyTransactStatements =
        OneError + "Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string EmptyPathComponent = "Path component cannot be an empty string";

    public const string TooManyPathComponents = "A path may contain at most 2 components in the FROM clause";

    public const string SingleTable = "FROM clause may only contain a single table name";

    public const string NotOnIndex = "This operation is not supported on an index";

    public const string NoSuchIndexInStatement = "The table does not have the specified index";

    public const string SeveralKeyAttributes =
        "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.";

    public const string ConsistentStatementOnGlobalIndex = "Strongly consistent read is not supported on Global Secondary Indexes";

    public const string WholeKeyWanted = "Where clause does not contain a mandatory equality on all key attributes";

    public const string StatementKeyType = "Key attribute's data type should match its data type in table's schema";

    public const string OverlappingConditions = "Overlapping conditions with range keys are not supported in where clause";

    public const string OrderWithoutWhere = "Must have WHERE clause in the statement when using ORDER BY clause.";

    public const string OrderWithoutKey = "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.";

    public const string OrderWithoutPartitionKey =
        "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.";

    public const string EmptyBag = "Empty bags are not supported";

    public const string MixedBag = "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags";

    public const string InsertedValue = "The value of an INSERT must be a map of attributes.";

    public const string ExistsOnlyInTransactions = "EXISTS can only be used in ExecuteTransaction write requests.";

    public const string ExistsShape = "EXISTS() must contain a single item read with additional condition";

    public const string ReturningInTransaction = "RETURNING clause is not supported in ExecuteTransaction.";

    public const string IndexInTransaction = "Reads on indices are not supported within transactions.";

    public const string InvalidNextToken = "Invalid NextToken";

    public const string ForeignNextToken = "NextToken does not match request";

    public static string TooManyStatementKeys(int count) =>
        $"A statement can name at most {Limits.StatementPartitionKeys} partition key values; number of values: {count}";

    public static string StatementTooLong(int length) =>
        $"{OneError}Value of {length} characters at 'statement' failed to satisfy constraint: Member must have length less than or equal to {Limits.StatementLength}";

    public static string TooManyStatements(string member, int count, int limit) =>
        $"{OneError}Value of {count} statements at '{member}' failed to satisfy constraint: Member must have length less than or equal to {limit}";

    public static string WholeKeyWantedIn(string operation) =>
        $"Select statements within {operation} must specify the primary key in the where clause.";

    public static string InTransaction(int index, string message) => $"Validation failed in TransactStatements[{index}]: {message}";

    public static string MixedStatements(string operation) =>
        $"{operation} API does not support both read and write operations in the same request.";

    public static string OrderByOther(string attribute) => $"Attribute {attribute} in ORDER BY clause must be part of the primary key";

    public static string GlobalIndexDoesNotProject(string index, IEnumerable<string> attributes) =>
        $"{Invalid}Global secondary index {index} does not project [{string.Join(", ", attributes)}]";

    public static string IndexDoesNotProjectFilter(string index, IEnumerable<string> attributes) =>
        $"{Invalid}Secondary index {index} does not project one or more filter attributes: [{string.Join(", ", attributes)}]";

    public static string DeleteReturning(string returning) =>
        $"Invalid returning clause: RETURNING {returning}. Only RETURNING ALL OLD * is allowed in DELETE statements.";

    public static string UnsupportedValue(string what, SourceSpan span) => $"Unsupported data type: {what} under key root at {span}";

    public static string UnsupportedCondition(SourceSpan span) => $"Unsupported expression in the WHERE clause at {span}";

    public static string UnsupportedOperand(SourceSpan span) => $"Unsupported operand in the WHERE clause at {span}";

    public static string UnsupportedAssignment(SourceSpan span) => $"Unsupported expression in the SET clause at {span}";

    public static string UnrecognizedFunction(string name, SourceSpan span) => $"Unrecognized function: {name} at {span}";

    public static string UnknownAttributeType(string type) =>
        $"Invalid attribute type name found; type: {type}, valid types: {{N,BS,L,B,NULL,M,S,SS,NS,BOOL}}";

    public static string RepeatedName(string name, SourceSpan span) => $"The map names '{name}' twice at {span}";

    // With the digits as they were written.
    public static string RepeatedNumbers(IEnumerable<PartiQLExpression> numbers, string path) =>
        $"{Invalid}Input collection [{string.Join(", ", numbers)}] contains duplicates! under {path}";

    public static string SetArguments(string function, SourceSpan span) => $"{function} must have exactly two arguments at {span}";

    public static string SetTarget(string function, SourceSpan span) => $"The first argument to {function} must equal the assignment value at {span}";

    public static string SetOperand(string function, SourceSpan span) => $"The second argument to {function} must be a value with type SET at {span}";
}
