// A script without a fault has no error.
namespace Dyno.Reliability.Faults;

internal sealed class Strict : IScriptWitness
{
    public bool Failed(StepKind step, bool isWrite, Exception exception) => throw new InvalidOperationException($"{step} failed without a fault.", exception);

    public void Succeeded(StepKind step, bool isWrite)
    {
    }

    public void Wrong(StepKind step, string what) => throw new InvalidOperationException($"{step} answered wrongly without a fault: {what}");
}
