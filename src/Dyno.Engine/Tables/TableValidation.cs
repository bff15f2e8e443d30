// Checks a CreateTable request, with DynamoDB's messages and in its order.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
using System.Buffers;
using System.Text;

namespace Dyno.Engine;

internal static class TableValidation
{
    // The most units DynamoDB takes as a number.
    private const long MaxThroughput = 1_000_000_000_000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    public static void Check(CreateTableRequest request)
    {
        CheckTableName(request.TableName);
        CheckShapes(request);
        CheckThroughput(request);
        var definitions = CheckDefinitions(request);
        CheckKey(request.KeySchema, definitions, definitions.Count < request.KeySchema.Count);
        var hasIndexes = request.LocalSecondaryIndexes is not null || request.GlobalSecondaryIndexes is not null;
        if (!hasIndexes && request.KeySchema.Count != request.AttributeDefinitions.Count)
        {
            throw Fail(Messages.DefinitionsDoNotMatchKey);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var projected = IndexValidation.CheckLocal(request, definitions, names) + IndexValidation.CheckGlobal(request, definitions, names);
        if (projected > Limits.ProjectedAttributes)
        {
            throw Fail(Messages.TooManyProjected(projected));
        }

        CheckAllUsed(request, definitions);
        CheckStream(request.StreamSpecification);
    }

    public static void CheckTableName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is < Limits.NameMinLength or > Limits.NameMaxLength)
        {
            throw Fail(Messages.TableNameLength());
        }

        CheckPattern(name, "tableName");
    }

    public static void CheckMemberLength(string value, string member, int maximum)
    {
        if (value.Length == 0)
        {
            throw Fail(Messages.TooShort(value, member, 1));
        }

        if (value.Length > maximum)
        {
            throw Fail(Messages.TooLong(value, member, maximum));
        }
    }

    public static void CheckIndexName(string name, string member)
    {
        if (name.Length < Limits.NameMinLength)
        {
            throw Fail(Messages.TooShort(name, member, Limits.NameMinLength));
        }

        if (name.Length > Limits.NameMaxLength)
        {
            throw Fail(Messages.TooLong(name, member, Limits.NameMaxLength));
        }

        CheckPattern(name, member);
    }

    // Names, order and number of the attributes of one key.
    public static void CheckKey(IReadOnlyList<KeySchemaElement> key, IReadOnlyList<string> definitions, bool fewerDefinitions = false)
    {
        if (fewerDefinitions)
        {
            throw Fail(Messages.KeyWithoutDefinition);
        }

        CheckDefined(key, definitions);
        if (key.Count > 1 && key[0].AttributeName == key[1].AttributeName)
        {
            throw Fail(Messages.SameKeyTwice);
        }

        if (key[0].KeyType != KeyType.HASH)
        {
            throw Fail(Messages.FirstKeyNotHash);
        }

        if (key.Count > 1 && key[1].KeyType != KeyType.RANGE)
        {
            throw Fail(Messages.SecondKeyNotRange);
        }
    }

    // The same of a global index, which may have several attributes in each part.
    public static void CheckGlobalKey(IReadOnlyList<KeySchemaElement> key, IReadOnlyList<string> definitions)
    {
        CheckDefined(key, definitions);
        if (key.DistinctBy(k => k.AttributeName).Count() != key.Count)
        {
            throw Fail(Messages.SameKeyTwice);
        }

        if (key[0].KeyType != KeyType.HASH)
        {
            throw Fail(Messages.FirstKeyNotHash);
        }

        var partitions = key.TakeWhile(k => k.KeyType == KeyType.HASH).Count();
        if (key.Skip(partitions).Any(k => k.KeyType == KeyType.HASH))
        {
            throw Fail(Messages.HashAfterRange);
        }

        if (partitions > Limits.IndexKeyAttributes)
        {
            throw Fail(Messages.TooManyKeyAttributes(KeyType.HASH, partitions));
        }

        if (key.Count - partitions > Limits.IndexKeyAttributes)
        {
            throw Fail(Messages.TooManyKeyAttributes(KeyType.RANGE, key.Count - partitions));
        }
    }

    // A key has one or two attributes, that of a global index up to four in each part; and their names are not too long.
    public static void CheckKeyShape(IReadOnlyList<KeySchemaElement> key, string member, int most = 2)
    {
        if (key.Count < 1 || key.Count > most)
        {
            var text = "[" + string.Join(", ", key.Select(k => $"KeySchemaElement(attributeName={k.AttributeName}, keyType={k.KeyType})")) + "]";
            throw Fail(key.Count == 0 ? Messages.TooShort(text, member, 1) : Messages.TooLong(text, member, most));
        }

        for (var i = 0; i < key.Count; i++)
        {
            CheckAttributeName(key[i].AttributeName, $"{member}.{i + 1}.member.attributeName");
        }
    }

    public static void CheckUnits(ProvisionedThroughput throughput, string member)
    {
        if (throughput.WriteCapacityUnits < 1)
        {
            throw Fail(Messages.TooSmall(throughput.WriteCapacityUnits, member + ".writeCapacityUnits", 1));
        }

        if (throughput.ReadCapacityUnits < 1)
        {
            throw Fail(Messages.TooSmall(throughput.ReadCapacityUnits, member + ".readCapacityUnits", 1));
        }
    }

    public static void CheckBounds(ProvisionedThroughput throughput)
    {
        if (throughput.ReadCapacityUnits > MaxThroughput)
        {
            throw Fail(Messages.OutOfBounds(throughput.ReadCapacityUnits, nameof(throughput.ReadCapacityUnits)));
        }

        if (throughput.WriteCapacityUnits > MaxThroughput)
        {
            throw Fail(Messages.OutOfBounds(throughput.WriteCapacityUnits, nameof(throughput.WriteCapacityUnits)));
        }
    }

    public static ValidationException Fail(string message) => new(message);

    private static void CheckDefined(IReadOnlyList<KeySchemaElement> key, IReadOnlyList<string> definitions)
    {
        if (key.Any(k => !definitions.Contains(k.AttributeName)))
        {
            throw Fail(Messages.UndefinedKeys(string.Join(", ", key.Select(k => k.AttributeName)), string.Join(", ", definitions)));
        }
    }

    private static void CheckShapes(CreateTableRequest request)
    {
        for (var i = 0; i < request.AttributeDefinitions.Count; i++)
        {
            var definition = request.AttributeDefinitions[i];
            if (definition.AttributeType is not (AttributeType.S or AttributeType.N or AttributeType.B))
            {
                throw Fail(Messages.KeyTypeOutsideEnum(definition.AttributeType, i + 1));
            }
        }

        CheckKeyShape(request.KeySchema, "keySchema");
        if (request.ProvisionedThroughput is { } throughput)
        {
            CheckUnits(throughput, "provisionedThroughput");
        }

        CheckIndexShapes(request.LocalSecondaryIndexes, "localSecondaryIndexes");
        CheckIndexShapes(request.GlobalSecondaryIndexes, "globalSecondaryIndexes");
    }

    private static void CheckIndexShapes(IReadOnlyList<SecondaryIndex>? indexes, string member)
    {
        for (var i = 0; i < indexes?.Count; i++)
        {
            var prefix = $"{member}.{i + 1}.member";
            CheckIndexName(indexes[i].IndexName, prefix + ".indexName");
            CheckKeyShape(indexes[i].KeySchema, prefix + ".keySchema", indexes[i] is GlobalSecondaryIndex ? 2 * Limits.IndexKeyAttributes : 2);
            if (indexes[i] is GlobalSecondaryIndex { ProvisionedThroughput: { } throughput })
            {
                CheckUnits(throughput, prefix + ".provisionedThroughput");
            }
        }
    }

    private static void CheckThroughput(CreateTableRequest request)
    {
        if (request.BillingMode == BillingMode.PAY_PER_REQUEST)
        {
            if (request.ProvisionedThroughput is not null)
            {
                throw Fail(Messages.ThroughputOnDemand);
            }

            return;
        }

        if (request.ProvisionedThroughput is not { } throughput)
        {
            throw Fail(Messages.MissingThroughput);
        }

        CheckBounds(throughput);
    }

    private static List<string> CheckDefinitions(CreateTableRequest request)
    {
        var names = new List<string>(request.AttributeDefinitions.Count);
        foreach (var definition in request.AttributeDefinitions)
        {
            if (names.Contains(definition.AttributeName))
            {
                throw Fail(Messages.DuplicateDefinition(definition.AttributeName));
            }

            names.Add(definition.AttributeName);
        }

        return names;
    }

    private static void CheckStream(StreamSpecification? stream)
    {
        if (stream is { StreamEnabled: true, StreamViewType: null })
        {
            throw Fail(Messages.CreatedStreamWithoutView);
        }

        if (stream is { StreamEnabled: false, StreamViewType: not null })
        {
            throw Fail(Messages.ViewWithoutCreatedStream);
        }
    }

    private static void CheckAllUsed(CreateTableRequest request, List<string> definitions)
    {
        var used = request.KeySchema
            .Concat((request.LocalSecondaryIndexes ?? []).SelectMany(i => i.KeySchema))
            .Concat((request.GlobalSecondaryIndexes ?? []).SelectMany(i => i.KeySchema))
            .Select(k => k.AttributeName).Distinct().ToList();
        if (definitions.Exists(d => !used.Contains(d)))
        {
            throw Fail(Messages.UnusedDefinitions(string.Join(", ", used), string.Join(", ", definitions)));
        }
    }

    private static void CheckAttributeName(string name, string member)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        if (length == 0)
        {
            throw Fail(Messages.TooShort(name, member, 1));
        }

        if (length > Limits.KeyAttributeNameBytes)
        {
            throw Fail(Messages.TooLong(name, member, Limits.KeyAttributeNameBytes));
        }
    }

    private static void CheckPattern(string name, string member)
    {
        if (name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw Fail(Messages.Pattern(name, member));
        }
    }
}
