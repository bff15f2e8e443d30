// EF's suite: DateOnly in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Temporal;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Temporal;

public class DateOnlyTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : DateOnlyTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
