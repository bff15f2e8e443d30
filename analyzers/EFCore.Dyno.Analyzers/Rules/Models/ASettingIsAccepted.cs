// DYNO2023: what is configured with constants is in the range that the provider and DynamoDB take: templates have their braces, shards, units and tags their bounds.
// It looks at the calls and attributes themselves, so that it speaks also where the model is not known.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ASettingIsAccepted : OperationRule
{
    public const string Id = "DYNO2023";

    private const int LeastShards = 2;
    private const int MostShards = 1000;

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.SettingTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.SettingDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.Attribute];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is IAttributeOperation { Operation: IObjectCreationOperation { Constructor.ContainingType: { } type } created })
        {
            if (IsProviders(type) && type.Name is "PartitionKeyAttribute" or "SortKeyAttribute" or "GlobalSecondaryIndexAttribute" or "LocalSecondaryIndexAttribute")
            {
                JudgeTemplates(context, created.Arguments);
            }
            else if (IsProviders(type) && type.Name == "ProvisionedTableAttribute")
            {
                JudgeUnits(context, created.Arguments);
            }
            else if (IsProviders(type) && type.Name == "TableTagAttribute")
            {
                JudgeTag(context, created.Arguments);
            }

            return;
        }

        if (context.Operation is not IInvocationOperation call || !IsProviders(call.TargetMethod.ContainingType))
        {
            return;
        }

        switch (call.TargetMethod.Name)
        {
            case "HasPartitionKey" or "HasSortKey" or "HasGlobalSecondaryIndex" or "HasLocalSecondaryIndex":
                JudgeTemplates(context, call.Arguments);
                break;
            case "WithShards":
                foreach (var argument in call.Arguments.Where(a => a.Value.ConstantValue is { HasValue: true, Value: int and (< LeastShards or > MostShards) }))
                {
                    Report(context, argument, Messages.ShardCount(LeastShards, MostShards));
                }

                break;
            case "IsProvisioned" or "IsOnDemand" or "HasMaxOnDemandThroughput" or "HasWarmThroughput":
                JudgeUnits(context, call.Arguments);
                break;
            case "HasTag":
                JudgeTag(context, call.Arguments);
                break;
        }
    }

    private static void JudgeTemplates(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name is "template" or "key" or "partitionKey" or "sortKey" && argument.Value.Text() is { } text && KeyConfiguration.OfText(text) is null)
            {
                Report(context, argument, Messages.TemplateUnreadable(text));
            }
        }
    }

    private static void JudgeUnits(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            var value = argument.Value.Unconvert().ConstantValue;
            if (argument.ArgumentKind == ArgumentKind.Explicit && value is { HasValue: true, Value: int or long } && Convert.ToInt64(value.Value) < 1)
            {
                Report(context, argument, Messages.TooFewUnits);
            }
        }
    }

    private static void JudgeTag(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            var isKey = argument.Parameter?.Name == "key";
            if (argument.Value.Text() is { } text
                && (isKey
                    ? text.Length is 0 or > Limits.TagKeyLength || text.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
                    : text.Length > Limits.TagValueLength))
            {
                Report(context, argument, Messages.TagUnfit);
            }
        }
    }

    private static bool IsProviders(INamedTypeSymbol? type) =>
        type is not null && type.ContainingAssembly.Name.StartsWith("EFCore.Dyno", StringComparison.Ordinal);

    private static void Report(OperationAnalysisContext context, IArgumentOperation argument, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, argument.Value.Syntax.GetLocation(), message));
}
