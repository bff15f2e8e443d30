// EF's suite: binding to lists of tracked entities.

namespace EFCore.Dyno.SpecificationTests;

public class DataBindingDynoTest(F1DynoFixture fixture) : DataBindingTestBase<F1DynoFixture>(fixture);
