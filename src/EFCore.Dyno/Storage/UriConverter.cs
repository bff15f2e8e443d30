// URIs as text, as they were written; EF's own converter loses escapes. Text that begins with '/' is relative: on Unix it could be a file, too.

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

internal sealed class UriConverter() : ValueConverter<Uri, string>(
    uri => uri.IsAbsoluteUri && uri.OriginalString.StartsWith('/') ? uri.AbsoluteUri : uri.OriginalString,
    text => new Uri(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute));
