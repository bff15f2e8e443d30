// EF's suite: strings in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class StringTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : StringTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
