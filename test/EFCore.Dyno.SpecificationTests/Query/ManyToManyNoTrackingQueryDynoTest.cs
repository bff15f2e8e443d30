// EF's suite: skip navigations without tracking.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ManyToManyNoTrackingQueryDynoTest(ManyToManyQueryDynoFixture fixture) : ManyToManyNoTrackingQueryTestBase<ManyToManyQueryDynoFixture>(fixture);
