// What the servers do differently is asserted, test by test.
using Dyno.ClientContract.Differences;

[assembly: TestFramework(DifferencesTestFramework.TypeName, DifferencesTestFramework.AssemblyName)]
