// EF's suite: other operators in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Operators;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Operators;

public class MiscellaneousOperatorTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : MiscellaneousOperatorTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
