// EF's suite: Math in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class MathTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : MathTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
