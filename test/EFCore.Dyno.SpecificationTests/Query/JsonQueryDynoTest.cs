// EF's suite: queries into documents.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class JsonQueryDynoTest(JsonQueryDynoFixture fixture) : JsonQueryTestBase<JsonQueryDynoFixture>(fixture);
