// EF's suite: TimeSpan in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Temporal;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Temporal;

public class TimeSpanTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : TimeSpanTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
