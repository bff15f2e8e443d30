// EF's suite: queries over keys of several properties.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class CompositeKeysQueryDynoTest(CompositeKeysQueryDynoFixture fixture) : CompositeKeysQueryTestBase<CompositeKeysQueryDynoFixture>(fixture);
