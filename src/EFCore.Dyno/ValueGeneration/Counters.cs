// Hands out the numbers of counters, and reserves them in blocks from an item in the table with UpdateItem and ADD, so that a number costs a
// request only now and then. What is left of a block when the process ends is a gap. Invariants: (1) a number is handed out once, whoever
// shares the table; (2) a number that an entity brought itself is passed over, if it was saved where the counter had not got to yet.

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class Counters
{
    private const int FirstBlock = 8;
    private const int LargestBlock = 1024;
    private const string ValueAttribute = "Value";

    private static readonly ConditionalWeakTable<IDynoClient, Counters> ByClient = [];

    private readonly ConcurrentDictionary<CounterId, State> _states = new();

    /// <summary>The counters of a database. They belong to the client, so that contexts of one process share blocks.</summary>
    public static Counters Of(IDynoClient client) => ByClient.GetValue(client, static _ => new Counters());

    /// <summary>Forgets what was reserved in a table: it is deleted.</summary>
    public void Forget(string tableName)
    {
        foreach (var id in _states.Keys)
        {
            if (id.TableName == tableName)
            {
                _states.TryRemove(id, out _);
            }
        }
    }

    /// <summary>The next number, from 1.</summary>
    public ValueTask<long> NextAsync(IDynoClient client, CounterProperty counter, CancellationToken cancellationToken)
    {
        var state = _states.GetOrAdd(counter.Id, static _ => new State());
        return state.TryTake(out var number) ? new ValueTask<long>(number) : ReserveAsync(client, counter, state, cancellationToken);
    }

    /// <summary>Takes notice of a number that an entity brings itself.</summary>
    public ValueTask ObserveAsync(IDynoClient client, CounterProperty counter, long number, CancellationToken cancellationToken)
    {
        if (number <= 0)
        {
            return ValueTask.CompletedTask;
        }

        var state = _states.GetOrAdd(counter.Id, static _ => new State());
        return state.Knows(number) ? ValueTask.CompletedTask : RaiseAsync(client, counter, state, number, cancellationToken);
    }

    private static async ValueTask<long> ReserveAsync(IDynoClient client, CounterProperty counter, State state, CancellationToken cancellationToken)
    {
        await state.Reserving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            long number;
            while (!state.TryTake(out number))
            {
                var block = state.NextBlock();
                var result = await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = counter.Id.TableName,
                        Key = counter.Key,
                        UpdateExpression = new UpdateExpression(
                        [
                            new AddAction(DocumentPath.Of(ValueAttribute), EncodedValue.FromInt64(block)),
                            new SetAction(DocumentPath.Of(ReservedKeys.KindAttribute), EncodedValue.FromString(ReservedKeys.CounterKind)),
                        ]),
                        ReturnValues = ReturnValue.UPDATED_NEW,
                    },
                    cancellationToken).ConfigureAwait(false);
                state.Reserved(ValueOf(result.Attributes!.Value), block);
            }

            return number;
        }
        finally
        {
            state.Reserving.Release();
        }
    }

    private static async ValueTask RaiseAsync(
        IDynoClient client, CounterProperty counter, State state, long number, CancellationToken cancellationToken)
    {
        await state.Reserving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (state.Knows(number))
            {
                return;
            }

            // Who brings all numbers itself would pay a request for each: so the counter is raised further and further ahead.
            var raised = number <= long.MaxValue - LargestBlock ? number + state.NextSlack() : number;
            var path = DocumentPath.Of(ValueAttribute);
            try
            {
                await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = counter.Id.TableName,
                        Key = counter.Key,
                        UpdateExpression = new UpdateExpression(
                        [
                            new SetAction(path, EncodedValue.FromInt64(raised)),
                            new SetAction(DocumentPath.Of(ReservedKeys.KindAttribute), EncodedValue.FromString(ReservedKeys.CounterKind)),
                        ]),
                        ConditionExpression = new ConditionExpression(new OrNode(
                            new AttributeNotExistsNode(path),
                            new ComparisonNode(ComparisonOperator.LessThan, new PathOperand(path), new ValueOperand(EncodedValue.FromInt64(number))))),
                        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                    },
                    cancellationToken).ConfigureAwait(false);
                state.Saw(raised);
            }
            catch (ConditionalCheckFailedException exception)
            {
                // Somebody has got further: no block to come has the number.
                state.Saw(exception.Item is { } item ? ValueOf(item) : number);
            }
        }
        finally
        {
            state.Reserving.Release();
        }
    }

    private static long ValueOf(Item item) => item.TryGet("Value"u8, out var value) ? value.GetInt64() : 0;

    // Numbers from _next to _end are ours; the counter in the table was at _known when we last heard of it.
    private sealed class State
    {
        private readonly Lock _gate = new();
        private long _next = 1;
        private long _end;
        private long _known;
        private int _block = FirstBlock;
        private int _slack;
        private int _raises;

        public SemaphoreSlim Reserving { get; } = new(1, 1);

        public bool TryTake(out long number)
        {
            lock (_gate)
            {
                number = _next;
                if (_next > _end)
                {
                    return false;
                }

                _next++;
                return true;
            }
        }

        /// <summary>Whether a number brought from outside cannot be handed out any more; takes it out of our own block.</summary>
        public bool Knows(long number)
        {
            lock (_gate)
            {
                if (number >= _next && number <= _end)
                {
                    // The numbers before it are a gap: entities are seldom numbered by both.
                    _next = number + 1;
                }

                return number <= _known;
            }
        }

        public int NextBlock()
        {
            lock (_gate)
            {
                var block = _block;
                _block = Math.Min(_block * 2, LargestBlock);
                return block;
            }
        }

        public int NextSlack()
        {
            lock (_gate)
            {
                return ++_raises <= 4 ? 0 : _slack = Math.Min((_slack * 2) + 1, LargestBlock);
            }
        }

        public void Reserved(long end, int count)
        {
            lock (_gate)
            {
                _next = end - count + 1;
                _end = end;
                _known = Math.Max(_known, end);
            }
        }

        public void Saw(long value)
        {
            lock (_gate)
            {
                _known = Math.Max(_known, value);
            }
        }
    }
}
