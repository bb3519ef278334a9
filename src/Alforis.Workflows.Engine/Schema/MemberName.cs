using System.Text;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A member's name in both encodings: JSON is searched by UTF-8, dictionaries by text. Immutable.</summary>
internal sealed class MemberName(string text)
{
    /// <summary>The very object that the program's own literal is, if it has one: its dictionaries then find the name without comparing letters.</summary>
    public string Text { get; } = string.IsInterned(text) ?? text;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    public override string ToString() => Text;
}
