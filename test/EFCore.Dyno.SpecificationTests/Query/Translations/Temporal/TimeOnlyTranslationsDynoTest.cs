// EF's suite: TimeOnly in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Temporal;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Temporal;

public class TimeOnlyTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : TimeOnlyTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
