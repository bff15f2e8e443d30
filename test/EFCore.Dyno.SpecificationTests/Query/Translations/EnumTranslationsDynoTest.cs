// EF's suite: enums in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class EnumTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : EnumTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
