using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Contexts;

/// <summary>An event written down in a file, to try workflows on without a database.</summary>
/// <remarks>
/// <c>now</c>, <c>trigger</c> (<c>type</c>, <c>actor</c>, <c>occurred_at</c>), the <c>deal</c> or <c>organisation</c> after the change with
/// what belongs to it nested inside, under <c>previous</c> the old values of the columns that changed, and a webhook's payload under
/// <c>webhook</c>. What the service would compute is computed: changed fields, the row before the change, days of inactivity.
/// </remarks>
/// <param name="Triggers">What the event is, as the service would record it: <c>deal_updated</c> and <c>deal_stage_changed</c> are one event.</param>
/// <param name="Context">What conditions and templates see.</param>
/// <param name="Now">The moment of evaluation: the file's, else the clock's.</param>
public sealed record ContextFile(ImmutableArray<string> Triggers, CrmContext Context, DateTimeOffset Now)
{
    /// <summary>Largest file in bytes: 4 MiB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads a context file. Never throws on content.</summary>
    /// <param name="utf8Json">The text, with or without a byte order mark.</param>
    /// <param name="timeProvider">Says what time it is when the file does not.</param>
    public static ContextFileResult Read(ReadOnlyMemory<byte> utf8Json, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        if (utf8Json.Span.StartsWith("\uFEFF"u8)) utf8Json = utf8Json[3..];
        if (utf8Json.Length > MaxBytes) return new(null, [ContextFileProblem.TooLarge()]);
        try
        {
            if (JsonTextCheck.Check(utf8Json.Span, ContextFileJson.ReaderOptions.MaxDepth) is { } mistake) return new(null, [mistake]);
            using var json = JsonDocument.Parse(utf8Json, ContextFileJson.ReaderOptions);
            return ContextFileParts.TryRead(json.RootElement, out var parts, out var problem)
                ? new(ContextFileAssembly.Assemble(parts, timeProvider), [])
                : new(null, [problem.ToDiagnostic(utf8Json.Span)]);
        }
        catch (JsonException e)
        {
            return new(null, [ContextFileProblem.Syntax(e, utf8Json.Span)]);
        }
        catch (ContextFileException e)
        {
            return new(null, [e.Problem.ToDiagnostic(utf8Json.Span)]);
        }
    }
}

/// <summary>What came of reading a context file.</summary>
/// <param name="File">The file, or <see langword="null"/> when it has a mistake.</param>
/// <param name="Diagnostics">What is wrong.</param>
public sealed record ContextFileResult(ContextFile? File, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a file.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    public bool Succeeded => File is not null;
}
