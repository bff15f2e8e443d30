// EF's suite: byte arrays in queries.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class ByteArrayTranslationsDynoTest(BasicTypesQueryDynoFixture fixture) : ByteArrayTranslationsTestBase<BasicTypesQueryDynoFixture>(fixture);
