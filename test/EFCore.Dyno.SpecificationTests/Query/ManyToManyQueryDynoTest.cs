// EF's suite: skip navigations.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ManyToManyQueryDynoTest(ManyToManyQueryDynoFixture fixture) : ManyToManyQueryTestBase<ManyToManyQueryDynoFixture>(fixture);
