// EF's suite: comparisons in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Operators;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Operators;

public class ComparisonOperatorTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : ComparisonOperatorTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
