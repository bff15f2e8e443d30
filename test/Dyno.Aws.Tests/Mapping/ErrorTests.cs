// Every error of the seam is recognised by its name on the wire, with its message, its details and the id of the request.
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Dyno.Aws.Tests.Mapping;

public class ErrorTests
{
    public static TheoryData<Type> Errors() => [.. typeof(DynoException).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DynoException)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_has_its_class_message_and_request(Type type)
    {
        var expected = Make(type);
        var sdk = SdkException(expected.ErrorCode);
        var translated = AwsErrors.Translate(sdk);
        Assert.IsType(type, translated);
        Assert.Equal(("what was wrong", "ID1", expected.ErrorCode), (translated.Message, translated.RequestId, translated.ErrorCode));
        Assert.Same(sdk, translated.InnerException);
    }

    [Fact]
    public void Details_come_along()
    {
        var item = new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["pk"] = new() { S = "a" } };
        var failed = Translated<ConditionalCheckFailedException>(new Amazon.DynamoDBv2.Model.ConditionalCheckFailedException("no") { Item = item });
        Assert.Equal(Item.Of(("pk", "a")), failed.Item);

        var cancelled = Translated<TransactionCanceledException>(new Amazon.DynamoDBv2.Model.TransactionCanceledException("cancelled")
        {
            CancellationReasons =
            [
                new() { Code = "None" },
                new() { Code = "ConditionalCheckFailed", Message = "The conditional request failed", Item = item },
                new() { Code = "TransactionConflict", Message = "Transaction is ongoing for the item" },
            ],
        });
        Assert.Equal("cancelled", cancelled.Message);
        Assert.Equal(["None", "ConditionalCheckFailed", "TransactionConflict"], cancelled.CancellationReasons.Select(r => r.Code));
        Assert.Equal([null, "The conditional request failed", "Transaction is ongoing for the item"], cancelled.CancellationReasons.Select(r => r.Message));
        Assert.Equal([null, Item.Of(("pk", "a")), null], cancelled.CancellationReasons.Select(r => r.Item));

        var reasons = new List<Amazon.DynamoDBv2.Model.ThrottlingReason> { new() { Reason = "TableReadAccountLimitExceeded", Resource = "arn" } };
        Assert.Equal(
            [new ThrottlingReason("TableReadAccountLimitExceeded", "arn")],
            Translated<RequestLimitExceededException>(new Amazon.DynamoDBv2.Model.RequestLimitExceededException("slow") { ThrottlingReasons = reasons }).ThrottlingReasons);
        Assert.Equal(
            "arn",
            Translated<ThrottlingException>(new Amazon.DynamoDBv2.Model.ThrottlingException("slow") { ThrottlingReasons = reasons }).ThrottlingReasons[0].Resource);
    }

    [Fact]
    public void What_the_seam_has_no_name_for_stays_the_SDKs() => Assert.Null(AwsErrors.Translate(SdkException("UnrecognizedClientException")));

    private static AmazonDynamoDBException SdkException(string code)
    {
        // As the SDK's own reader of answers makes them.
        var model = typeof(AmazonDynamoDBException).Assembly.GetType($"Amazon.DynamoDBv2.Model.{(code.EndsWith("Exception", StringComparison.Ordinal) ? code : code + "Exception")}");
        object[] arguments = ["what was wrong", null!, ErrorType.Sender, code, "ID1", System.Net.HttpStatusCode.BadRequest];
        return (AmazonDynamoDBException)Activator.CreateInstance(model ?? typeof(AmazonDynamoDBException), arguments)!;
    }

    private static T Translated<T>(AmazonDynamoDBException exception)
        where T : DynoException => Assert.IsType<T>(AwsErrors.Translate(exception));

    private static DynoException Make(Type type)
    {
        var constructor = type.GetConstructors().Single();
        var arguments = constructor.GetParameters().Select(p => p switch
        {
            _ when p.ParameterType == typeof(string) => "what was wrong",
            { IsOptional: true } => null,
            _ => (object)Array.Empty<CancellationReason>(),
        });
        return (DynoException)constructor.Invoke([.. arguments]);
    }
}
