// EF's suite: interceptors of SaveChanges, with and without a diagnostic listener.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests;

public abstract class SaveChangesInterceptionDynoTest(SaveChangesInterceptionDynoTest.SaveChangesInterceptionDynoFixture fixture) : SaveChangesInterceptionTestBase(fixture)
{
    public class WithoutListener(WithoutListener.WithoutListenerFixture fixture)
        : SaveChangesInterceptionDynoTest(fixture), IClassFixture<WithoutListener.WithoutListenerFixture>
    {
        public class WithoutListenerFixture : SaveChangesInterceptionDynoFixture
        {
            protected override bool ShouldSubscribeToDiagnosticListener => false;
        }
    }

    public class WithListener(WithListener.WithListenerFixture fixture)
        : SaveChangesInterceptionDynoTest(fixture), IClassFixture<WithListener.WithListenerFixture>
    {
        public class WithListenerFixture : SaveChangesInterceptionDynoFixture
        {
            protected override bool ShouldSubscribeToDiagnosticListener => true;
        }
    }

    public abstract class SaveChangesInterceptionDynoFixture : InterceptionFixtureBase
    {
        protected override string StoreName => "SaveChangesInterception" + GetType().Name;

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override IServiceCollection InjectInterceptors(IServiceCollection serviceCollection, IEnumerable<IInterceptor> injectedInterceptors) =>
            base.InjectInterceptors(TestStoreFactory.AddProviderServices(serviceCollection), injectedInterceptors);
    }
}
