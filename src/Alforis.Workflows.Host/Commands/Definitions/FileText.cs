using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Host.Commands.Definitions;

/// <summary>Whether bytes are text at all, said in the words of an editor and not of a JSON reader.</summary>
internal static class FileText
{
    private const string Cure = "Save it as UTF-8.";

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static Diagnostic? Check(ReadOnlySpan<byte> content)
    {
        if (IsUtf16(content)) return At(1, 1, "The file is UTF-16 text.", Cure);
        var text = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        if (text.Trim(" \t\r\n"u8).IsEmpty) return At(1, 1, "The file is empty.", null);
        return Utf8.IsValid(text) ? null : Misfit(text);
    }

    /// <summary>By its mark, or by the zero half of its first character: JSON begins with an ASCII one.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..] => true,
        _ => false,
    };

    private static Diagnostic Misfit(ReadOnlySpan<byte> text)
    {
        var (line, column) = (1, 1);
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            text = text[length..];
        }

        return At(line, column, string.Create(CultureInfo.InvariantCulture, $"The byte {text[0]:X2} here is not UTF-8; the file has another encoding."), Cure);
    }

    private static Diagnostic At(int line, int column, string message, string? cure) =>
        new(CrmDiagnosticCodes.UnreadableFile, DiagnosticSeverity.Error, "", line, column, message, cure);
}
