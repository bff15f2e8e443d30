// What one sync takes of who does nothing for it: a row's bytes behind the end of a file, and the file to the device.

namespace Dyno.Benchmarks.Ef;

internal sealed class GrowingFile : IDisposable
{
    private readonly FileStream _file;

    public GrowingFile(string path) => _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    public void Append(ReadOnlySpan<byte> row)
    {
        _file.Write(row);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();
}
