// A log of many blocks, with commits from a few bytes to several blocks: read piece by piece, it ends where the first commit that is not whole begins.
using System.Buffers.Binary;
using Dyno.Storage.Recovery;
using Xunit.Abstractions;

namespace Dyno.Storage.Tests;

public sealed class LogRecordsTests(ITestOutputHelper output)
{
    private const int Commits = 120;

    [Fact]
    public void All_commits_of_a_whole_log_are_told_in_their_order()
    {
        using var directory = new TestDirectory();
        var log = Create(directory, new Random(Seeds.Next(output)));
        var sequences = new List<ulong>();
        var records = new LogRecords(WriteBatch.HeaderBytes, head =>
        {
            Assert.Equal(WriteBatch.HeaderBytes, head.Length);
            sequences.Add(BinaryPrimitives.ReadUInt64LittleEndian(head));
        });
        Assert.Equal(new FileInfo(log).Length, records.ReadFile(log));
        Assert.Equal(new FileInfo(log).Length, records.SoundBytes);
        Assert.Equal(Enumerable.Range(0, Commits).Select(i => sequences[0] + (ulong)i), sequences);
    }

    [Fact]
    public void A_cut_log_ends_with_the_last_whole_commit()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var log = Create(directory, random);
        var (bytes, ends) = (File.ReadAllBytes(log), Ends(log));
        for (var round = 0; round < 100; round++)
        {
            var length = random.Next(bytes.Length);
            File.WriteAllBytes(log, bytes.AsSpan(0, length));
            var records = new LogRecords(0, _ => { });
            Assert.Equal(length, records.ReadFile(log));
            Assert.Equal(ends.Last(end => end <= length), records.SoundBytes);
            var end = LogEnd.Of(log, records.SoundBytes);
            Assert.True(end.EndsLikeUnfinishedWrite);
            Assert.Null(end.RecordBeginsBehind());
        }
    }

    [Fact]
    public void A_broken_log_ends_before_the_damage_and_goes_on_behind_it()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var log = Create(directory, random);
        var (bytes, ends) = (File.ReadAllBytes(log), Ends(log));
        for (var round = 0; round < 100; round++)
        {
            var commit = random.Next(Commits - 1);

            // Within its key, behind the header and what a commit begins with, where both are in one block.
            var at = (int)ends[commit] + 30;
            if (at / LogFormat.BlockBytes != ends[commit] / LogFormat.BlockBytes)
            {
                continue;
            }

            bytes[at] ^= 1;
            File.WriteAllBytes(log, bytes);
            bytes[at] ^= 1;
            var records = new LogRecords(0, _ => { });
            Assert.Equal(bytes.Length, records.ReadFile(log));
            Assert.Equal(ends[commit], records.SoundBytes);
            Assert.Equal(LogFormat.HeaderFrom((int)ends[commit + 1]), LogEnd.Of(log, records.SoundBytes).RecordBeginsBehind());
        }
    }

    // As the process's end leaves it.
    private static string Create(TestDirectory directory, Random random)
    {
        using var store = Store.Open(directory.Sub("live"), TestStores.Options with { WriteBufferBytes = 64 << 20 });
        for (var i = 0; i < Commits; i++)
        {
            store.Put($"a key of some length, number {i:D4}", new string((char)random.Next('a', 'z'), random.Next(4) == 0 ? random.Next(100_000) : random.Next(5000)));
        }

        var log = directory.Sub("copy.log");
        File.Copy(Directory.GetFiles(directory.Sub("live"), "*.log").Single(), log);
        Assert.True(new FileInfo(log).Length > 20 * LogFormat.BlockBytes);
        return log;
    }

    // Where the commits end, from 0, before the first.
    private static List<long> Ends(string log)
    {
        var ends = new List<long>();
        LogRecords? records = null;
        records = new LogRecords(0, _ => ends.Add(records!.SoundBytes));
        records.ReadFile(log);
        ends.Add(records.SoundBytes);
        return ends;
    }
}
