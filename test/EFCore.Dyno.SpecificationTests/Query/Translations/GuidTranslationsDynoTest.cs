// EF's suite: GUIDs in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class GuidTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : GuidTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
