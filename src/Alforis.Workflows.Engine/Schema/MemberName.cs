using System.Text;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A member's name in both encodings: JSON is searched by UTF-8, dictionaries by text. Immutable.</summary>
internal sealed class MemberName(string text)
{
    public string Text => text;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    public override string ToString() => text;
}
