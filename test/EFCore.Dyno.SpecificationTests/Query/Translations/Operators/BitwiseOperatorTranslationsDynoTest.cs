// EF's suite: bitwise operators in queries.

using Microsoft.EntityFrameworkCore.Query.Translations.Operators;

namespace EFCore.Dyno.SpecificationTests.Query.Translations.Operators;

public class BitwiseOperatorTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : BitwiseOperatorTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
