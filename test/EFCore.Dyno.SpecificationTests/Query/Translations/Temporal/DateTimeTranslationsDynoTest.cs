// EF's suite: DateTime in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Temporal;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Temporal;

public class DateTimeTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : DateTimeTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
