// EF's suite: reported queries into documents, some of which were written by others and lack something, have something more, or are of another shape.
// A DynamoDB map cannot have a name twice, or no name, so the documents that do have the last of each.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocJsonQueryDynoTest(NonSharedFixture fixture) : AdHocJsonQueryTestBase(fixture)
{
    private const string SomeDay = "\"DoB\":\"2000-01-01T00:00:00\",";

    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    protected override async Task Seed21006(Context21006 context)
    {
        await base.Seed21006(context);
        await PutAsync(2, "", SomeDay, required: "present");
        await PutAsync(3, "\"Number\":7,", "", required: "present");
        await PutAsync(4, "\"Number\":null,", "", required: "present");
        await PutAsync(5, "\"Number\":7,", SomeDay, required: "missing");
        await PutAsync(6, "\"Number\":7,", SomeDay, required: "null");

        Task PutAsync(int id, string number, string day, string required)
        {
            return RawItems.PutAsync<Context21006.Entity>(
                context,
                $$"""{"Id":{{id}},"Name":"e{{id}}","OptionalReference":{{Root("or")}},"RequiredReference":{{Root("rr")}},"Collection":[{{Root("c1")}},{{Root("c2")}}]}""");

            string Root(string name) =>
                $$"""
                {{{number}}"Text":"e{{id}} {{name}}","NestedCollection":[{{Nested(name + " c1")}},{{Nested(name + " c2")}}],"NestedOptionalReference":{{Nested(name + " nor")}}{{Required(name)}}}
                """;

            string Nested(string name) => $$"""{{{day}}"Text":"e{{id}} {{name}}"}""";

            string Required(string name) => required switch
            {
                "missing" => "",
                "null" => ",\"NestedRequiredReference\":null",
                _ => ",\"NestedRequiredReference\":" + Nested(name + " nrr"),
            };
        }
    }

    protected override async Task Seed29219(DbContext ctx)
    {
        await base.Seed29219(ctx);
        await RawItems.PutAsync<Context29219.MyEntity>(ctx, """{"Id":3,"Reference":{"NonNullableScalar":30},"Collection":[{"NonNullableScalar":10001}]}""");
    }

    protected override async Task Seed30028(DbContext ctx)
    {
        await PutAsync(1, "Collection", "OptionalReference", "RequiredReference");
        await PutAsync(2, "OptionalReference", "RequiredReference");
        await PutAsync(3, "Collection", "RequiredReference");
        await PutAsync(4, "Collection", "OptionalReference");

        Task PutAsync(int id, params string[] members)
        {
            var written = members.Select(m => $"\"{m}\":" + m switch
            {
                "Collection" => $"[{Branch("c1")},{Branch("c2")}]",
                "OptionalReference" => Branch("or"),
                _ => Branch("rr"),
            });
            return RawItems.PutAsync<Context30028.MyEntity>(ctx, $$"""{"Id":{{id}},"Json":{"RootName":"e{{id}}",{{string.Join(',', written)}} } }""");

            string Branch(string name) => $$"""{"BranchName":"e{{id}} {{name}}","Nested":{"LeafName":"e{{id}} {{name}} l"} }""";
        }
    }

    protected override Task Seed33046(DbContext ctx) => RawItems.PutAsync<Context33046.Review>(
        ctx, """{"Id":1,"Rounds":[{"RoundNumber":11,"SubRounds":[{"SubRoundNumber":111},{"SubRoundNumber":112}]}]}""");

    protected override async Task Seed34960(Context34960 ctx)
    {
        await base.Seed34960(ctx);
        await RawItems.PutAsync<Context34960.Entity>(ctx, """{"Id":4,"Reference":null,"Collection":null}""");
        await RawItems.PutAsync<Context34960.JunkEntity>(ctx, """{"Id":1,"Collection":{"DoB":"2000-01-01T00:00:00","Text":"junk"},"Reference":null}""");
        await RawItems.PutAsync<Context34960.JunkEntity>(ctx, """{"Id":2,"Collection":null,"Reference":[{"DoB":"2000-01-01T00:00:00","Text":"junk"}]}""");
    }

    protected override Task SeedJunkInJson(DbContext ctx) => RawItems.PutAsync<ContextJunkInJson.MyEntity>(ctx, """
        {
          "Id": 1,
          "Reference": {
            "Name": "r1", "JunkCollection": [{"Foo": "junk value"}], "JunkReference": {"Something": "SomeValue"}, "Number": 1.5,
            "NestedCollection": [{"DoB": "2000-02-01T00:00:00", "JunkReference": {"Something": "SomeValue"}}, {"DoB": "2000-02-02T00:00:00"}],
            "NestedReference": {"DoB": "2000-01-01T00:00:00"}
          },
          "ReferenceWithCtor": {
            "MyBool": true, "JunkCollection": [{"Foo": "junk value"}], "Name": "r1 ctor", "JunkReference": {"Something": "SomeValue"},
            "NestedCollection": [{"DoB": "2001-02-01T00:00:00"}, {"DoB": "2001-02-02T00:00:00"}],
            "NestedReference": {"JunkCollection": [{"Foo": "junk value"}], "DoB": "2001-01-01T00:00:00"}
          },
          "Collection": [
            {
              "JunkReference": {"Something": "SomeValue"}, "Name": "c11", "JunkProperty1": 50, "Number": 11.5, "JunkCollection1": [], "JunkCollection2": [{"Foo": "junk value"}],
              "NestedCollection": [{"DoB": "2002-04-01T00:00:00", "DummyProp": "Dummy value"}, {"DoB": "2002-04-02T00:00:00", "DummyReference": {"Foo": 5}}],
              "NestedReference": {"DoB": "2002-03-01T00:00:00"}
            },
            {
              "Name": "c12", "Number": 12.5, "NestedCollection": [{"DoB": "2002-06-01T00:00:00"}, {"DoB": "2002-06-02T00:00:00"}],
              "NestedDummy": 59, "NestedReference": {"DoB": "2002-05-01T00:00:00"}
            }
          ],
          "CollectionWithCtor": [
            {
              "MyBool": true, "Name": "c11 ctor", "JunkReference": {"Something": "SomeValue", "JunkCollection": [{"Foo": "junk value"}]},
              "NestedCollection": [{"DoB": "2002-08-01T00:00:00"}, {"DoB": "2002-08-02T00:00:00"}], "NestedReference": {"DoB": "2002-07-01T00:00:00"}
            },
            {
              "MyBool": false, "Name": "c12 ctor", "NestedCollection": [{"DoB": "2002-10-01T00:00:00"}, {"DoB": "2002-10-02T00:00:00"}],
              "JunkCollection": [{"Foo": "junk value"}], "NestedReference": {"DoB": "2002-09-01T00:00:00"}
            }
          ]
        }
        """);

    protected override Task SeedTrickyBuffering(DbContext ctx) => RawItems.PutAsync<ContextTrickyBuffering.MyEntity>(ctx, """
        {
          "Id": 1,
          "Reference": {
            "Name": "r1", "Number": 7, "JunkReference": {"Something": "SomeValue"}, "JunkCollection": [{"Foo": "junk value"}],
            "NestedReference": {"DoB": "2000-01-01T00:00:00"},
            "NestedCollection": [{"DoB": "2000-02-01T00:00:00", "JunkReference": {"Something": "SomeValue"}}, {"DoB": "2000-02-02T00:00:00"}]
          }
        }
        """);

    protected override Task SeedShadowProperties(DbContext ctx) => RawItems.PutAsync<ContextShadowProperties.MyEntity>(ctx, """
        {
          "Id": 1,
          "Name": "e1",
          "Reference": {"Name": "e1_r", "ShadowString": "Foo"},
          "ReferenceWithCtor": {"Shadow_Int": 143, "Name": "e1_r ctor"},
          "Collection": [{"Name": "e1_c1", "ShadowDouble": 5.5}, {"ShadowDouble": 20.5, "Name": "e1_c2"}],
          "CollectionWithCtor": [{"Name": "e1_c1 ctor", "ShadowNullableByte": 6}, {"ShadowNullableByte": null, "Name": "e1_c2 ctor"}]
        }
        """);

    protected override async Task SeedNotICollection(DbContext ctx)
    {
        await RawItems.PutAsync<ContextNotICollection.MyEntity>(
            ctx, """{"Id":1,"Json":{"Collection":[{"Bar":11,"Foo":"c11"},{"Bar":12,"Foo":"c12"},{"Bar":13,"Foo":"c13"}]}}""");
        await RawItems.PutAsync<ContextNotICollection.MyEntity>(ctx, """{"Id":2,"Json":{"Collection":[{"Bar":21,"Foo":"c21"},{"Bar":22,"Foo":"c22"}]}}""");
    }

    protected override async Task SeedBadJsonProperties(ContextBadJsonProperties ctx)
    {
        await PutAsync(1, "baseline", "");
        await PutAsync(2, "duplicated navigations", " dupnav");
        await PutAsync(3, "duplicated scalars", " dupprop");
        await PutAsync(4, "empty navigation property names", null);
        await PutAsync(5, "empty scalar property names", null);
        await PutAsync(10, "null navigation property names", null);
        await PutAsync(11, "null scalar property names", " nonnull");

        Task PutAsync(int id, string scenario, string? suffix)
        {
            return RawItems.PutAsync<ContextBadJsonProperties.Entity>(
                ctx,
                $$"""{"Id":{{id}},"Scenario":"{{scenario}}","OptionalReference":{{Root("or")}},"RequiredReference":{{Root("rr")}},"Collection":[{{Root("c 1")}},{{Root("c 2")}}]}""");

            string Root(string name) => scenario.StartsWith("empty nav", StringComparison.Ordinal) || scenario.StartsWith("null nav", StringComparison.Ordinal)
                ? "{}"
                : $$"""{"NestedOptional":{{Branch(name + " no")}},"NestedRequired":{{Branch(name + " nr")}},"NestedCollection":[{{Branch(name + " nc 1")}},{{Branch(name + " nc 2")}}]}""";

            string Branch(string name) => suffix is null ? "{}" : $$"""{"Text":"{{name}}{{suffix}}"}""";
        }
    }
}
