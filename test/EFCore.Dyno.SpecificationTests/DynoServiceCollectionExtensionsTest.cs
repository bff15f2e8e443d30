// EF's suite: the provider's services.

namespace EFCore.Dyno.SpecificationTests;

public class DynoServiceCollectionExtensionsTest() : EntityFrameworkServiceCollectionExtensionsTestBase(DynoTestHelpers.Instance);
