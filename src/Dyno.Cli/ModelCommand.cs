// `dyno model App.dll`: the model of an application's context as text, for a *.dynomodel.json file that tells the analyzers what source does not show. The
// application's own EFCore.Dyno writes it: it is loaded beside this program with what it depends on, and called through reflection.

using System.CommandLine;
using System.Reflection;
using System.Runtime.Loader;

namespace Dyno.Cli;

internal static class ModelCommand
{
    private const string Provider = "EFCore.Dyno";
    private const string Describer = "EFCore.Dyno.Design.DynoModelDescription";

    private static readonly Argument<FileInfo> App = new("app") { Description = "The built assembly that declares the context: bin/Debug/net10.0/App.dll." };

    private static readonly Option<string?> Context = new("--context") { Description = "The context's class, where the assembly declares several." };

    public static Command Create()
    {
        var command = new Command("model", "Prints the model of a context, for a *.dynomodel.json additional file of the analyzers.") { App, Context };
        command.SetAction(arguments => Run(arguments.GetValue(App)!.FullName, arguments.GetValue(Context), Console.Out, Console.Error));
        return command;
    }

    internal static int Run(string path, string? name, TextWriter output, TextWriter errors)
    {
        try
        {
            var contexts = Describe(path, name);
            if (contexts.Count == 1)
            {
                output.WriteLine(contexts[0].Value);
                return 0;
            }

            errors.WriteLine(contexts.Count == 0 ? Messages.NoContext(path, name) : Messages.SeveralContexts(path, contexts.Select(c => c.Key)));
        }
        catch (TargetInvocationException failed)
        {
            errors.WriteLine(failed.InnerException!.Message);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or ReflectionTypeLoadException or InvalidOperationException)
        {
            errors.WriteLine(exception.Message);
        }

        return 1;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Describe(string path, string? name)
    {
        var application = new ApplicationContext(path);
        var assembly = application.LoadFromAssemblyPath(path);
        var provider = application.LoadFromAssemblyName(new AssemblyName(Provider));
        var describe = provider.GetType(Describer)?.GetMethod("DescribeAll", BindingFlags.Static | BindingFlags.Public)
            ?? throw new FileNotFoundException(Messages.ProviderTooOld(provider.GetName()));
        return (IReadOnlyList<KeyValuePair<string, string>>)describe.Invoke(null, [assembly, name])!;
    }

    // What the application brings goes before what this program has; both share the framework.
    private sealed class ApplicationContext(string path) : AssemblyLoadContext("application")
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
    }
}
