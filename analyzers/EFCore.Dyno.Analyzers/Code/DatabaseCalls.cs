// The calls that were looked at last: several rules ask of the same call, one after the other. A few places are enough, and no operation is kept for long.

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal sealed class DatabaseCalls
{
    private const int Places = 16;

    private readonly Found?[] _last = new Found?[Places];

    public DatabaseCall? Of(IInvocationOperation call, Facts facts)
    {
        // Several threads write here, and each reads what it finds or finds it anew.
        ref var place = ref _last[RuntimeHelpers.GetHashCode(call) % Places];
        var found = Volatile.Read(ref place);
        if (found?.Call != call)
        {
            Volatile.Write(ref place, found = new Found(call, DatabaseCall.Find(call, facts)));
        }

        return found!.Result;
    }

    private sealed record Found(IInvocationOperation Call, DatabaseCall? Result);
}
