// EF's suite: arithmetic in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Operators;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Operators;

public class ArithmeticOperatorTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : ArithmeticOperatorTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
