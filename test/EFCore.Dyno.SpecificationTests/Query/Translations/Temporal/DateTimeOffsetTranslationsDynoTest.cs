// EF's suite: DateTimeOffset in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Temporal;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Temporal;

public class DateTimeOffsetTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : DateTimeOffsetTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
