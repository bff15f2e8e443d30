// DYNO2003, DYNO2013 and DYNO2004: keys that put all traffic on few partitions.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class PartitionKeysHaveManyValuesTests
{
    [Theory]
    [InlineData("o.HasPartitionKey({|x => x.Status|});")]
    [InlineData("o.HasPartitionKey({|\"Status\"|});")]
    [InlineData("o.HasPartitionKey({|\"STATUS#{Status}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.IsHot}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.IsHot}#{x.Status}\"|}).HasSortKey(x => x.PlacedAt);")]
    [InlineData("o.HasPartitionKey({|x => x.Status.ToString()|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => x.Marks|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|_ => \"ORDERS\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => x.Day|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"DAY#{x.PlacedAt:yyyy-MM-dd}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.PlacedAt:yyyy-MM}\"|}).HasSortKey(x => x.PlacedAt);")]
    [InlineData("o.HasPartitionKey({|x => x.CustomerId|}).HasSortKey(x => x.Id).HasQueryFilter(x => x.CustomerId == \"C1\" && x.IsHot);")]
    public async Task A_table_key_with_few_values_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2003", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2003", configuration);
        Assert.Equal([DiagnosticSeverity.Warning], await ModelSource.SeveritiesAsync("DYNO2003", configuration.Replace("{|", "").Replace("|}", "")));
    }

    [Theory]
    [InlineData("o.HasPartitionKey({|x => x.Category|}).HasSortKey(x => x.Id); o.Property(x => x.Category).IsRequired();")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.Month}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.Status}#{x.Category}\"|}).HasSortKey(x => x.Id);")]
    public async Task A_name_only_suggests(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2003", configuration);
        Assert.Equal([DiagnosticSeverity.Info], await ModelSource.SeveritiesAsync("DYNO2003", configuration.Replace("{|", "").Replace("|}", "")));
    }

    [Theory]
    [InlineData("o.HasKey(x => x.Id);")]
    [InlineData("o.HasKey(x => x.Status);")]
    [InlineData("o.HasPartitionKey(_ => \"CONFIG\").HasSortKey(_ => \"GLOBAL\").HasNoKey();")]
    [InlineData("o.HasPartitionKey(x => x.IsHot.ToString()).HasSortKey(x => x.Status);")]
    [InlineData("o.HasPartitionKey(x => x.Status).WithShards(10);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Status}#{x.CustomerId}\").HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.City}#{x.Status}\").HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => $\"CUSTOMER#{x.CustomerId}\").HasSortKey(x => x.Status);")]
    [InlineData("o.HasPartitionKey(x => x.Birthday).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => x.Number).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => x.Code).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => x.CustomerId).HasSortKey(x => x.Id).HasQueryFilter(x => x.IsHot);")]
    [InlineData("if (DateTime.Now.Year > 2000) { o.HasPartitionKey(x => x.Status); }")]
    public async Task A_key_with_many_values_or_of_a_small_table_is_silent(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2003", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2003", configuration);
    }

    [Fact]
    public async Task Attributes_and_base_classes_are_read()
    {
        await ModelSource.VerifyClassesAsync(
            "DYNO2003",
            """
            public abstract class Base { [{|PartitionKey|}] public Status Status { get; set; } }
            public class Task1 : Base { [SortKey] public string Number { get; set; } = ""; }

            [{|PartitionKey("AT#{Created:yyyy-MM}")|}, SortKey("{Id}")]
            public class Task2 { public string Id { get; set; } = ""; public DateTime Created { get; set; } }

            [PartitionKey("T#{Id}"), SortKey("{At:yyyy}")]
            public class Task3 { public string Id { get; set; } = ""; public DateTime At { get; set; } }
            """,
            "Task1", "Task2", "Task3");
    }

    [Fact]
    public async Task A_type_of_which_there_is_a_handful_is_a_suggestion()
    {
        var found = await AnalyzerHarness.DiagnosticsAsync(AnalyzerHarness.Compile(
            """
            public class AppSetting { public string Name { get; set; } = ""; }
            public sealed class SettingsContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                    modelBuilder.Entity<AppSetting>().HasPartitionKey(_ => "SETTINGS").HasSortKey(s => s.Name);
            }
            """));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found, d => d.Id == "DYNO2003").Severity);
    }

    [Theory]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", x => x.Status, x => x.PlacedAt);")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", \"Status\");")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByMaybe\", x => x.Maybe).ProjectsKeysOnly();")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByHot\", x => $\"HOT#{x.IsHot}\");")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"All\", _ => \"ALL\", x => x.PlacedAt);")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByBoth\", x => new { x.Status, x.Stage });")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByDay\", x => $\"{x.PlacedAt:yyyyMMdd}\", x => x.PlacedAt);")]
    public async Task An_index_key_with_few_values_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2013", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2013", configuration);
        Assert.Equal([DiagnosticSeverity.Warning], await ModelSource.SeveritiesAsync("DYNO2013", configuration.Replace("{|", "").Replace("|}", "")));
    }

    [Theory]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByCategory\", x => x.Category);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"Hot\", x => x.Status, x => x.PlacedAt).When(x => x.IsHot);")]
    public async Task An_index_key_that_may_have_few_values_is_a_suggestion(string configuration) =>
        Assert.Equal([DiagnosticSeverity.Info], await ModelSource.SeveritiesAsync("DYNO2013", configuration));

    [Theory]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByStatus\", x => $\"{x.City}#{x.Status}\", x => x.PlacedAt);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByStatus\", x => new { x.City, x.Status });")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByStatus\", x => x.Status).WithShards(10);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByCustomer\", x => x.CustomerId, x => x.Status);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByCode\", x => x.Code);")]
    [InlineData("o.HasPartitionKey(x => x.CustomerId).HasSortKey(x => x.Id); o.HasLocalSecondaryIndex(\"ByStatus\", x => x.Status);")]
    public async Task An_index_key_with_many_values_is_silent(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2013", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2013", configuration);
    }

    [Fact]
    public async Task The_message_names_the_values_and_the_way_out()
    {
        var message = Assert.Single(await ModelSource.VerifyAsync("DYNO2003", "o.HasPartitionKey({|x => x.Status|});"));
        Assert.Equal(
            "The partition key 'Status' of table 'Orders' has few values ('Status' has 3 values), and all items of one value are one partition, which takes 1,000 write and 3,000 read units a second. "
            + "Add WithShards(10), or a property with many values: $\"{x.Status}#{x.CustomerId}\".",
            message);
    }

    [Theory]
    [InlineData("o.HasPartitionKey({|x => x.PlacedAt|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|\"{PlacedAt:yyyy-MM-ddTHH}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey({|x => $\"AT#{x.PlacedAt}#{x.Day}\"|}).HasSortKey(x => x.Id);")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByDate\", \"PlacedAt\", \"Id\");")]
    public async Task A_time_as_partition_key_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2004", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2004", configuration);
        Assert.Equal([DiagnosticSeverity.Warning], await ModelSource.SeveritiesAsync("DYNO2004", configuration.Replace("{|", "").Replace("|}", "")));
        Assert.Empty(await ModelSource.SeveritiesAsync("DYNO2003", configuration.Replace("{|", "").Replace("|}", "")));
    }

    [Theory]
    [InlineData("o.HasPartitionKey(x => x.CustomerId).HasSortKey(x => x.PlacedAt);")]
    [InlineData("o.HasPartitionKey(x => x.Day).HasSortKey(x => x.PlacedAt);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.CustomerId}#{x.PlacedAt}\").HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.PlacedAt:yyyy-MM-ddTHH}\").HasSortKey(x => x.Id).WithShards(10);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByDate\", x => x.CustomerId, x => x.PlacedAt);")]
    [InlineData("o.HasKey(x => x.Number); o.Property(x => x.Number).UseCounter();")]
    public Task A_time_behind_something_else_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2004", configuration);
}
