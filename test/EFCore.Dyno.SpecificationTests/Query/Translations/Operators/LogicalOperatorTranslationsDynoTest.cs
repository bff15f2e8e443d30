// EF's suite: logical operators in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Operators;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Operators;

public class LogicalOperatorTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : LogicalOperatorTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
