// Finds missing tests: every base type of EF's suite is derived here or stands in BaseTypes.NotDerived with its reason, and not both.

namespace EFCore.Dyno.SpecificationTests.Conformance;

public class ComplianceTests
{
    [Fact]
    public void A_base_type_is_derived_or_there_is_a_reason() =>
        Assert.Empty(BaseTypes.All.Where(t => !BaseTypes.IsDerived(t) && !BaseTypes.NotDerived.ContainsKey(t)).Select(BaseTypes.NameOf));

    [Fact]
    public void A_base_type_that_is_derived_needs_no_reason() => Assert.Empty(BaseTypes.NotDerived.Keys.Where(BaseTypes.IsDerived).Select(BaseTypes.NameOf));
}
