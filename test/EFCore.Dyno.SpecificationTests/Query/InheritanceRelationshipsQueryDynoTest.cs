// EF's suite: relationships between hierarchies.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class InheritanceRelationshipsQueryDynoTest(InheritanceRelationshipsQueryDynoFixture fixture) : InheritanceRelationshipsQueryTestBase<InheritanceRelationshipsQueryDynoFixture>(fixture);
