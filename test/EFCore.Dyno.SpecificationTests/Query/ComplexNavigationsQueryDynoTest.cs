// EF's suite: navigations over four levels.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexNavigationsQueryDynoTest(ComplexNavigationsQueryDynoFixture fixture) : ComplexNavigationsQueryTestBase<ComplexNavigationsQueryDynoFixture>(fixture);
