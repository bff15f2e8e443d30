// An open transaction of the engine: operations on its view and its overlay, savepoints, and the commit, which gives the pipeline everything as one write set.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Transactions;

internal sealed class EngineTransaction : OperationsClient, IDynoTransaction
{
    private readonly DynoEngine _engine;
    private readonly EngineContext _context;
    private readonly TransactionView _view;
    private readonly TransactionWriter _writer;

    // The newest last.
    private readonly List<(string Name, Overlay Overlay)> _savepoints = [];

    public EngineTransaction(DynoEngine engine)
        : this(engine, new TransactionView(engine.Context))
    {
    }

    private EngineTransaction(DynoEngine engine, TransactionView view)
        : this(engine, view, new TransactionWriter(engine.Context, view))
    {
    }

    private EngineTransaction(DynoEngine engine, TransactionView view, TransactionWriter writer)
        : base(engine, view, writer)
    {
        _engine = engine;
        _context = engine.Context;
        _view = view;
        _writer = writer;
    }

    // The place of the commit among all; for tests. 0 where nothing was written.
    internal long CommitSequence { get; private set; }

    // What the transaction sees; for tests.
    internal long SnapshotSequence => _view.Sequence;

    public IDynoTransactions BegunBy => _engine;

    public IDynoClient Outside => field ??= new OperationsClient(_engine, null, new OutsideWriter(_context.Commit, _view.Reads));

    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        End();
        try
        {
            if (_view.Overlay.Items.IsEmpty)
            {
                return;
            }

            var part = new TransactionPart(_view.Reads, isOutside: false, [.. _view.Overlay.Tokens.Values]);
            var set = new WriteSet(Actions(_view.Overlay)) { CapacityFactor = CapacityUnits.TransactionFactor, Transaction = part };
            if (_view.Reads.AreUnchanged())
            {
                await _context.Commit.WriteAsync(set, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                part.HasConflict = true;
            }

            if (part.HasConflict)
            {
                await _context.Commit.SettleAsync(_view.Reads.ConflictSequence).ConfigureAwait(false);
                throw new TransactionConflictException(_view.Reads.IsExpired ? Messages.TransactionTooOld : Messages.TransactionConflict);
            }

            CommitSequence = Array.Exists(set.Actions, a => a.Change.IsWrite) ? set.SequenceNumber : 0;
            if (set.IsRefused)
            {
                throw Array.Find(set.Actions, a => a.Refusal is not null)!.Refusal!;
            }
        }
        finally
        {
            _view.Close();
        }
    }

    public ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        End();
        _view.Close();
        return default;
    }

    public ValueTask CreateSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Replace(overlay =>
        {
            _savepoints.Add((name, overlay));
            return overlay;
        });
        return default;
    }

    public ValueTask RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Replace(_ =>
        {
            var at = IndexOf(name);
            _savepoints.RemoveRange(at + 1, _savepoints.Count - at - 1);
            return _savepoints[at].Overlay;
        });
        return default;
    }

    public ValueTask ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Replace(overlay =>
        {
            var at = IndexOf(name);
            _savepoints.RemoveRange(at, _savepoints.Count - at);
            return overlay;
        });
        return default;
    }

    public void Dispose()
    {
        if (_view.TryEnd())
        {
            _view.Close();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static WriteAction[] Actions(Overlay overlay)
    {
        var actions = new WriteAction[overlay.Items.Count];
        var next = 0;
        foreach (var entry in overlay.Items)
        {
            actions[next++] = entry.IsGone ? new DeleteAction(entry.Table!, entry.Key) : new PutAction(entry.Table!, entry.Key, entry.Value, entry.Size);
        }

        return actions;
    }

    private int IndexOf(string name)
    {
        var at = _savepoints.FindLastIndex(s => s.Name == name);
        return at >= 0 ? at : throw new InvalidOperationException(Messages.NoSavepoint(name));
    }

    private void End()
    {
        if (!_view.TryEnd())
        {
            throw new InvalidOperationException(Messages.TransactionIsOver);
        }
    }
}
