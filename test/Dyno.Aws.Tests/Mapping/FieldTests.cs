// Every field of the seam crosses the SDK, both ways: requests and answers are filled by reflection, so that a field added to the seam, or to the SDK, is found
// missing here until it is mapped or listed as one that the seam does not have.
using System.Collections;
using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Dyno.Aws.Tests.Mapping;

public class FieldTests
{
    // What the SDK's requests have and the seam has not: the parameters from before expressions, which the API keeps for old code; global tables, resource policies
    // and vectors.
    private static readonly string[] NotInTheSeam =
    [
        "AttributeUpdates", "AttributesToGet", "ConditionalOperator", "Expected", "KeyConditions", "QueryFilter", "ScanFilter",
        "GlobalTableSettingsReplicationMode", "GlobalTableSourceArn", "GlobalTableWitnessUpdates", "MultiRegionConsistency", "ReplicaUpdates", "ResourcePolicy",
        "VectorIndexUpdates", "VectorIndexes",
    ];

    // What the SDK's answers have and the seam has not.
    private static readonly string[] NotReadIntoTheSeam =
    [
        "ResponseMetadata", "ContentLength", "HttpStatusCode", "AttributesToGet",
        "ArchivalSummary", "GlobalTableSettingsReplicationMode", "GlobalTableVersion", "GlobalTableWitnesses", "InaccessibleEncryptionDateTime", "LastUpdateDateTime",
        "MultiRegionConsistency", "Replicas", "RestoreSummary", "Status", "VectorIndexes",
    ];

    // What the SDK wraps around things that the seam has without, and placeholders, which the seam's expressions bring along.
    private static readonly string[] Wrappers =
    [
        "ConditionCheck", "Create", "Delete", "DeleteRequest", "Get", "Put", "PutRequest", "Update", "BillingModeSummary", "TableClassSummary", "TableDescription",
        "TimeToLiveDescription", "TimeToLiveSpecification", "ExpressionAttributeNames", "ExpressionAttributeValues",
    ];

    public static TheoryData<string> Operations() => [.. Methods().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task All_that_is_asked_for_is_sent(string operation)
    {
        var (request, _) = await CallAsync(operation);
        var empty = Unset(request, operation).Where(path => !NotInTheSeam.Contains(path.Split('.')[^1]));
        Assert.Empty(empty);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task All_that_is_answered_is_read(string operation)
    {
        var (_, answer) = await CallAsync(operation);
        if (answer is not null)
        {
            // One record describes both kinds of indexes, and a local one has nothing of its own.
            string[] ofGlobalIndexes = ["ProvisionedThroughput", "Backfilling", "OnDemandThroughput", "WarmThroughput"];
            Assert.Empty(Unset(answer, operation).Except(ofGlobalIndexes.Select(n => $"{operation}.LocalSecondaryIndexes.{n}")));
        }
    }

    // By names: those within the SDK's requests and answers that are none of the seam's; what is within those is not looked at.
    [Fact]
    public void What_the_seam_does_not_have_is_what_is_listed()
    {
        var names = Methods().Select(m => m.Name).ToHashSet();
        var calls = typeof(IAmazonDynamoDB).GetMethods().Where(m => names.Contains(m.Name)).ToList();
        var asked = calls.SelectMany(m => m.GetParameters()).Select(p => p.ParameterType).Where(t => t.IsAssignableTo(typeof(AmazonWebServiceRequest)));
        AssertUnknown(NotInTheSeam, asked, Methods().SelectMany(m => m.GetParameters()).Select(p => p.ParameterType));
        AssertUnknown(NotReadIntoTheSeam, calls.Select(m => m.ReturnType), Methods().Select(m => m.ReturnType));
    }

    private static void AssertUnknown(string[] expected, IEnumerable<Type> ofSdk, IEnumerable<Type> ofSeam)
    {
        var known = NamesIn(ofSeam, null);
        known.UnionWith(Wrappers);
        Assert.Equal(string.Join(' ', expected.Order()), string.Join(' ', NamesIn(ofSdk, known).Except(known).Order()));
    }

    private static IEnumerable<MethodInfo> Methods() =>
        new[] { typeof(IDynoClient), typeof(IDynoTables) }.SelectMany(t => t.GetMethods()).Where(m => !m.IsSpecialName);

    private static HashSet<string> NamesIn(IEnumerable<Type> types, HashSet<string>? within)
    {
        var seen = new HashSet<Type>();
        var names = new HashSet<string>();
        foreach (var type in types)
        {
            Visit(type);
        }

        return names;

        void Visit(Type type)
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                Visit(argument);
            }

            if (!IsComposite(type) || !seen.Add(type))
            {
                return;
            }

            foreach (var property in type.GetProperties().Where(p => !p.Name.StartsWith("Is", StringComparison.Ordinal)))
            {
                names.Add(property.Name);
                if (within?.Contains(property.Name) ?? true)
                {
                    Visit(property.PropertyType);
                }
            }

            foreach (var kind in type.IsAbstract ? type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)) : [])
            {
                Visit(kind);
            }
        }
    }

    // Calls the operation with a full request; gives what the SDK was asked, and what the seam answered to the SDK's full answer.
    private static async Task<(object Request, object? Answer)> CallAsync(string operation)
    {
        var sdk = DispatchProxy.Create<IAmazonDynamoDB, Recorder>();
        var client = new AwsDynoClient(sdk);
        var method = typeof(AwsDynoClient).GetMethod(operation)!;
        var arguments = method.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? CancellationToken.None : Filler.Make(p.ParameterType));
        var called = method.Invoke(client, [.. arguments])!;
        var task = (Task)called.GetType().GetMethod("AsTask")!.Invoke(called, null)!;
        await task;
        var answer = method.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
        return (((Recorder)(object)sdk).Request!, answer);
    }

    // The paths of properties that are null or empty, or false, although everything was filled. Where there are several kinds of an element it is enough that one
    // of them has the property set.
    private static IEnumerable<string> Unset(object value, string path)
    {
        var set = new HashSet<string>();
        var unset = new HashSet<string>();
        Visit(value, path);
        unset.ExceptWith(set);
        return unset;

        void Visit(object current, string at)
        {
            foreach (var property in current.GetType().GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.GetIndexParameters().Length == 0))
            {
                if (property.Name.StartsWith("Is", StringComparison.Ordinal) && property.PropertyType == typeof(bool))
                {
                    continue;
                }

                var here = $"{at}.{property.Name}";
                var content = property.GetValue(current);
                if (content is null or false or ICollection { Count: 0 })
                {
                    unset.Add(here);
                    continue;
                }

                set.Add(here);
                var elements = content switch
                {
                    IDictionary entries => entries.Values,
                    Item or string => Array.Empty<object>(),
                    IEnumerable list => list,
                    _ => new[] { content },
                };
                foreach (var element in elements.Cast<object>().Where(IsComposite))
                {
                    Visit(element, here);
                }
            }
        }
    }

    // Values of attributes have one of ten properties set; a union of requests one of several.
    private static bool IsComposite(object value) => IsComposite(value.GetType());

    private static bool IsComposite(Type type) =>
        type.IsClass && type != typeof(Amazon.DynamoDBv2.Model.AttributeValue) && !type.IsAssignableTo(typeof(ConstantClass))
        && type.Namespace is "Dyno" or "Amazon.DynamoDBv2.Model";

    // The SDK's interface: remembers what it is asked, and answers with everything.
    public class Recorder : DispatchProxy
    {
        private int _pages;

        public object? Request { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            // Some operations have a shorter form that takes the table's name.
            Request = args![0] is string name ? new { TableName = name } : args[0];
            var response = targetMethod!.ReturnType.GetGenericArguments()[0];
            var answer = Filler.Make(response);
            if (answer is Amazon.DynamoDBv2.Model.ListTagsOfResourceResponse { NextToken: not null } page)
            {
                // The one answer that is read page by page: the second is the last.
                page.NextToken = ++_pages % 2 == 0 ? null : page.NextToken;
            }

            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(response).Invoke(null, [answer]);
        }
    }
}
