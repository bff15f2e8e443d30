// What is wrong with a model, gathered so that an application sees all of it at once.

namespace EFCore.Dyno.Metadata;

internal sealed class ModelMistakes
{
    private readonly List<string> _messages = [];

    public bool Any => _messages.Count > 0;

    public void Add(string message)
    {
        if (!_messages.Contains(message))
        {
            _messages.Add(message);
        }
    }

    /// <summary>Keeps what an action finds wrong, and goes on.</summary>
    public void Try(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException mistake)
        {
            Add(mistake.Message);
        }
    }

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new InvalidOperationException(_messages is [var only] ? only : Messages.SeveralMistakes(_messages));
        }
    }
}
