// EF's suite: interceptors of query expressions, with and without a diagnostic listener.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests;

public abstract class QueryExpressionInterceptionDynoTest(QueryExpressionInterceptionDynoTest.QueryExpressionInterceptionDynoFixture fixture) : QueryExpressionInterceptionTestBase(fixture)
{
    public class WithoutListener(WithoutListener.WithoutListenerFixture fixture)
        : QueryExpressionInterceptionDynoTest(fixture), IClassFixture<WithoutListener.WithoutListenerFixture>
    {
        public class WithoutListenerFixture : QueryExpressionInterceptionDynoFixture
        {
            protected override bool ShouldSubscribeToDiagnosticListener => false;
        }
    }

    public class WithListener(WithListener.WithListenerFixture fixture)
        : QueryExpressionInterceptionDynoTest(fixture), IClassFixture<WithListener.WithListenerFixture>
    {
        public class WithListenerFixture : QueryExpressionInterceptionDynoFixture
        {
            protected override bool ShouldSubscribeToDiagnosticListener => true;
        }
    }

    public abstract class QueryExpressionInterceptionDynoFixture : InterceptionFixtureBase
    {
        protected override string StoreName => "QueryExpressionInterception" + GetType().Name;

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override IServiceCollection InjectInterceptors(IServiceCollection serviceCollection, IEnumerable<IInterceptor> injectedInterceptors) =>
            base.InjectInterceptors(TestStoreFactory.AddProviderServices(serviceCollection), injectedInterceptors);
    }
}
