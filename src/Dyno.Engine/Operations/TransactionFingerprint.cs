// What makes two transactions the same request: SHA-256 of all actions in order, each part preceded by its length (i32 little endian).
// Items are canonical bytes; expressions count by their readable text, in which names and values stand for themselves.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dyno.Engine.Operations;

internal static class TransactionFingerprint
{
    public static byte[] Of(TransactWriteItemsRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in request.TransactItems)
        {
            var (verb, bytes, update) = item switch
            {
                TransactPut put => ("put", put.Item.Bytes, null),
                TransactUpdate u => ("update", u.Key.Bytes, u.UpdateExpression.ToString()),
                TransactDelete delete => ("delete", delete.Key.Bytes, null),
                TransactConditionCheck check => ("check", check.Key.Bytes, null),
                _ => throw new ArgumentException(Messages.UnknownAction(item.GetType().Name), nameof(request)),
            };
            Append(hash, verb);
            Append(hash, item.TableName);
            Append(hash, bytes.Span);
            Append(hash, update);
            Append(hash, item.ConditionExpression?.ToString());
            Append(hash, item.ReturnValuesOnConditionCheckFailure.ToString());
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string? text) => Append(hash, Encoding.UTF8.GetBytes(text ?? ""));

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
