// The tags of a table: names and values that people choose, for instance to share out costs.

namespace Dyno;

/// <summary>A tag. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Tag.html</summary>
/// <param name="Key">The tag's name: 1 to 128 letters, digits, spaces and + - = . _ : / @ characters; unique on its table.</param>
/// <param name="Value">Its value: none to 256 of the same characters.</param>
public sealed record Tag(string Key, string Value);
