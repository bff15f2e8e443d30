// EF's suite: functions of all kinds in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class MiscellaneousTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : MiscellaneousTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
